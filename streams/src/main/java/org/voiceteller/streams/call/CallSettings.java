package org.voiceteller.streams.call;

import com.typesafe.config.Config;
import java.time.Duration;
import org.voiceteller.streams.settings.SettingsReader;
import org.voiceteller.streams.settings.WrongSettingsException;

/**
 * How a call's conversation behaves. The meaning and default of each value stands in this module's
 * {@code reference.conf}, under {@code voice-teller.call}.
 */
public record CallSettings(
    Duration playoutAhead,
    Duration playoutQueue,
    Duration slowToolAfter,
    Duration toolTimeout,
    Duration keypadTimeout,
    int keypadMaxDigits,
    int modelRetries,
    Duration modelRetryPause,
    Duration modelStableAfter,
    Duration modelEndGrace,
    int turnQueue,
    Duration turnRetryPause,
    Duration silenceAskAfter,
    int silenceQuestions,
    Duration echoDelay,
    ModelSettings model) {

  /**
   * @throws WrongSettingsException with a sentence for each value that cannot be used
   */
  public static CallSettings from(Config root) {
    SettingsReader reader = SettingsReader.at(root, "voice-teller.call");
    Duration second = Duration.ofSeconds(1);
    Duration minute = Duration.ofMinutes(1);
    CallSettings settings =
        new CallSettings(
            reader.duration("playout-ahead", Duration.ofMillis(200), minute),
            reader.duration("playout-queue", second, Duration.ofMinutes(10)),
            reader.duration("slow-tool-after", Duration.ofMillis(500), minute),
            reader.duration("tool-timeout", second, Duration.ofMinutes(5)),
            reader.duration("keypad-timeout", second, minute),
            reader.number("keypad-max-digits", 1, 100),
            reader.number("model-retries", 0, 5),
            reader.duration("model-retry-pause", Duration.ZERO, minute),
            reader.duration("model-stable-after", second, Duration.ofMinutes(8)),
            reader.duration("model-end-grace", Duration.ofMillis(100), minute),
            reader.number("turn-queue", 1, 10_000),
            reader.duration("turn-retry-pause", Duration.ofMillis(10), minute),
            reader.duration("silence-ask-after", second, Duration.ofMinutes(30)),
            reader.number("silence-questions", 0, 10),
            reader.duration("echo-delay", Duration.ZERO, second),
            ModelSettings.from(root));
    reader.finish();
    return settings;
  }
}
