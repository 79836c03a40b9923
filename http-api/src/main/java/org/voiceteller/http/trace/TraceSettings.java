package org.voiceteller.http.trace;

import com.typesafe.config.Config;
import java.net.URI;
import java.util.Optional;
import org.voiceteller.streams.settings.SettingsReader;

/**
 * Where traces go, below {@code voice-teller.tracing}.
 *
 * @param endpoint of an OTLP receiver over HTTP, as {@code http://127.0.0.1:4318/v1/traces}; empty:
 *     nothing is traced
 * @param sampled the part of calls that is traced, 0 to 1
 */
public record TraceSettings(Optional<URI> endpoint, double sampled) {

  /**
   * @throws org.voiceteller.streams.settings.WrongSettingsException with a sentence for each value
   *     that cannot be used
   */
  public static TraceSettings from(Config root) {
    SettingsReader reader = SettingsReader.at(root, "voice-teller.tracing");
    var settings =
        new TraceSettings(
            reader.parsed(
                "endpoint",
                "the address of an OTLP receiver, as \"http://127.0.0.1:4318/v1/traces\"",
                TraceSettings::address),
            reader.fraction("sampled", 0, 1));
    reader.finish();
    return settings;
  }

  private static URI address(String text) {
    URI address = URI.create(text);
    if (address.getHost() == null || !String.valueOf(address.getScheme()).matches("https?")) {
      throw new IllegalArgumentException(text);
    }
    return address;
  }
}
