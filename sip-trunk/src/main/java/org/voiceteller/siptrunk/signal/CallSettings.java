package org.voiceteller.siptrunk.signal;

import com.typesafe.config.Config;
import java.time.Duration;
import org.voiceteller.streams.settings.SettingsReader;

/**
 * How calls are taken; {@code voice-teller.sip.calls}.
 *
 * @param max at once
 * @param whenFull the SIP status of a refusal, 486 or 503
 * @param ringLimit how long it rings at most
 * @param ackLimit how long an answer is repeated that nobody acknowledges (RFC 3261 §13.3.1.4)
 * @param noSoundLimit of a call that is not held
 * @param farewellLimit of what is still to be heard when the bank ends a call
 */
public record CallSettings(
    int max,
    int whenFull,
    Duration retryAfter,
    AnswerWhen answerWhen,
    Duration ringLimit,
    Duration ackLimit,
    Duration sessionExpires,
    Duration minSessionExpires,
    Duration noSoundLimit,
    Duration farewellLimit,
    Duration transferLimit,
    Duration drainLimit) {

  /** When a call is answered. */
  public enum AnswerWhen {
    FIRST_SOUND,
    STARTED
  }

  /**
   * @throws org.voiceteller.streams.settings.WrongSettingsException with a sentence for each value
   *     that cannot be used
   */
  public static CallSettings from(Config root) {
    SettingsReader reader = SettingsReader.at(root, "voice-teller.sip.calls");
    Duration second = Duration.ofSeconds(1);
    Duration hour = Duration.ofHours(1);
    var settings =
        new CallSettings(
            reader.number("max", 1, 100_000),
            Integer.parseInt("0" + reader.text("when-full", "486|503", "486 or 503")),
            reader.duration("retry-after", second, hour),
            reader.oneOf("answer-when", AnswerWhen.class),
            reader.duration("ring-limit", second, Duration.ofMinutes(3)),
            reader.duration("ack-limit", second, Duration.ofSeconds(32)),
            reader.duration("session-expires", Duration.ofSeconds(90), hour.multipliedBy(24)),
            reader.duration("min-session-expires", Duration.ofSeconds(90), hour.multipliedBy(24)),
            reader.duration("no-sound-limit", second, hour),
            reader.duration("farewell-limit", Duration.ZERO, hour),
            reader.duration("transfer-limit", second, Duration.ofMinutes(5)),
            reader.duration("drain-limit", Duration.ZERO, hour));
    if (settings.minSessionExpires.compareTo(settings.sessionExpires) > 0) {
      reader.wrong(
          "Expected voice-teller.sip.calls.min-session-expires to be session-expires at most.");
    }
    reader.finish();
    return settings;
  }
}
