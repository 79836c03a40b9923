package org.voiceteller.http.laptop;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.voiceteller.http.StartException;
import org.voiceteller.persistence.embedded.EmbeddedStoreException;
import org.voiceteller.streams.settings.WrongSettingsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ./teller up}: the whole bank on this machine, until Ctrl-C. Prints one line {@code ready
 * http://127.0.0.1:8080} on standard output when a call would be answered, and after it {@code
 * console http://127.0.0.1:8080/console#link=…}, which signs in to the console once; everything
 * else goes to standard error. Exit codes: 0 stopped as asked, 1 could not start, 2 a setting
 * cannot be used.
 */
@Command(
    name = "up",
    description = "Starts everything on this machine.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class TellerUp implements Callable<Integer> {

  @Option(names = "--port", description = "The port of the page and of calls; 0 for any free one.")
  private @Nullable String port;

  @Option(
      names = "--data",
      defaultValue = ".teller",
      paramLabel = "DIR",
      description = "Where everything is kept. Default: ${DEFAULT-VALUE}")
  private Path data = Path.of(".teller");

  @Option(
      names = "--cassandra",
      split = ",",
      paramLabel = "HOST:PORT",
      description =
          "Nodes of a Cassandra that has the tables of infrastructure/cassandra.cql, instead of one"
              + " of its own.")
  private List<String> cassandra = List.of();

  @Option(names = "--fresh", description = "Forgets what the data directory holds.")
  private boolean fresh;

  @Option(names = "--text-only", description = "Starts without speech.")
  private boolean textOnly;

  @Option(
      names = "--debug",
      description = "Shows each call in the log: event times, tools, stream events, sound.")
  private boolean debug;

  @Option(names = "--record", description = "Records calls whose callers agree to it.")
  private boolean record;

  @Option(
      names = "--console-roles",
      paramLabel = "ROLES",
      description = "What the console's link signs in as, as compliance,admin. Default: all roles.")
  private @Nullable String consoleRoles;

  @Override
  public Integer call() {
    if (debug) {
      System.setProperty("VOICE_TELLER_LIBRARY_LOG_LEVEL", "INFO");
      System.setProperty("VOICE_TELLER_CALL_LOG_LEVEL", "DEBUG");
    }
    try {
      return Laptop.run(
          new Laptop.Plan(
              Path.of(System.getProperty("voice-teller.home", ".")).toAbsolutePath(),
              data.toAbsolutePath(),
              fresh,
              textOnly ? StandIn.Manner.READS_AND_WRITES : StandIn.Manner.HEARS_AND_SPEAKS,
              options()));
    } catch (StartException | EmbeddedStoreException cannotStart) {
      System.err.println(cannotStart.getMessage());
      return 1;
    } catch (IllegalArgumentException | WrongSettingsException | ConfigException wrong) {
      System.err.println(wrong.getMessage());
      return 2;
    }
  }

  /** What the command line says, as settings, so that they are checked like all others. */
  private Config options() {
    Map<String, Object> options = new HashMap<>();
    options.put("voice-teller.persistence.embedded.data-directory", data.toString());
    if (port != null) {
      options.put("voice-teller.http.port", port);
    }
    if (!cassandra.isEmpty()) {
      options.put("voice-teller.persistence.embedded.cassandra", false);
      options.put("datastax-java-driver.basic.contact-points", cassandra);
    }
    if (record) {
      options.put("voice-teller.recording.enabled", true);
    }
    if (consoleRoles != null) {
      options.put("voice-teller.console.one-time-link-roles", consoleRoles);
    }
    return ConfigFactory.parseMap(options, "the command line");
  }
}
