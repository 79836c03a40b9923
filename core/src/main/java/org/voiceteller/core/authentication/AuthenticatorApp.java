package org.voiceteller.core.authentication;

/**
 * A customer's authenticator app (RFC 6238), as it is kept.
 *
 * @param appId made by whoever enters it
 * @param periodSeconds how long one code lasts, 30 as a rule
 * @param secret what the app and the bank share, sealed
 */
public record AuthenticatorApp(
    String appId, Totp.Algorithm algorithm, int digits, int periodSeconds, SealedSecret secret) {

  /** How its codes are made. */
  public Totp totp() {
    return new Totp(algorithm, digits, periodSeconds);
  }
}
