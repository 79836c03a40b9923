package org.voiceteller.http.laptop;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.voiceteller.http.Configuration;
import org.voiceteller.persistence.audit.StandaloneStores;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whose stores a command works on, whether the bank runs or not: a laptop's, or a node's. */
final class StoresOptions {

  @Mixin private DataOption data = new DataOption();

  @Option(names = "--config", paramLabel = "CONF", description = "A node's configuration instead.")
  private @Nullable Path config;

  /**
   * @throws IllegalArgumentException in one sentence when there is no such configuration
   */
  Config configuration() {
    if (config == null) {
      return StandaloneStores.laptop(data.directory());
    }
    if (!Files.isRegularFile(config)) {
      throw new IllegalArgumentException("There is no configuration " + config + ".");
    }
    return Configuration.load(ConfigFactory.parseFile(config.toFile()));
  }
}
