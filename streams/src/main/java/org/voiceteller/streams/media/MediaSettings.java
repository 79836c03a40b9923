package org.voiceteller.streams.media;

import com.typesafe.config.Config;
import java.time.Duration;
import org.voiceteller.streams.settings.SettingsReader;
import org.voiceteller.streams.settings.WrongSettingsException;

/**
 * How a caller's socket behaves. The meaning and default of each value stands in this module's
 * {@code reference.conf}, under {@code voice-teller.media}.
 */
public record MediaSettings(
    Duration startTimeout, String defaultJurisdiction, String defaultLocale, int maxTypedText) {

  /**
   * @throws WrongSettingsException with a sentence for each value that cannot be used
   */
  public static MediaSettings from(Config root) {
    SettingsReader reader = SettingsReader.at(root, "voice-teller.media");
    MediaSettings settings =
        new MediaSettings(
            reader.duration("start-timeout", Duration.ofSeconds(1), Duration.ofMinutes(5)),
            reader.text(
                "default-jurisdiction",
                VoiceTellerV1.JURISDICTION,
                "an ISO 3166-2 code, as \"US-CO\""),
            reader.text("default-locale", VoiceTellerV1.LOCALE, "a BCP 47 tag, as \"en-US\""),
            reader.number("max-typed-text", 1, 10_000));
    reader.finish();
    return settings;
  }
}
