package org.voiceteller.core.authentication;

import java.util.Optional;

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
  Totp totp() {
    return new Totp(algorithm, digits, periodSeconds);
  }

  /**
   * An app as a customer sets it up, with codes that last 30 seconds.
   *
   * @param base32 the secret as it stands in an {@code otpauth} URI
   * @return empty when the secret cannot be read or is too short, or no app makes such codes
   */
  public static Optional<AuthenticatorApp> sealed(
      String appId,
      Totp.Algorithm algorithm,
      int digits,
      Secret base32,
      SecretSeal seal,
      String customerId) {
    return Base32.decode(base32.value())
        .filter(_ -> digits >= Totp.FEWEST_DIGITS && digits <= Totp.MOST_DIGITS)
        .map(seed -> seal.close(seed, boundTo(customerId, appId)))
        .map(
            secret ->
                new AuthenticatorApp(appId, algorithm, digits, Totp.USUAL_PERIOD_SECONDS, secret));
  }

  /** What the app and the bank share. */
  public byte[] seed(SecretSeal seal, String customerId) {
    return seal.open(secret, boundTo(customerId, appId));
  }

  private static String boundTo(String customerId, String appId) {
    return customerId + "/" + appId;
  }
}
