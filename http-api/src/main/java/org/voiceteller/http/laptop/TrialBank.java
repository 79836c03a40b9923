package org.voiceteller.http.laptop;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.voiceteller.http.StartException;
import org.voiceteller.persistence.embedded.EmbeddedStoreException;

/**
 * A bank of its own for whoever measures or drills one: on free ports, with fresh sample data, over
 * a data directory that is deleted afterwards.
 */
final class TrialBank {

  private TrialBank() {}

  /**
   * Where it stands.
   *
   * @param home the project's directory, built
   * @param data where it keeps everything
   * @param codesPort where its callers' one-time codes come to
   * @param telephones the settings that bring them there
   */
  record Site(Path home, Path data, int codesPort, Config telephones) {}

  /** What is done with it when a call would be answered. */
  @FunctionalInterface
  interface Work {

    /**
     * @param bank as {@code http://127.0.0.1:8080}
     * @param model its stand-in
     * @return the exit code
     */
    int run(Site site, URI bank, URI model);
  }

  /** Something that needs what must be there first. */
  @FunctionalInterface
  interface Trial {
    int run() throws IOException;
  }

  /** The project's directory, as {@code ./teller} tells it. */
  static Path home() {
    return Path.of(System.getProperty("voice-teller.home", ".")).toAbsolutePath();
  }

  /**
   * @param settings besides those of a laptop
   * @return the work's exit code; 1 when the bank could not be started, 2 when a setting is wrong,
   *     after a sentence that says why
   */
  static int run(StandIn.Manner manner, Map<String, ?> settings, Work work) {
    return exitCode(
        () -> {
          Path data = Files.createTempDirectory("voice-teller-trial");
          int codes = LoadProgram.freePort();
          Site site = new Site(home(), data, codes, LoadProgram.codesTo(codes));
          Config place =
              ConfigFactory.parseMap(
                  Map.of(
                      "voice-teller.persistence.embedded.data-directory",
                      data.toString(),
                      "voice-teller.http.port",
                      0),
                  "the trial's place");
          Config options =
              site.telephones()
                  .withFallback(ConfigFactory.parseMap(settings, "the trial"))
                  .withFallback(place);
          return Laptop.run(
              new Laptop.Plan(site.home(), data, false, manner, options),
              (bank, model) -> work.run(site, bank, model));
        });
  }

  /** The trial's own; 1 when something cannot be started, 2 when a setting is wrong. */
  static int exitCode(Trial trial) {
    try {
      return trial.run();
    } catch (StartException | EmbeddedStoreException | IOException cannotStart) {
      System.err.println(cannotStart.getMessage());
      return 1;
    } catch (IllegalArgumentException | ConfigException wrong) {
      System.err.println(wrong.getMessage());
      return 2;
    }
  }
}
