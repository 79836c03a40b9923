package org.voiceteller.core.authentication;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.voiceteller.core.authentication.BankKeys.Use;

/**
 * What is kept of the inputs of tools, to know a repetition again. Keyed and bound to its call: an
 * input may be a code of six digits, which a plain hash would give away to whoever tries a million.
 */
public record InputHashes(BankKeys keys) {

  /** The key's id and HMAC-SHA-256 in base64, as {@code 2026a:q83v…}. */
  public String of(String callId, String inputJson) {
    return hash(keys.currentId(), callId, inputJson);
  }

  /** Whether the hash is of this input, with whichever of the bank's keys it was made. */
  public boolean isOf(String kept, String callId, String inputJson) {
    int end = kept.lastIndexOf(':');
    return end > 0
        && keys.has(kept.substring(0, end))
        && KeyedHash.isSame(kept, hash(kept.substring(0, end), callId, inputJson));
  }

  private String hash(String keyId, String callId, String inputJson) {
    return keyId
        + ":"
        + KeyedHash.of(
            keys.key(keyId, Use.TOOL_INPUT), callId.getBytes(UTF_8), inputJson.getBytes(UTF_8));
  }
}
