package org.voiceteller.core.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceteller.core.authentication.ProtectedAnswer.Form;

class SecurityAnswersTest {

  /** The count is what makes it slow, and is tested by itself. */
  private static final int FEW_ROUNDS = 1_000;

  private final SecurityAnswers answers = answers(Keys.of("1"));

  @ParameterizedTest
  @CsvSource({
    "Johnson, johnson",
    "'  O’Neill–Núñez! ', oneillnunez",
    "St. Paul, stpaul",
    "'VW  Käfer, 1972', vwkafer1972",
    "ＪＯＨＮＳＯＮ, johnson",
    "李小龍, 李小龍"
  })
  void dropsCaseSpacesAccentsAndPunctuation(String said, String normal) {
    assertThat(SecurityAnswers.normalise(said)).isEqualTo(normal);
  }

  @Test
  void knowsTheRightAnswerFromAWrongOneAndKeepsNeither() {
    ProtectedAnswer kept = answers.protect(new Secret("Johnson"));

    assertThat(answers.isRight(kept, new Secret("it's johnson"))).isFalse();
    assertThat(answers.isRight(kept, new Secret("JOHNSON."))).isTrue();
    assertThat(answers.isRight(kept, new Secret("..."))).isFalse();
    assertThat(kept.toString()).doesNotContainIgnoringCase("johnson");
    assertThat(Base64.getDecoder().decode(kept.salt())).hasSizeGreaterThanOrEqualTo(16);
  }

  @Test
  void takesItsTimeOverAnAnswer() {
    SecurityAnswers slow =
        SecurityAnswers.create(Keys.of("1"), SecurityAnswers.MINIMUM_ROUNDS, new SecureRandom());

    ProtectedAnswer kept = slow.protect(new Secret("Johnson"));

    assertThat(kept.rounds()).isEqualTo(600_000);
    assertThat(slow.isOutdated(kept)).isFalse();
    assertThat(slow.isOutdated(answers.protect(new Secret("Johnson")))).isTrue();
    assertThat(answers.isRight(kept, new Secret("Johnson"))).isTrue();
    var fewer = new ProtectedAnswer(kept.form(), 599_999, kept.salt(), kept.keyId(), kept.hash());
    assertThat(answers.isRight(fewer, new Secret("Johnson"))).isFalse();
  }

  @Test
  void saltsEachAnswerForItselfAndNeedsTheBanksKey() {
    ProtectedAnswer one = answers.protect(new Secret("Johnson"));
    ProtectedAnswer other = answers.protect(new Secret("Johnson"));

    assertThat(one.salt()).isNotEqualTo(other.salt());
    assertThat(one.hash()).isNotEqualTo(other.hash());
    var stolen = new ProtectedAnswer(one.form(), one.rounds(), one.salt(), "2", one.hash());
    assertThat(answers(Keys.of("1", "2")).isRight(stolen, new Secret("Johnson"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"johnson", "Johnson"})
  void takesOverAPlainHashWithoutKeepingIt(String hashed) throws GeneralSecurityException {
    String plain = sha256(hashed);
    ProtectedAnswer kept = answers.importSha256(plain.toUpperCase(Locale.ROOT));

    assertThat(kept.toString()).doesNotContain(plain);
    assertThat(kept.form()).isEqualTo(Form.IMPORTED_SHA256);
    assertThat(answers.isRight(kept, new Secret("Jonson"))).isFalse();

    var comparison = answers.compare(kept, new Secret(" johnson"));

    assertThat(comparison.isRight()).isTrue();
    assertThat(comparison.upgrade()).extracting(ProtectedAnswer::form).isEqualTo(Form.ANSWER);
    ProtectedAnswer upgraded = Objects.requireNonNull(comparison.upgrade());
    assertThat(answers.compare(upgraded, new Secret("JOHNSON")).upgrade()).isNull();
  }

  @Test
  void upgradesToTheKeyInForceOnlyWhenTheAnswerIsRight() {
    ProtectedAnswer old = answers.protect(new Secret("Johnson"));
    SecurityAnswers rotated = answers(Keys.of("1", "2"));

    assertThat(rotated.compare(old, new Secret("Smith")).upgrade()).isNull();
    assertThat(rotated.compare(old, new Secret("Johnson")).upgrade())
        .extracting(ProtectedAnswer::keyId)
        .isEqualTo("2");
  }

  @Test
  void refusesWhatCouldNeverBeAnswered() {
    assertThatThrownBy(() -> answers.protect(new Secret("?!")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> answers.importSha256("Johnson"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("Johnson");
    assertThatThrownBy(() -> SecurityAnswers.create(Keys.of("1"), 599_999, new SecureRandom()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static SecurityAnswers answers(BankKeys keys) {
    return new SecurityAnswers(keys, FEW_ROUNDS, new SecureRandom());
  }

  private static String sha256(String text) throws GeneralSecurityException {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
