package org.voiceteller.streams.platform;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What our answer document has said about a stream: it goes to the platform sealed, and comes back
 * with the stream, so that nobody else can begin one or claim a number in it.
 *
 * @param platformCallId the call that it was given for
 * @param from the caller's number as the signed request told it, E.164; null when unknown
 * @param jurisdiction null when not known; so is the locale
 * @param resume the token of a call that goes on; secret, null for a new call
 */
public record Ticket(
    String platformCallId,
    @Nullable String from,
    @Nullable String jurisdiction,
    @Nullable String locale,
    @Nullable String resume) {

  @Override
  public String toString() {
    return "Ticket[" + platformCallId + ", the rest withheld]";
  }

  /** Opens what was sealed. */
  @FunctionalInterface
  public interface Seal {

    /** Empty when it is not ours, was changed, or is too old. */
    Optional<Ticket> open(String sealed);
  }
}
