package org.voiceteller.http.laptop;

import com.typesafe.config.Config;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.voiceteller.http.StartException;
import picocli.CommandLine.Command;

/**
 * {@code ./teller drill drain}: of two nodes with calls one is stopped by SIGTERM. Starts a bank of
 * its own and a second node beside it, over a data directory that is deleted afterwards. Exit
 * codes: 0 everything held and the node ended by itself, 1 not, or could not be started.
 */
@Command(
    name = "drain",
    description = "Stops one of two nodes that have calls.",
    mixinStandardHelpOptions = true)
public final class TellerDrillDrain implements Callable<Integer> {

  private static final int NOTICE_SECONDS = 3;
  private static final int LIMIT_SECONDS = 20;

  /** A JVM that ends because of SIGTERM says so: 128 and the signal's number. */
  private static final int ENDED_BY_SIGTERM = 143;

  @Override
  public Integer call() {
    return TrialBank.exitCode(
        () -> {
          int artery = LoadProgram.freePort();
          return TrialBank.run(
              StandIn.Manner.READS_AND_WRITES_TO_MANY,
              Map.of(
                  "voice-teller.nova.max-concurrency",
                  100,
                  "pekko.remote.artery.canonical.port",
                  artery),
              (site, bank, model) -> drill(site, bank, settings(site, model, artery)));
        });
  }

  private static Config settings(TrialBank.Site site, URI model, int artery) {
    return SecondNode.settings(
        site,
        model,
        artery,
        Map.of(
            "voice-teller.http.port",
            0,
            "voice-teller.http.drain-notice",
            NOTICE_SECONDS + "s",
            "voice-teller.http.drain-limit",
            LIMIT_SECONDS + "s",
            "voice-teller.nova.max-concurrency",
            100));
  }

  private static int drill(TrialBank.Site site, URI bank, Config settings) {
    try (var second = SecondNode.start(site.home(), settings)) {
      int client =
          LoadProgram.run(
              site.home(),
              "org.voiceteller.loadtests.drill.DrainDrill",
              List.of(
                  "--bank=" + bank,
                  "--other=" + second.awaitOpen(),
                  "--other-pid=" + second.pid(),
                  "--codes-port=" + site.codesPort(),
                  "--notice=" + NOTICE_SECONDS,
                  "--limit=" + LIMIT_SECONDS));
      int exitCode = second.awaitEnd(30, TimeUnit.SECONDS);
      boolean isEnded = exitCode == 0 || exitCode == ENDED_BY_SIGTERM;
      System.out.println("The node that was stopped ended with exit code " + exitCode + ".");
      return client == 0 && isEnded ? 0 : 1;
    } catch (IOException failed) {
      throw new StartException("The second node cannot be started: " + failed.getMessage());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }
}
