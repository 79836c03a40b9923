package org.voiceteller.streams.media;

import org.jspecify.annotations.Nullable;
import org.voiceteller.core.call.NumberAttestation;
import org.voiceteller.streams.call.AgentFrame;
import org.voiceteller.streams.call.CallerFrame;
import org.voiceteller.streams.nova.EndpointingSensitivity;

/** What a message of the caller means. */
public sealed interface FromCaller {

  /**
   * {@code call.start}: a new call, or with a token one that goes on.
   *
   * @param from E.164; null when not given
   * @param channel null when not given; so are the others
   * @param endpointing how soon a pause ends the caller's turn
   * @param resume secret
   * @param attestation of the number, by a trunk that is trusted with that
   */
  record Start(
      @Nullable String from,
      @Nullable String jurisdiction,
      @Nullable String locale,
      @Nullable String channel,
      @Nullable EndpointingSensitivity endpointing,
      @Nullable String resume,
      @Nullable NumberAttestation attestation)
      implements FromCaller {

    /** Of a number that nobody says anything of. */
    public Start(
        @Nullable String from,
        @Nullable String jurisdiction,
        @Nullable String locale,
        @Nullable String channel,
        @Nullable EndpointingSensitivity endpointing,
        @Nullable String resume) {
      this(from, jurisdiction, locale, channel, endpointing, resume, null);
    }
  }

  record Frame(CallerFrame frame) implements FromCaller {}

  /** {@code line.check}: whether anybody is there. */
  record Check() implements FromCaller {}

  /** Not understood; the problem is the answer, and the call goes on. */
  record Rejected(AgentFrame.Problem problem) implements FromCaller {}
}
