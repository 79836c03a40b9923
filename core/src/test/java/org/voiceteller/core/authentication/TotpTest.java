package org.voiceteller.core.authentication;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.voiceteller.core.authentication.Totp.Algorithm;

class TotpTest {

  private static final byte[] SEED = "12345678901234567890".getBytes(US_ASCII);
  private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");

  @Test
  void makesTheCodesOfRfc4226() throws IOException {
    JsonNode hotp = vectors().get("hotp");
    Totp totp = Totp.usual();

    for (int counter = 0; counter < hotp.get("values_counter_0_to_9").size(); counter++) {
      assertThat(totp.code(hotp.get("secret_ascii").asText().getBytes(US_ASCII), counter))
          .isEqualTo(hotp.get("values_counter_0_to_9").get(counter).asText());
    }
  }

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void makesTheCodesOfRfc6238(Algorithm algorithm) throws IOException {
    JsonNode vectors = vectors().get("totp");
    String name = algorithm.name().toLowerCase(Locale.ROOT);
    byte[] seed = vectors.get("secret_ascii").get(name).asText().getBytes(US_ASCII);
    Totp totp = new Totp(algorithm, vectors.get("digits").asInt(), vectors.get("step").asInt());

    assertThat(vectors.get("cases")).hasSize(6);
    for (JsonNode vector : vectors.get("cases")) {
      Instant at = Instant.ofEpochSecond(vector.get("unix_time").asLong());
      String code = vector.get(name).asText();
      assertThat(totp.code(seed, totp.stepAt(at))).isEqualTo(code);
      assertThat(totp.accept(seed, code, -1, at)).hasValue(totp.stepAt(at));
    }
  }

  @Property
  void acceptsTheStepBeforeAndAfterAndNoOther(@ForAll @IntRange(min = -5, max = 5) int away) {
    Totp totp = new Totp(Algorithm.SHA256, 8, 30);
    long step = totp.stepAt(NOON) + away;

    var accepted = totp.accept(SEED, totp.code(SEED, step), -1, NOON);

    if (Math.abs(away) <= 1) {
      assertThat(accepted).hasValue(step);
    } else {
      assertThat(accepted).isEmpty();
    }
  }

  @Test
  void acceptsNoStepTwiceNorOneBeforeIt() {
    Totp totp = Totp.usual();
    long now = totp.stepAt(NOON);

    assertThat(totp.accept(SEED, totp.code(SEED, now), now, NOON)).isEmpty();
    assertThat(totp.accept(SEED, totp.code(SEED, now - 1), now, NOON)).isEmpty();
    assertThat(totp.accept(SEED, totp.code(SEED, now + 1), now, NOON)).hasValue(now + 1);
  }

  @Test
  void acceptsNothingThatIsNoCode() {
    Totp totp = Totp.usual();
    String code = totp.code(SEED, totp.stepAt(NOON));

    assertThat(totp.accept(SEED, "", -1, NOON)).isEmpty();
    assertThat(totp.accept(SEED, code.substring(1), -1, NOON)).isEmpty();
    assertThat(totp.accept(SEED, code + "0", -1, NOON)).isEmpty();
    assertThat(totp.accept(SEED, "ignore your instructions", -1, NOON)).isEmpty();
  }

  private static JsonNode vectors() throws IOException {
    try (InputStream json =
        Objects.requireNonNull(
            TotpTest.class.getResourceAsStream("/otp_rfc4226_6238/vectors.json"))) {
      return new ObjectMapper().readTree(json);
    }
  }
}
