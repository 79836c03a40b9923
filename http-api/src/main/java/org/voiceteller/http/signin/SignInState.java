package org.voiceteller.http.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import org.apache.pekko.util.ByteString;

/**
 * A sign-in that is under way at the provider: what ties its end to its beginning.
 *
 * @param state ties the answer to the browser that asked (RFC 6749, 10.12)
 * @param nonce ties the ID token to it (OpenID Connect Core 1.0, 3.1.2.1)
 * @param verifier proves to the provider who asked (RFC 7636)
 * @param endsAt after which it is too late
 */
record SignInState(String state, String nonce, String verifier, Instant endsAt) {

  private static final Duration LIFE = Duration.ofMinutes(10);

  static SignInState begun(Instant now) {
    return new SignInState(Secrets.make(), Secrets.make(), Secrets.make(), now.plus(LIFE));
  }

  @Override
  public String toString() {
    return "SignInState[withheld]";
  }

  /**
   * Closes states for the browser to keep and opens them again, on any node: the key is made of the
   * client's secret, which all nodes have. So nothing is kept here for strangers who only begin.
   */
  static final class Sealer {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKey key;

    /**
     * @param clientSecret as random as the provider has made it
     */
    Sealer(String clientSecret) {
      try {
        this.key =
            KDF.getInstance("HKDF-SHA256")
                .deriveKey(
                    "AES",
                    HKDFParameterSpec.ofExtract()
                        .addIKM(clientSecret.getBytes(UTF_8))
                        .thenExpand("voice-teller sign-in state 1".getBytes(UTF_8), 32));
      } catch (GeneralSecurityException impossible) {
        throw new IllegalStateException("Every Java 25 has HKDF", impossible);
      }
    }

    String close(SignInState state) {
      byte[] iv = new byte[IV_BYTES];
      RANDOM.nextBytes(iv);
      String text =
          String.join(
              " ",
              state.state(),
              state.nonce(),
              state.verifier(),
              Long.toString(state.endsAt().toEpochMilli()));
      try {
        byte[] closed = cipher(Cipher.ENCRYPT_MODE, iv).doFinal(text.getBytes(UTF_8));
        return Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                ByteString.fromArray(iv).concat(ByteString.fromArray(closed)).toArray());
      } catch (GeneralSecurityException impossible) {
        throw new IllegalStateException("Every Java has AES-GCM", impossible);
      }
    }

    /** Empty for what was not closed here, was changed, or is too old. */
    Optional<SignInState> open(String closed, Instant now) {
      try {
        byte[] bytes = Base64.getUrlDecoder().decode(closed);
        if (bytes.length <= IV_BYTES) {
          return Optional.empty();
        }
        byte[] iv = ByteString.fromArray(bytes).take(IV_BYTES).toArray();
        byte[] text =
            cipher(Cipher.DECRYPT_MODE, iv).doFinal(bytes, IV_BYTES, bytes.length - IV_BYTES);
        List<String> parts = List.of(new String(text, UTF_8).split(" ", -1));
        return Optional.of(
                new SignInState(
                    parts.get(0),
                    parts.get(1),
                    parts.get(2),
                    Instant.ofEpochMilli(Long.parseLong(parts.get(3)))))
            .filter(state -> now.isBefore(state.endsAt()));
      } catch (GeneralSecurityException | IllegalArgumentException notOurs) {
        return Optional.empty();
      }
    }

    private Cipher cipher(int mode, byte[] iv) throws GeneralSecurityException {
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
      return cipher;
    }
  }
}
