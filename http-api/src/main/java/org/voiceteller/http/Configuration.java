package org.voiceteller.http;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;

/** How the whole configuration comes together. */
public final class Configuration {

  private Configuration() {}

  /**
   * System properties, then {@code application.conf} with the environment's values in it (or the
   * file that {@code -Dconfig.file} names), then each module's {@code reference.conf}.
   *
   * @throws StartException in one sentence when a file cannot be read or understood
   */
  public static Config load() {
    return load(ConfigFactory.empty());
  }

  /**
   * The same with values that stand before {@code application.conf}, yet behind system properties.
   */
  public static Config load(Config first) {
    try {
      ConfigFactory.invalidateCaches();
      return ConfigFactory.defaultOverrides()
          .withFallback(first)
          .withFallback(ConfigFactory.defaultApplication())
          .withFallback(ConfigFactory.defaultReferenceUnresolved())
          .resolve();
    } catch (ConfigException unreadable) {
      throw new StartException("The configuration cannot be read: " + firstLine(unreadable));
    }
  }

  private static String firstLine(ConfigException unreadable) {
    return String.valueOf(unreadable.getMessage()).lines().findFirst().orElse("no details");
  }
}
