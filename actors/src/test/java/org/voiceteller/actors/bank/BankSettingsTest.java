package org.voiceteller.actors.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceteller.core.customer.PhoneBinding.ClaimLimits;

class BankSettingsTest {

  @Test
  void readsWhatIsSetFromTheStart() {
    BankSettings settings = BankSettings.from(ConfigFactory.load());

    assertThat(settings.name()).isEqualTo("First National Bank");
    assertThat(settings.callPolicy().idleTimeout()).isEqualTo(Duration.ofMinutes(30));
    assertThat(settings.callPolicy().resumeGrace()).isEqualTo(Duration.ofMinutes(5));
    assertThat(settings.claimLimits()).isEqualTo(ClaimLimits.standard());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "call.idle-timeout = 0s | call.idle-timeout to be longer than nothing",
        "call.leg-silence = 6s | call.leg-silence to be at least twice call.leg-heartbeat",
        "call.maximum-identification-attempts = 0 | attempts to be at least 1, but it is 0",
        "call.resume-grace = soon | resume-grace",
        "time-zone = Mars/Olympus | time-zone to be a zone of the tz database",
        "name = \"  \" | name to be a name that can be spoken",
        "provisional-credit.business-days = 12 | within 1 to 10 business days",
        "persist-backoff.maximum = 1ms | persist-backoff.maximum to be not below the minimum",
        "shards = many | shards"
      })
  void saysInOneSentenceWhatIsWrong(String setting, String sentence) {
    var config =
        ConfigFactory.parseString("voice-teller.bank." + setting)
            .withFallback(ConfigFactory.load());

    assertThatThrownBy(() -> BankSettings.from(config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(sentence);
  }
}
