package org.voiceteller.http;

import com.typesafe.config.Config;
import java.time.Duration;
import org.voiceteller.streams.settings.SettingsReader;

/**
 * Where the doors are and how they close, below {@code voice-teller.http}.
 *
 * @param port 0 for any free one
 * @param drainNotice calls in progress are told so long after the server was asked to stop
 * @param drainLimit how long they may go on after that
 * @param drainGoodbye how long the agent's goodbye may take then, when nobody else takes the call
 *     up; without one calls end at once
 * @param drainTimeout how long calls may take to end politely when the server is stopped
 * @param probeTimeout how long a dependency may take to answer a health probe
 * @param bankName as callers read it on the page
 */
public record ListenSettings(
    String host,
    int port,
    Duration drainNotice,
    Duration drainLimit,
    Duration drainGoodbye,
    Duration drainTimeout,
    Duration probeTimeout,
    String bankName) {

  /**
   * @throws org.voiceteller.streams.settings.WrongSettingsException with a sentence for each value
   *     that cannot be used
   */
  public static ListenSettings from(Config root) {
    SettingsReader reader = SettingsReader.at(root, "voice-teller.http");
    var settings =
        new ListenSettings(
            reader.text("host", "[A-Za-z0-9.:_-]+", "a host name or an address, as \"127.0.0.1\""),
            reader.number("port", 0, 65_535),
            reader.duration("drain-notice", Duration.ZERO, Duration.ofMinutes(2)),
            reader.duration("drain-limit", Duration.ZERO, Duration.ofHours(2)),
            reader.duration("drain-goodbye", Duration.ZERO, Duration.ofMinutes(2)),
            reader.duration("drain-timeout", Duration.ofSeconds(1), Duration.ofMinutes(10)),
            reader.duration("probe-timeout", Duration.ofMillis(100), Duration.ofSeconds(30)),
            reader.text("bank-name"));
    reader.finish();
    return settings;
  }
}
