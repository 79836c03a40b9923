package org.voiceteller.http.laptop;

import com.typesafe.config.ConfigException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import org.voiceteller.http.StartException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code ./teller console-link}: a new link into the console of the bank that runs on this machine,
 * on standard output, for once and for ten minutes. Whoever may write into the bank's data
 * directory may run it. Exit codes: 0 printed, 1 after a sentence that says why not.
 */
@Command(
    name = "console-link",
    description = "Prints a new link that signs in to the running bank's console, once.",
    mixinStandardHelpOptions = true)
public final class TellerConsoleLink implements Callable<Integer> {

  @Mixin private DataOption data = new DataOption();

  @Override
  public Integer call() {
    try {
      System.out.println("console " + ConsoleLinks.to(data.directory().toAbsolutePath()));
      return 0;
    } catch (StartException cannot) {
      System.err.println(cannot.getMessage());
      return 1;
    } catch (UncheckedIOException | ConfigException failed) {
      System.err.println("No link can be made: " + failed.getMessage());
      return 1;
    }
  }
}
