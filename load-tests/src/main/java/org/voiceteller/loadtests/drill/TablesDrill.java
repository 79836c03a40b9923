package org.voiceteller.loadtests.drill;

import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Many callers at once while DynamoDB is throttled, cannot be reached for minutes and is killed;
 * {@code ./teller drill tables} sets it up.
 *
 * <p>Exit codes: 0 everything held, 1 something did not, in a sentence each.
 */
@Command(
    name = "tables",
    mixinStandardHelpOptions = true,
    description = "Many calls while the tables are throttled, unreachable and killed.")
public final class TablesDrill implements Callable<Integer> {

  @Mixin private ApartBank bank = new ApartBank();

  @Option(names = "--between", required = true, description = "the port where the bank asks")
  private int between;

  @Option(names = "--tables", required = true, description = "where DynamoDB answers")
  private URI tables = URI.create("");

  public static void main(String[] args) {
    System.exit(new CommandLine(new TablesDrill()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    try (var proxy = ThrottlingProxy.open(between, tables)) {
      return bank.drill(
          "DynamoDB is throttled, unreachable and killed",
          (node, _, seed, findings) ->
              TroubledTables.begin(
                  node::pid,
                  proxy,
                  new TablesSchedule(seed, bank.span()),
                  new TablesProof(new TellerCommand(bank.options().home()), bank.options().data()),
                  findings));
    }
  }
}
