package org.voiceteller.core.authentication;

/**
 * What is kept of a security answer; may stand in the journal.
 *
 * @param form what went into the slow hash
 * @param rounds of PBKDF2-HMAC-SHA-256
 * @param salt of this answer alone, in base64
 * @param keyId the bank's key of the keyed pass
 * @param hash HMAC-SHA-256 over the slow hash, in base64
 */
public record ProtectedAnswer(Form form, int rounds, String salt, String keyId, String hash) {

  /** What went into the slow hash. */
  public enum Form {
    /** The normalised answer. */
    ANSWER,
    /** The plain SHA-256 that another system had kept of it. */
    IMPORTED_SHA256
  }
}
