package org.voiceteller.http.laptop;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code ./teller load sessions}: thousands of real sessions without sound on several nodes, one of
 * which goes and comes back. Starts nodes and stores of its own over a data directory that is
 * deleted afterwards. Exit codes: 0 everything held, 1 it did not, or could not be started, 2 a
 * wrong command line.
 */
@Command(
    name = "sessions",
    description = "Thousands of sessions on several nodes, one of which goes and comes back.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class TellerLoadSessions implements Callable<Integer> {

  @Option(
      names = "--sessions",
      defaultValue = "300",
      description = "That stay open. Default: ${DEFAULT-VALUE}")
  private int sessions;

  @Option(
      names = "--nodes",
      defaultValue = "3",
      description = "That host them, from 127.0.0.2 on. Default: ${DEFAULT-VALUE}")
  private int nodes;

  @Option(
      names = "--minutes",
      defaultValue = "5",
      description = "For all of it, once the nodes are up. Default: ${DEFAULT-VALUE}")
  private int minutes;

  @Option(
      names = "--at-once",
      defaultValue = "32",
      description = "Callers who are busy while sessions are opened. Default: ${DEFAULT-VALUE}")
  private int atOnce;

  @Option(
      names = "--talk-every",
      defaultValue = "4",
      description =
          "One caller of so many hears the disclosure, agrees and says a sentence. Default:"
              + " ${DEFAULT-VALUE}")
  private int talkEvery;

  @Option(
      names = "--balance-every",
      defaultValue = "4",
      description =
          "One caller of so many says who they are and asks for a balance. Default:"
              + " ${DEFAULT-VALUE}")
  private int balanceEvery;

  @Option(
      names = "--end-every",
      defaultValue = "10",
      description = "One caller of so many hangs up; 0: nobody does. Default: ${DEFAULT-VALUE}")
  private int endEvery;

  @Option(
      names = "--questions",
      defaultValue = "50",
      description =
          "Sentences a second in open calls while a node goes and comes. Default:"
              + " ${DEFAULT-VALUE}")
  private int questions;

  @Option(
      names = "--uneven",
      defaultValue = "1.5",
      description =
          "Sessions of the fullest node over those of the emptiest, at most. Default:"
              + " ${DEFAULT-VALUE}")
  private double uneven;

  @Option(
      names = "--caught-up-within",
      defaultValue = "60",
      description =
          "Seconds in which the projections must have caught up when callers rest. Default:"
              + " ${DEFAULT-VALUE}")
  private int caughtUpWithin;

  @Option(
      names = "--how",
      defaultValue = "LEAVES",
      description =
          "How the node is lost, ${COMPLETION-CANDIDATES}: by SIGTERM, or by kill -9. Default:"
              + " ${DEFAULT-VALUE}")
  private How how = How.LEAVES;

  /** How a node is lost. */
  enum How {
    LEAVES,
    KILLED
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Bounds.expect(spec, "--sessions", sessions, 1, 100_000);
    Bounds.expect(spec, "--nodes", nodes, 2, 20);
    Bounds.expect(spec, "--minutes", minutes, 1, 600);
    Bounds.expect(spec, "--at-once", atOnce, 1, 1_000);
    Bounds.expect(spec, "--talk-every", talkEvery, 1, 100_000);
    Bounds.expect(spec, "--balance-every", balanceEvery, 1, 100_000);
    Bounds.expect(spec, "--end-every", endEvery, 0, 100_000);
    Bounds.expect(spec, "--questions", questions, 1, 10_000);
    Bounds.expect(spec, "--caught-up-within", caughtUpWithin, 1, 36_000);
    if (endEvery == 1 || uneven < 1) {
      throw new ParameterException(
          spec.commandLine(), "--end-every is 0 or at least 2, and --uneven at least 1.");
    }
    Path home = TrialBank.home();
    return TrialBank.exitCode(
        () ->
            LoadProgram.run(
                home,
                Path.of("load-tests/sessions"),
                List.of(
                    "-Xmx1g", "-Dvoice-teller.persistence.modules=" + home.resolve("persistence")),
                "org.voiceteller.loadtests.sessions.SessionsLoad",
                List.of(
                    "--sessions=" + sessions,
                    "--nodes=" + nodes,
                    "--minutes=" + minutes,
                    "--at-once=" + atOnce,
                    "--talk-every=" + talkEvery,
                    "--balance-every=" + balanceEvery,
                    "--end-every=" + endEvery,
                    "--questions=" + questions,
                    String.format(Locale.ROOT, "--uneven=%.2f", uneven),
                    "--caught-up-within=" + caughtUpWithin,
                    "--how=" + how)));
  }
}
