package org.voiceteller.core.authentication;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SecretSealTest {

  private static final byte[] SEED = "12345678901234567890".getBytes(US_ASCII);

  private final SecretSeal seal = SecretSeal.create(Keys.of("1"), new SecureRandom());

  @Test
  void opensWhatItClosedAlsoAfterTheKeyChanged() {
    SealedSecret sealed = seal.close(SEED, "CUST-1/APP-1");

    assertThat(seal.open(sealed, "CUST-1/APP-1")).isEqualTo(SEED);
    assertThat(
            SecretSeal.create(Keys.of("1", "2"), new SecureRandom()).open(sealed, "CUST-1/APP-1"))
        .isEqualTo(SEED);
    assertThat(seal.close(SEED, "CUST-1/APP-1").ciphertext()).isNotEqualTo(sealed.ciphertext());
  }

  @Test
  void doesNotOpenForAnotherCustomerNorOnceChanged() {
    SealedSecret sealed = seal.close(SEED, "CUST-1/APP-1");
    byte[] changed = Base64.getDecoder().decode(sealed.ciphertext());
    changed[0] ^= 1;

    assertThatThrownBy(() -> seal.open(sealed, "CUST-2/APP-1"))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(
            () ->
                seal.open(
                    new SealedSecret(
                        "1", sealed.nonce(), Base64.getEncoder().encodeToString(changed)),
                    "CUST-1/APP-1"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void readsBase32AsAppsWriteIt() {
    assertThat(Base32.decode("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")).hasValue(SEED);
    assertThat(Base32.decode("gezd gnbv gy3t qojq gezd gnbv gy3t qojq")).hasValue(SEED);
    assertThat(Base32.decode("GEZDGNBVGY3TQOJRGEZA====")).isPresent();
    assertThat(Base32.decode("GEZDGNBV")).as("too short").isEmpty();
    assertThat(Base32.decode("GEZDGNBVGY3TQOJ1GEZDGNBVGY3TQOJ0")).as("no letters").isEmpty();
  }
}
