package org.voiceteller.http.platform;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import org.voiceteller.http.json.Json;
import org.voiceteller.http.problem.ProblemException;
import org.voiceteller.streams.platform.Ticket;

/**
 * Tickets as they go through a platform: sealed, and good for a short time. The handshake's own
 * signature does not change from call to call, so that it alone would let in whoever has seen it
 * once; and what the platform passes on in the open, as its logs may show, neither tells the
 * caller's number nor the token of the call. Thread-safe.
 */
final class Tickets implements Ticket.Seal {

  private final Sealing sealing;
  private final Duration lifetime;
  private final InstantSource clock;

  /** As it is sealed. */
  record Sealed(
      String call,
      @Nullable String from,
      @Nullable String jurisdiction,
      @Nullable String locale,
      @Nullable String resume,
      long untilMs) {}

  Tickets(Sealing sealing, Duration lifetime, InstantSource clock) {
    this.sealing = sealing;
    this.lifetime = lifetime;
    this.clock = clock;
  }

  String seal(Ticket ticket) {
    return sealing.seal(
        Json.write(
            new Sealed(
                ticket.platformCallId(),
                ticket.from(),
                ticket.jurisdiction(),
                ticket.locale(),
                ticket.resume(),
                clock.instant().plus(lifetime).toEpochMilli())));
  }

  @Override
  public Optional<Ticket> open(String sealed) {
    return sealing
        .open(sealed)
        .flatMap(Tickets::read)
        .filter(ticket -> Instant.ofEpochMilli(ticket.untilMs()).isAfter(clock.instant()))
        .map(
            ticket ->
                new Ticket(
                    ticket.call(),
                    ticket.from(),
                    ticket.jurisdiction(),
                    ticket.locale(),
                    ticket.resume()));
  }

  /** One of another version of this program is none. */
  private static Optional<Sealed> read(String json) {
    try {
      return Optional.of(Json.read(ByteString.fromString(json), Sealed.class));
    } catch (ProblemException unfit) {
      return Optional.empty();
    }
  }
}
