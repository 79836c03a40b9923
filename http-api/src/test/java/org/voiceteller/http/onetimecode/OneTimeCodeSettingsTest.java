package org.voiceteller.http.onetimecode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceteller.http.Configuration;
import org.voiceteller.http.onetimecode.OneTimeCodeSettings.Way;
import org.voiceteller.streams.settings.WrongSettingsException;

class OneTimeCodeSettingsTest {

  private static final String SECRET = "a secret that only we two know of it";

  @Test
  void printsOnALaptopOnly() {
    assertThat(
            OneTimeCodeSettings.from(with("voice-teller.persistence.embedded.enabled = true"))
                .way())
        .isEqualTo(new Way.Console());
    assertThatThrownBy(
            () ->
                OneTimeCodeSettings.from(with("voice-teller.persistence.embedded.enabled = false")))
        .isInstanceOf(WrongSettingsException.class)
        .hasMessageContaining("VOICE_TELLER_CODE_PROVIDER")
        .hasMessageContaining("laptop only");
  }

  @Test
  void readsAWebhookAndKeepsItsSecretToItself() {
    var settings = OneTimeCodeSettings.from(webhook("https://codes.bank.example/send", SECRET));

    assertThat(settings.way())
        .isEqualTo(new Way.Webhook(URI.create("https://codes.bank.example/send"), SECRET));
    assertThat(settings.toString()).doesNotContain(SECRET);
  }

  @ParameterizedTest
  @CsvSource({
    "http://codes.bank.example/send, a secret that only we two know of it, https://",
    "ftp://127.0.0.1/send, a secret that only we two know of it, https://",
    "https://user:pass@codes.bank.example, a secret that only we two know of it, https://",
    "https://codes.bank.example/send, tooshort, at least 32"
  })
  void refusesAWebhookThatIsNotSafe(String url, String secret, String wanted) {
    assertThatThrownBy(() -> OneTimeCodeSettings.from(webhook(url, secret)))
        .isInstanceOf(WrongSettingsException.class)
        .hasMessageContaining(wanted)
        .hasMessageNotContaining(secret);
  }

  private static Config webhook(String url, String secret) {
    return with(
        """
        voice-teller.one-time-code {
          provider = webhook
          webhook { url = "%s", secret = "%s" }
        }
        """
            .formatted(url, secret));
  }

  private static Config with(String settings) {
    return ConfigFactory.parseString(settings).withFallback(Configuration.load());
  }
}
