package org.voiceteller.http.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;
import org.voiceteller.streams.settings.WrongSettingsException;

class PlatformSettingsTest {

  private static final String TOKEN = "0123456789abcdef0123456789abcdef";

  @Test
  void shutsBothDoorsWithoutSecrets() {
    var settings = PlatformSettings.from(with(""));

    assertThat(settings.twilio()).isEmpty();
    assertThat(settings.jambonz()).isEmpty();
  }

  @Test
  void opensThemWithASecretAndAnAddress() {
    var settings =
        PlatformSettings.from(
            with(
                """
                public-url = "https://teller.bank.example/"
                twilio { auth-token = %s, hand-off-to = "+15552340000" }
                jambonz { webhook-secret = %s, hand-off-to = "sip:desk@bank.example", keys = tones }
                """
                    .formatted(TOKEN, TOKEN)));

    assertThat(settings.twilio()).isPresent();
    assertThat(settings.jambonz().orElseThrow().keys()).isEqualTo(PlatformSettings.Keys.TONES);
    assertThat(settings.jambonz().orElseThrow().sampleRateHz()).isEqualTo(16_000);
    assertThat(settings.address("/v1")).isEqualTo("https://teller.bank.example/v1");
    assertThat(settings.socketAddress("/v1")).isEqualTo("wss://teller.bank.example/v1");
    assertThat(settings.toString()).doesNotContain(TOKEN);
  }

  @Test
  void saysEachThingThatIsWrongAndNoSecret() {
    assertThatThrownBy(
            () ->
                PlatformSettings.from(
                    with(
                        """
                        public-url = "http://teller.bank.example"
                        twilio { auth-token = short-secret, hand-off-to = "the desk" }
                        jambonz { webhook-secret = %s, sample-rate = 11025, keys = words }
                        """
                            .formatted(TOKEN))))
        .isInstanceOf(WrongSettingsException.class)
        .hasMessageContaining("public-url")
        .hasMessageContaining("VOICE_TELLER_TWILIO_AUTH_TOKEN")
        .hasMessageContaining("at least 16 characters, but it has 12")
        .hasMessageContaining("twilio.hand-off-to")
        .hasMessageContaining("[8000, 16000], but it is 11025")
        .hasMessageContaining("events, tones")
        .hasMessageNotContainingAny("short-secret", TOKEN);
  }

  @Test
  void takesPlainHttpForThisMachineOnly() {
    assertThat(
            PlatformSettings.from(
                    with("public-url = \"http://127.0.0.1:8080\", twilio.auth-token = " + TOKEN))
                .socketAddress("/v1"))
        .isEqualTo("ws://127.0.0.1:8080/v1");
    for (String wrong : new String[] {"", "teller.bank.example", "https://a.example?x=1"}) {
      assertThatThrownBy(
              () ->
                  PlatformSettings.from(
                      with("public-url = \"" + wrong + "\", twilio.auth-token = " + TOKEN)))
          .isInstanceOf(WrongSettingsException.class)
          .hasMessageContaining("public-url");
    }
  }

  private static Config with(String platforms) {
    return ConfigFactory.parseString("voice-teller.platforms { " + platforms + " }")
        .withFallback(ConfigFactory.load());
  }
}
