package org.voiceteller.http.laptop;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.voiceteller.http.StartException;
import org.voiceteller.http.signin.OneTimeLinks;
import org.voiceteller.persistence.audit.StandaloneStores;

/**
 * Links into the console of a laptop's bank. They are for the terminal and never for a log: who has
 * one is in.
 */
final class ConsoleLinks {

  private static final String URL = "voice-teller.console.running-url";

  private ConsoleLinks() {}

  /** What a running bank notes beside how its stores are reached. */
  static Config noted(String bank) {
    return ConfigFactory.parseMap(Map.of(URL, bank), "where the console is");
  }

  /**
   * A new link into the bank at this address.
   *
   * @param bank as {@code http://127.0.0.1:8080}
   * @throws java.io.UncheckedIOException when it cannot be kept
   */
  static String to(String bank, Path data) {
    return bank + "/console#link=" + OneTimeLinks.in(data, InstantSource.system()).make();
  }

  /**
   * A new link into the bank that runs over this directory.
   *
   * @throws StartException in one sentence when none does
   * @throws java.io.UncheckedIOException when it cannot be kept
   */
  static String to(Path data) {
    Path running = data.resolve(StandaloneStores.RUNNING);
    if (!Files.isReadable(running)) {
      throw new StartException("No bank runs over " + data + "; ./teller starts one.");
    }
    Config noted = ConfigFactory.parseFile(running.toFile());
    if (!noted.hasPath(URL)) {
      throw new StartException(
          "The bank over " + data + " has not started yet; it prints a link itself.");
    }
    return to(noted.getString(URL), data);
  }
}
