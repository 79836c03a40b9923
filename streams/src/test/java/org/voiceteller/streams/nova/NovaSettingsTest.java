package org.voiceteller.streams.nova;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.net.URI;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.voiceteller.streams.call.CallSettings;
import org.voiceteller.streams.media.MediaSettings;
import org.voiceteller.streams.settings.WrongSettingsException;

class NovaSettingsTest {

  private static com.typesafe.config.Config with(String hocon) {
    return ConfigFactory.parseString(hocon).withFallback(ConfigFactory.load());
  }

  @Test
  void hasDefaultsForEverything() {
    NovaSettings nova = NovaSettings.from(ConfigFactory.load());

    assertThat(nova.endpoint()).isNull();
    assertThat(nova.region()).isNull();
    assertThat(nova.manner().sensitivity()).isEqualTo(EndpointingSensitivity.MEDIUM);
    assertThat(CallSettings.from(ConfigFactory.load()).modelRetries()).isEqualTo(2);
    assertThat(MediaSettings.from(ConfigFactory.load()).defaultJurisdiction()).isEqualTo("US-CA");
  }

  @Test
  void takesAnEndpointAndARegion() {
    NovaSettings nova =
        NovaSettings.from(
            with("voice-teller.nova { endpoint = \"http://127.0.0.1:9\", region = eu-north-1 }"));

    assertThat(nova.endpoint()).isEqualTo(URI.create("http://127.0.0.1:9"));
    assertThat(nova.region()).isEqualTo("eu-north-1");
  }

  @Test
  void hasASentenceForEveryWrongValue() {
    assertThatThrownBy(
            () ->
                NovaSettings.from(
                    with(
                        """
                        voice-teller.nova {
                          endpoint = "127.0.0.1:9"
                          max-concurrency = 0
                          temperature = hot
                          endpointing-sensitivity = extreme
                          send-queue = 2 fortnights
                          voice = ""
                          read-timeout = null
                        }
                        """)))
        .isInstanceOf(WrongSettingsException.class)
        .extracting(
            thrown -> String.valueOf(thrown.getMessage()).lines().toList(),
            InstanceOfAssertFactories.LIST)
        .containsExactlyInAnyOrder(
            "Expected voice-teller.nova.endpoint to be an http or https address, as"
                + " \"http://127.0.0.1:9000\", but it is 127.0.0.1:9.",
            "Expected voice-teller.nova.max-concurrency to be a whole number from 1 to 10000, but"
                + " it is 0.",
            "Expected voice-teller.nova.temperature to be a number from 0.0 to 1.0, but it is"
                + " hot.",
            "Expected voice-teller.nova.endpointing-sensitivity to be one of high, medium, low,"
                + " but it is extreme.",
            "Expected voice-teller.nova.send-queue to be a duration from 64 ms to 60 s, as"
                + " \"500 ms\" or \"5 s\", but it is 2 fortnights.",
            "Expected voice-teller.nova.voice to be a voice's name in lower case, as \"matthew\","
                + " but it is .",
            "Expected voice-teller.nova.read-timeout to be a duration from 1 s to 3600 s, as"
                + " \"500 ms\" or \"5 s\", but it is missing.");
  }

  @Test
  void takesFurtherModelsAndRegionsInTheirOrder() {
    NovaSettings nova =
        NovaSettings.from(
            with(
                """
                voice-teller.nova.fallbacks = [
                  { model-id = a, region = eu-north-1 }
                  { model-id = b, endpoint = "http://127.0.0.1:9" }
                ]
                """));

    assertThat(nova.fallbacks())
        .extracting(NovaSettings.Target::label)
        .containsExactly("a@eu-north-1", "b@127.0.0.1:9");
  }

  @Test
  void callsTheSameModelInEachRegionInTheirOrderBeforeTheFallbacks() {
    NovaSettings nova =
        NovaSettings.from(
            with(
                """
                voice-teller.nova {
                  model-id = m, regions = "us-east-1, us-west-2"
                  fallbacks = [ { model-id = other, region = eu-north-1 } ]
                }
                """));

    assertThat(nova.target().label()).isEqualTo("m@us-east-1");
    assertThat(nova.fallbacks())
        .extracting(NovaSettings.Target::label)
        .containsExactly("m@us-west-2", "other@eu-north-1");
  }

  @Test
  void refusesRegionsThatContradictEachOtherOrTheAddress() {
    assertThatThrownBy(
            () ->
                NovaSettings.from(
                    with("voice-teller.nova { region = us-east-1, regions = \"us-west-2\" }")))
        .hasMessageContaining("either voice-teller.nova.region or voice-teller.nova.regions");
    assertThatThrownBy(
            () ->
                NovaSettings.from(
                    with(
                        "voice-teller.nova { endpoint = \"http://127.0.0.1:9\", regions ="
                            + " \"us-east-1,us-west-2\" }")))
        .hasMessageContaining("Expected no voice-teller.nova.endpoint beside");
    assertThatThrownBy(
            () -> NovaSettings.from(with("voice-teller.nova.regions = \"us-east-1,,us-east-1\"")))
        .hasMessageContaining("names of regions with commas between them, each once");
  }

  @Test
  void hasASentenceForEveryWrongFallbackAndForARenewalThatNeverComes() {
    assertThatThrownBy(
            () ->
                NovaSettings.from(
                    with("voice-teller.nova.fallbacks = [{ model-id = a }, { endpoint = x }]")))
        .isInstanceOf(WrongSettingsException.class)
        .hasMessageContaining(
            "Expected voice-teller.nova.fallbacks.2.model-id to be a text, but it is missing.")
        .hasMessageContaining("Expected voice-teller.nova.fallbacks.2.endpoint to be an http");
    assertThatThrownBy(
            () -> CallSettings.from(with("voice-teller.call.model.renew-after = 7.5 minutes")))
        .isInstanceOf(WrongSettingsException.class)
        .hasMessageContaining("renew-at-latest to be longer than renew-after");
  }

  @Test
  void saysThatAnAnnouncementCannotBePlayedBeforeAnyCallerNeedsIt() {
    assertThatThrownBy(
            () ->
                CallSettings.from(
                    with(
                        """
                        voice-teller.call.model {
                          unavailable-recording = /nowhere.wav, widen-for-codes = perhaps
                        }
                        """)))
        .isInstanceOf(WrongSettingsException.class)
        .hasMessageContaining(
            "Expected voice-teller.call.model.unavailable-recording to be a WAV file of at most a"
                + " minute, PCM 16 bit, mono, 24 kHz, but it is /nowhere.wav.")
        .hasMessageContaining("widen-for-codes to be true or false, but it is perhaps.");
  }
}
