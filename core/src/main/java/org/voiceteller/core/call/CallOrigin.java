package org.voiceteller.core.call;

import org.jspecify.annotations.Nullable;

/**
 * Where a call comes from.
 *
 * @param channel {@code browser}, {@code terminal}, {@code sip}, …
 * @param from the caller's number as the channel gives it, E.164; a claim, and null when unknown
 * @param jurisdiction ISO 3166-2, as {@code US-CO}
 * @param locale BCP 47, as {@code en-US}
 * @param address the network address; null when unknown
 * @param attestation of the number; null where nobody signs numbers
 */
public record CallOrigin(
    String channel,
    @Nullable String from,
    String jurisdiction,
    String locale,
    @Nullable String address,
    @Nullable NumberAttestation attestation) {

  /** Of a number that nobody says anything of. */
  public CallOrigin(
      String channel,
      @Nullable String from,
      String jurisdiction,
      String locale,
      @Nullable String address) {
    this(channel, from, jurisdiction, locale, address, null);
  }

  /** Whether the caller may well not be who their number says. */
  public boolean isDoubtful() {
    return attestation != null && attestation.isDoubtful();
  }
}
