package org.voiceteller.siptrunk.bank;

import com.typesafe.config.Config;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.voiceteller.streams.settings.SettingsReader;

/**
 * Where the bank is; {@code voice-teller.sip.bank}.
 *
 * @param urls of the voice WebSocket, at each of the bank's nodes that is known; one at least
 * @param resumeWithin how long a call whose connection is lost is tried to be resumed
 * @param silenceLimit after so long without any sign of the bank its connection counts as lost
 * @param unsentSound how much sound may wait for the connection
 */
public record BankSettings(
    List<URI> urls,
    String locale,
    Duration connectTimeout,
    Duration resumeWithin,
    Duration silenceLimit,
    Duration unsentSound) {

  private static final String URL = "wss?://[^\\s/?#,]+/[^\\s?#,]*";

  public BankSettings {
    urls = List.copyOf(urls);
  }

  /**
   * @throws org.voiceteller.streams.settings.WrongSettingsException with a sentence for each value
   *     that cannot be used
   */
  public static BankSettings from(Config root) {
    SettingsReader reader = SettingsReader.at(root, "voice-teller.sip.bank");
    Duration second = Duration.ofSeconds(1);
    String urls =
        reader.text(
            "url",
            "\\s*%1$s(\\s*,\\s*%1$s)*\\s*".formatted(URL),
            "addresses like ws://127.0.0.1:8080/v1/calls, with commas between them");
    var settings =
        new BankSettings(
            Arrays.stream(urls.split(",", -1)).map(String::strip).map(URI::create).toList(),
            reader.text(
                "locale", "[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,3}", "a language tag like en-US"),
            reader.duration("connect-timeout", Duration.ofMillis(100), Duration.ofMinutes(1)),
            reader.duration("resume-within", Duration.ZERO, Duration.ofMinutes(30)),
            reader.duration("silence-limit", second, Duration.ofMinutes(1)),
            reader.duration("unsent-sound", Duration.ofMillis(100), second.multipliedBy(10)));
    reader.finish();
    return settings;
  }
}
