package org.voiceteller.streams.call;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.time.Duration;
import org.voiceteller.streams.settings.SettingsReader;
import org.voiceteller.streams.settings.WrongSettingsException;

/**
 * How a call deals with streams to the model that end, fail or fall silent. The meaning and default
 * of each value stands in this module's {@code reference.conf}, under {@code
 * voice-teller.call.model}.
 */
public record ModelSettings(
    Duration renewAfter,
    Duration renewAtLatest,
    Duration renewWhenQuietFor,
    boolean widenForCodes,
    Duration replay,
    Duration answerTimeout,
    Duration holdAfter,
    String holdNotice,
    String unavailableNotice,
    Announcement unavailable,
    Duration waitForPerson) {

  /**
   * @throws WrongSettingsException with a sentence for each value that cannot be used
   */
  static ModelSettings from(Config root) {
    SettingsReader reader = SettingsReader.at(root, "voice-teller.call.model");
    Duration second = Duration.ofSeconds(1);
    Duration limit = Duration.ofMinutes(8);
    ModelSettings settings =
        new ModelSettings(
            reader.duration("renew-after", second, limit),
            reader.duration("renew-at-latest", second, limit),
            reader.duration("renew-when-quiet-for", Duration.ofMillis(200), limit),
            reader.yesOrNo("widen-for-codes"),
            reader.duration("replay", Duration.ofMillis(320), Duration.ofSeconds(10)),
            reader.duration("answer-timeout", second, Duration.ofMinutes(1)),
            reader.duration("hold-after", Duration.ofMillis(500), Duration.ofMinutes(1)),
            reader.text("hold-notice"),
            reader.text("unavailable-notice"),
            reader
                .parsed(
                    "unavailable-recording",
                    "a WAV file of at most a minute, PCM 16 bit, mono, 24 kHz",
                    file -> Announcement.read(Path.of(file)))
                .orElseGet(Announcement::unavailable),
            reader.duration("wait-for-person", second, Duration.ofMinutes(30)));
    if (settings.renewAtLatest().compareTo(settings.renewAfter()) <= 0) {
      reader.wrong(
          "Expected voice-teller.call.model.renew-at-latest to be longer than renew-after, but it"
              + " is not.");
    }
    reader.finish();
    return settings;
  }
}
