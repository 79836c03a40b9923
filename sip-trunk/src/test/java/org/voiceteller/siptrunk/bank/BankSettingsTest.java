package org.voiceteller.siptrunk.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceteller.streams.settings.WrongSettingsException;

class BankSettingsTest {

  @Test
  void takesOneAddressOrSeveral() {
    assertThat(with("wss://bank.internal/v1/calls").urls())
        .containsExactly(URI.create("wss://bank.internal/v1/calls"));
    assertThat(with(" ws://10.0.3.7:8080/v1/calls,ws://10.0.3.8:8080/v1/calls ").urls())
        .containsExactly(
            URI.create("ws://10.0.3.7:8080/v1/calls"), URI.create("ws://10.0.3.8:8080/v1/calls"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://bank.internal/v1/calls",
        "ws://bank.internal/v1/calls,",
        "ws://bank.internal/v1/calls; ws://bank.internal/v1/calls",
        "ws://bank.internal/v1/calls, nowhere"
      })
  void refusesWhatIsNoAddress(String url) {
    assertThatThrownBy(() -> with(url))
        .isInstanceOf(WrongSettingsException.class)
        .hasMessageContaining("voice-teller.sip.bank.url");
  }

  private static BankSettings with(String url) {
    return BankSettings.from(
        ConfigFactory.parseString("voice-teller.sip.bank.url = \"" + url + "\"")
            .withFallback(ConfigFactory.load()));
  }
}
