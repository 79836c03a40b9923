package org.voiceteller.http.call;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.voiceteller.streams.settings.SettingsReader;

/**
 * Settings of the voice door, below {@code voice-teller.http}.
 *
 * @param allowedOrigins origins whose pages may call, beside our own
 * @param capacity calls in progress at once on this server, as measured
 * @param spareModelStreams streams of the model that calls leave free, for renewals and probes
 * @param maxMessageBytes of one WebSocket message, fragments added up
 * @param retryAfter what a caller is told to wait when all lines are busy
 * @param upgradeTimeout how long a line is kept for a client that asked for the upgrade and left
 * @param messageTimeout how long the fragments of one message may take
 */
public record CallDoorSettings(
    List<String> allowedOrigins,
    Capacity capacity,
    int spareModelStreams,
    int maxMessageBytes,
    Duration retryAfter,
    Duration upgradeTimeout,
    Duration messageTimeout) {

  public CallDoorSettings {
    allowedOrigins = List.copyOf(allowedOrigins);
  }

  /**
   * @throws org.voiceteller.streams.settings.WrongSettingsException with a sentence for each value
   *     that cannot be used
   */
  public static CallDoorSettings from(Config root) {
    SettingsReader reader = SettingsReader.at(root, "voice-teller.http");
    Duration second = Duration.ofSeconds(1);
    var settings =
        new CallDoorSettings(
            reader
                .parsed(
                    "allowed-origins",
                    "origins with commas between them, as \"https://www.bank.example\"",
                    CallDoorSettings::origins)
                .orElse(List.of()),
            new Capacity(
                reader.number("max-calls", 1, 100_000), reader.number("resume-reserve", 0, 10_000)),
            reader.number("spare-model-streams", 0, 10_000),
            reader.number("max-message-bytes", 1024, 1024 * 1024),
            reader.duration("retry-after", second, Duration.ofMinutes(10)),
            reader.duration("upgrade-timeout", second, Duration.ofMinutes(1)),
            reader.duration("message-timeout", second, Duration.ofMinutes(1)));
    reader.finish();
    return settings;
  }

  private static List<String> origins(String text) {
    List<String> origins =
        Arrays.stream(text.split(",", -1)).map(String::strip).filter(o -> !o.isEmpty()).toList();
    origins.stream()
        .filter(origin -> !OriginRule.isOrigin(origin))
        .findFirst()
        .ifPresent(
            wrong -> {
              throw new IllegalArgumentException(wrong);
            });
    return origins;
  }
}
