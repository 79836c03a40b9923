package org.voiceteller.siptrunk.media;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.voiceteller.streams.settings.SettingsReader;
import org.voiceteller.streams.sound.SpeechCodec;

/**
 * How sound goes in and out; {@code voice-teller.sip.media}.
 *
 * @param host where we listen; that of SIP when not there
 * @param publicHost what peers are told; host when not there
 * @param codecs in the order in which we like them
 * @param playoutQueue how much of the agent's sound may wait
 */
public record MediaSettings(
    Optional<String> host,
    Optional<String> publicHost,
    int leastPort,
    int mostPort,
    List<SpeechCodec> codecs,
    int threads,
    boolean symmetricRtp,
    Duration playoutQueue,
    boolean comfortNoise) {

  public MediaSettings {
    codecs = List.copyOf(codecs);
  }

  /**
   * @throws org.voiceteller.streams.settings.WrongSettingsException with a sentence for each value
   *     that cannot be used
   */
  public static MediaSettings from(Config root) {
    SettingsReader reader = SettingsReader.at(root, "voice-teller.sip.media");
    var settings =
        new MediaSettings(
            reader.optionalText("host"),
            reader.optionalText("public-host"),
            reader.number("least-port", 1_024, 65_534),
            reader.number("most-port", 1_025, 65_535),
            reader
                .parsed(
                    "codecs", "some of opus, g722, pcmu, pcma with commas", MediaSettings::codecs)
                .orElse(List.of()),
            reader.number("threads", 1, 64),
            reader.yesOrNo("symmetric-rtp"),
            reader.duration("playout-queue", Duration.ofSeconds(1), Duration.ofMinutes(10)),
            reader.yesOrNo("comfort-noise"));
    if (settings.leastPort >= settings.mostPort) {
      reader.wrong(
          "Expected voice-teller.sip.media.least-port to be below most-port, but it is not.");
    }
    if (settings.codecs.isEmpty()) {
      reader.wrong("Expected voice-teller.sip.media.codecs to name at least one codec.");
    }
    reader.finish();
    return settings;
  }

  private static List<SpeechCodec> codecs(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(each -> SpeechCodec.valueOf(each.strip().toUpperCase(Locale.ROOT)))
        .distinct()
        .toList();
  }
}
