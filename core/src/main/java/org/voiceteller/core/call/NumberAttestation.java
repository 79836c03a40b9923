package org.voiceteller.core.call;

/**
 * How far the caller's own network vouches for the number that the call came with, as a trusted
 * trunk has verified it (STIR/SHAKEN: RFC 8224, RFC 8588). The names stand in the journal and never
 * change.
 */
public enum NumberAttestation {
  /** A: the network knows the caller, and that they may use the number. */
  FULL,
  /** B: it knows the caller, but not about the number. */
  PARTIAL,
  /** C: it only knows where the call came in. */
  GATEWAY,
  /** Verified, without a word how far. */
  PASSED,
  /** The signature is wrong: the number may be forged. */
  FAILED,
  /** Nothing was said of it on a trunk on which every number must be signed. */
  MISSING;

  /** Whether the number may well be another's. */
  public boolean isDoubtful() {
    return switch (this) {
      case GATEWAY, FAILED, MISSING -> true;
      case FULL, PARTIAL, PASSED -> false;
    };
  }
}
