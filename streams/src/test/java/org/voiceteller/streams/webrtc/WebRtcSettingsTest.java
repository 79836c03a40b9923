package org.voiceteller.streams.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceteller.streams.settings.WrongSettingsException;

class WebRtcSettingsTest {

  private static Config with(String text) {
    return ConfigFactory.parseString(text).withFallback(ConfigFactory.load());
  }

  @Test
  void listensOnThisMachineOnlyUnlessToldOtherwise() {
    WebRtcSettings settings = WebRtcSettings.from(ConfigFactory.load());

    assertThat(settings.enabled()).isTrue();
    assertThat(settings.bind().getAddress().isLoopbackAddress()).isTrue();
    assertThat(settings.advertised()).isEmpty();
  }

  @Test
  void readsAddressesWithAndWithoutPorts() {
    WebRtcSettings settings =
        WebRtcSettings.from(
            with(
                "voice-teller.webrtc { host = \"0.0.0.0\", port = 3478,"
                    + " advertised = \"203.0.113.7, [2001:db8::7]:4000\" }"));

    assertThat(settings.advertised()).hasSize(2);
    assertThat(settings.advertised().getFirst().getPort()).isEqualTo(3478);
    assertThat(settings.advertised().getLast().getPort()).isEqualTo(4000);
  }

  @Test
  void isForPagesWhoseCallersCanReachThePort() {
    WebRtcSettings here = WebRtcSettings.from(ConfigFactory.load());
    WebRtcSettings told =
        WebRtcSettings.from(with("voice-teller.webrtc.advertised = \"203.0.113.7\""));
    WebRtcSettings off = WebRtcSettings.from(with("voice-teller.webrtc.enabled = false"));

    assertThat(here.isForPagesAt("127.0.0.1")).isTrue();
    assertThat(here.isForPagesAt("0.0.0.0")).isFalse();
    assertThat(told.isForPagesAt("0.0.0.0")).isTrue();
    assertThat(off.isForPagesAt("127.0.0.1")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          host              | "nowhere.example" | an IP address
          host              | "0.0.0.0"         | advertised
          port              | 70000             | 0 to 65535
          advertised        | "example.com"     | IP addresses
          max-handshakes    | 0                 | 1 to 10000
          consent-timeout   | 1 s               | 5 s
          playout-estimate  | 2 s               | 1 s
          """)
  void namesKeyAndWhatIsAllowed(String key, String value, String allowed) {
    Config config = with("voice-teller.webrtc." + key + " = " + value);

    assertThatThrownBy(() -> WebRtcSettings.from(config))
        .isInstanceOf(WrongSettingsException.class)
        .hasMessageContaining("voice-teller.webrtc." + key)
        .hasMessageContaining(allowed);
  }
}
