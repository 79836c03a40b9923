package org.voiceteller.http.laptop;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.voiceteller.persistence.embedded.CassandraMember;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code ./teller drill cassandra}: many calls while one of three Cassandra nodes after the other
 * is killed and brought back. Starts a bank of its own over a data directory that is deleted
 * afterwards. Exit codes: 0 everything held, 1 it did not, or could not be started, 2 a wrong
 * command line.
 */
@Command(
    name = "cassandra",
    description = "Many calls while one of three Cassandra nodes after the other is lost.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class TellerDrillCassandra implements Callable<Integer> {

  private static final List<String> HOSTS = List.of("127.0.0.2", "127.0.0.3", "127.0.0.4");

  @Mixin private CrowdOptions crowd = new CrowdOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    crowd.check(spec);
    return ApartBank.run(
        crowd, "org.voiceteller.loadtests.drill.CassandraDrill", TellerDrillCassandra::prepare);
  }

  private static List<String> prepare(ApartBank bank, Map<String, Object> settings)
      throws IOException {
    int port = LoadProgram.freePort();
    List<String> arguments =
        new ArrayList<>(List.of("--schema=" + bank.home().resolve("infrastructure/cassandra.cql")));
    List<String> contactPoints = new ArrayList<>();
    for (CassandraMember member :
        CassandraMember.ring(
            bank.data().resolve("cassandra"), HOSTS, port, LoadProgram.freePort())) {
      String address = member.host() + ":" + port;
      contactPoints.add(address);
      arguments.add(
          "--cassandra="
              + bank.program("cassandra-" + member.host(), "cql://" + address, member.command()));
    }
    settings.put("voice-teller.persistence.embedded.cassandra", false);
    settings.put("datastax-java-driver.basic.contact-points", contactPoints);
    return arguments;
  }
}
