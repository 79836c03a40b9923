package org.voiceteller.core.authentication;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.customer.PhoneNumber;

class NumberHashesTest {

  private static final PhoneNumber PAT = new PhoneNumber("+15552345678");
  private static final byte[] FIRST = new byte[32];
  private static final byte[] SECOND = "another key of thirty-two bytes!".getBytes(US_ASCII);

  @Test
  void aNumberHasOneNameWhichTellsNothingOfIt() {
    NumberHashes hashes = new NumberHashes(BankKeys.create("1", Map.of("1", FIRST)));

    assertThat(hashes.of(PAT))
        .isEqualTo(hashes.of(new PhoneNumber("+15552345678")))
        .isNotEqualTo(hashes.of(new PhoneNumber("+15552345679")))
        .matches("[A-Za-z0-9_-]{43}")
        .doesNotContain("5678");
  }

  @Test
  void anotherBankNamesItOtherwise() {
    assertThat(new NumberHashes(BankKeys.create("1", Map.of("1", FIRST))).of(PAT))
        .isNotEqualTo(new NumberHashes(BankKeys.create("1", Map.of("1", SECOND))).of(PAT));
  }

  @Test
  void isFoundAgainUnderTheKeyOfNumbersWhenANewKeyIsInForce() {
    Map<String, byte[]> both = Map.of("1", FIRST, "2", SECOND);

    assertThat(new NumberHashes(BankKeys.create("2", "1", both)).of(PAT))
        .isEqualTo(new NumberHashes(BankKeys.create("1", Map.of("1", FIRST))).of(PAT));
    assertThatThrownBy(() -> BankKeys.create("2", "0", both))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("telephone numbers");
  }
}
