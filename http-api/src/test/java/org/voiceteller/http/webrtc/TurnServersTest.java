package org.voiceteller.http.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceteller.streams.settings.WrongSettingsException;

class TurnServersTest {

  private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");

  private static Config with(String settings) {
    return ConfigFactory.parseString("voice-teller.turn { " + settings + " }")
        .withFallback(ConfigFactory.load());
  }

  @Test
  void tellsOfNoneUnlessSomeAreSet() {
    TurnServers none = TurnServers.from(ConfigFactory.load());

    assertThat(none.at(NOON)).isEmpty();
    assertThat(none.links(NOON)).isEmpty();
  }

  @Test
  void givesEachCallerCredentialsThatEnd() {
    TurnServers servers =
        TurnServers.from(with("urls = \"turn:a.example:3478\", secret = north, lifetime = 1 h"));

    TurnServers.IceServer now = servers.at(NOON).getFirst();
    TurnServers.IceServer later = servers.at(NOON.plusSeconds(60)).getFirst();

    assertThat(now.username()).isEqualTo(Long.toString(NOON.getEpochSecond() + 3_600));
    assertThat(now.credential()).hasSize(28).isNotEqualTo(later.credential());
  }

  @Test
  void keepsItsSecretsOutOfItsText() {
    assertThat(TurnServers.from(with("urls = \"turn:a.example\", secret = north")).toString())
        .doesNotContain("north");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "urls = \"turn:a.example\"",
        "urls = \"https://a.example\"",
        "urls = \"turn:a.example\", username = bank",
        "lifetime = 1 s"
      })
  void namesWhatCannotBeUsed(String settings) {
    assertThatThrownBy(() -> TurnServers.from(with(settings)))
        .isInstanceOf(WrongSettingsException.class)
        .hasMessageContaining("voice-teller.turn");
  }
}
