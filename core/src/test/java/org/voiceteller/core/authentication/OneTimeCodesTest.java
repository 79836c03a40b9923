package org.voiceteller.core.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceteller.core.authentication.OneTimeCodes.Rules;
import org.voiceteller.core.authentication.OneTimeCodes.Verdict;

class OneTimeCodesTest {

  private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
  private static final Secret CODE = new Secret("012345");

  private final OneTimeCodes codes = OneTimeCodes.create(Keys.of("1"), Rules.standard());

  @Test
  void drawsSixDigitsWithLeadingZerosToo() {
    Random random = new Random(7);
    Set<Character> first = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      String code = codes.draw(random).value();
      assertThat(code).matches("[0-9]{6}");
      first.add(code.charAt(0));
    }
    assertThat(first).hasSize(10);
    assertThat(codes.draw(new SecureRandom())).hasToString("Secret[withheld]");
  }

  @Property(tries = 200)
  void acceptsTheCodeAndNoOther(
      @ForAll @IntRange(max = 999_999) int code, @ForAll @IntRange(max = 999_999) int entered) {
    var issued = codes.issue("CALL-1", "CODE-1", six(code), NOON);

    assertThat(codes.check("CALL-1", issued, six(code), NOON)).isEqualTo(Verdict.RIGHT);
    assertThat(codes.check("CALL-1", issued, six(entered), NOON))
        .isEqualTo(code == entered ? Verdict.RIGHT : Verdict.WRONG);
    assertThat(issued.toString()).doesNotContain(six(code).value());
  }

  @ParameterizedTest
  @ValueSource(strings = {"012345", "012 345", "0-1-2-3-4-5", " 0 1 2 3 4 5. ", "012345#"})
  void readsTheDigitsHoweverTheyWereGiven(String entered) {
    var issued = codes.issue("CALL-1", "CODE-1", CODE, NOON);

    assertThat(codes.check("CALL-1", issued, new Secret(entered), NOON)).isEqualTo(Verdict.RIGHT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "12345", "0123456", "12345x", "none", "##012345", "٠١٢٣٤٥"})
  void takesNothingElseForTheCode(String entered) {
    var issued = codes.issue("CALL-1", "CODE-1", CODE, NOON);

    assertThat(codes.check("CALL-1", issued, new Secret(entered), NOON)).isEqualTo(Verdict.WRONG);
  }

  @Test
  void bindsTheCodeToItsCallAndItsId() {
    var issued = codes.issue("CALL-1", "CODE-1", CODE, NOON);
    var moved =
        new OneTimeCodes.Issued("CODE-2", issued.keyId(), issued.hash(), issued.expiresAt());

    assertThat(codes.check("CALL-2", issued, CODE, NOON)).isEqualTo(Verdict.WRONG);
    assertThat(codes.check("CALL-1", moved, CODE, NOON)).isEqualTo(Verdict.WRONG);
    assertThat(codes.issue("CALL-1C", "ODE-1", CODE, NOON).hash())
        .isNotEqualTo(codes.issue("CALL-1", "CODE-1", CODE, NOON).hash());
  }

  @Test
  void acceptsNothingFromTheMomentThatItExpires() {
    var issued = codes.issue("CALL-1", "CODE-1", CODE, NOON);
    Instant end = NOON.plus(Duration.ofMinutes(5));

    assertThat(codes.check("CALL-1", issued, CODE, end.minusMillis(1))).isEqualTo(Verdict.RIGHT);
    assertThat(codes.check("CALL-1", issued, CODE, end)).isEqualTo(Verdict.EXPIRED);
    assertThatThrownBy(() -> new Rules(Duration.ofMinutes(11), 3))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void goesOnCheckingWithTheKeyThatACodeWasMadeWith() {
    var issued = codes.issue("CALL-1", "CODE-1", CODE, NOON);

    assertThat(
            OneTimeCodes.create(Keys.of("1", "2"), Rules.standard())
                .check("CALL-1", issued, CODE, NOON))
        .isEqualTo(Verdict.RIGHT);
    assertThatThrownBy(
            () ->
                OneTimeCodes.create(Keys.of("2"), Rules.standard())
                    .check("CALL-1", issued, CODE, NOON))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'1'");
  }

  private static Secret six(int code) {
    return new Secret("%06d".formatted(code));
  }
}
