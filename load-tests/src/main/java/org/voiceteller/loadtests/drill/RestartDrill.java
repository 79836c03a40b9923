package org.voiceteller.loadtests.drill;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Many callers at once while the whole bank, its stores with it, is killed and started again on
 * what it kept; {@code ./teller drill restart} sets it up.
 *
 * <p>Exit codes: 0 everything held, 1 something did not, in a sentence each.
 */
@Command(
    name = "restart",
    mixinStandardHelpOptions = true,
    description = "Many calls while the whole bank is killed and started again.")
public final class RestartDrill implements Callable<Integer> {

  /** Callers are back by then, and talk. */
  private static final Duration BEFORE_THE_NEXT = Duration.ofSeconds(40);

  private static final Duration GONE_FOR = Duration.ofSeconds(2);

  @Mixin private ApartBank bank = new ApartBank();

  public static void main(String[] args) {
    System.exit(new CommandLine(new RestartDrill()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    return bank.drill(
        "the whole bank is killed and started again",
        (node, http, _, findings) ->
            LostNodes.begin(
                List.of(node),
                new LostNodes.Manner(
                    LostNodes.How.KILLED, BEFORE_THE_NEXT, GONE_FOR, Duration.ZERO),
                http,
                findings));
  }
}
