package org.voiceteller.siptrunk.bank;

import com.typesafe.config.Config;
import java.net.URI;
import java.time.Duration;
import org.voiceteller.streams.settings.SettingsReader;

/**
 * Where the bank is; {@code voice-teller.sip.bank}.
 *
 * @param url of the voice WebSocket
 * @param resumeWithin how long a call whose connection is lost is tried to be resumed
 * @param unsentSound how much sound may wait for the connection
 */
public record BankSettings(
    URI url, String locale, Duration connectTimeout, Duration resumeWithin, Duration unsentSound) {

  /**
   * @throws org.voiceteller.streams.settings.WrongSettingsException with a sentence for each value
   *     that cannot be used
   */
  public static BankSettings from(Config root) {
    SettingsReader reader = SettingsReader.at(root, "voice-teller.sip.bank");
    Duration second = Duration.ofSeconds(1);
    String url =
        reader.text(
            "url", "wss?://[^\\s/?#]+/[^\\s?#]*", "an address like ws://127.0.0.1:8080/v1/calls");
    var settings =
        new BankSettings(
            URI.create(url.isEmpty() ? "ws://127.0.0.1/" : url),
            reader.text(
                "locale", "[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,3}", "a language tag like en-US"),
            reader.duration("connect-timeout", Duration.ofMillis(100), Duration.ofMinutes(1)),
            reader.duration("resume-within", Duration.ZERO, Duration.ofMinutes(30)),
            reader.duration("unsent-sound", Duration.ofMillis(100), second.multipliedBy(10)));
    reader.finish();
    return settings;
  }
}
