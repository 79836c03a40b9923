package org.voiceteller.streams.recording;

import com.typesafe.config.Config;
import java.time.Duration;
import org.voiceteller.streams.settings.SettingsReader;
import org.voiceteller.streams.settings.WrongSettingsException;

/**
 * Whether and how calls are recorded. The meaning and default of each value stands in this module's
 * {@code reference.conf}, under {@code voice-teller.recording}.
 *
 * @param holdBack how long sound is held in memory before any of it is kept
 * @param queue sound that may wait for the store
 */
public record RecordingSettings(boolean enabled, Duration holdBack, Duration queue) {

  /**
   * The agent's sound is known some time before it is heard; it must be heard before it is kept.
   */
  private static final Duration AFTER_HEARD = Duration.ofSeconds(1);

  /**
   * @throws WrongSettingsException with a sentence for each value that cannot be used
   */
  public static RecordingSettings from(Config root) {
    SettingsReader reader = SettingsReader.at(root, "voice-teller.recording");
    RecordingSettings settings =
        new RecordingSettings(
            reader.yesOrNo("enabled"),
            reader.duration("hold-back", Duration.ofSeconds(5), Duration.ofMinutes(1)),
            reader.duration("queue", Duration.ofSeconds(1), Duration.ofMinutes(1)));
    Duration ahead = root.getDuration("voice-teller.call.playout-ahead");
    if (settings.holdBack().compareTo(ahead.plus(AFTER_HEARD)) < 0) {
      reader.wrong(
          "Expected voice-teller.recording.hold-back to be longer than"
              + " voice-teller.call.playout-ahead by a second at least.");
    }
    reader.finish();
    return settings;
  }
}
