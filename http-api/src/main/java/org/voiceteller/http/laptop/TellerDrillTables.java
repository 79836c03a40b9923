package org.voiceteller.http.laptop;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code ./teller drill tables}: many calls while DynamoDB is throttled, cannot be reached for
 * minutes and is killed. Starts a bank of its own over a data directory that is deleted afterwards.
 * Exit codes: 0 everything held, 1 it did not, or could not be started, 2 a wrong command line.
 */
@Command(
    name = "tables",
    description = "Many calls while the tables are throttled, unreachable and killed.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class TellerDrillTables implements Callable<Integer> {

  @Mixin private CrowdOptions crowd = new CrowdOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    crowd.check(spec);
    return ApartBank.run(
        crowd,
        "org.voiceteller.loadtests.drill.TablesDrill",
        (_, settings) -> {
          int between = LoadProgram.freePort();
          settings.put("voice-teller.persistence.dynamodb.endpoint", "http://127.0.0.1:" + between);
          return List.of(
              "--between=" + between,
              "--tables="
                  + "http://127.0.0.1:"
                  + settings.get("voice-teller.persistence.embedded.dynamodb-port"));
        });
  }
}
