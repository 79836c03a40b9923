package org.voiceteller.persistence.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One node of a Cassandra on this machine: the laptop's only one, or one of several, each at a
 * loopback address of its own, which share the rows as a bank's do and may be killed one by one.
 *
 * @param directory where its data and log are kept
 * @param host its address
 * @param port for CQL, the same on all
 * @param storagePort between nodes, the same on all
 * @param hosts of all of them
 */
public record CassandraMember(
    Path directory, String host, int port, int storagePort, List<String> hosts) {

  /** As several are: they wait until they know each other before they answer. */
  private static final List<String> IN_COMPANY =
      List.of("-Dcassandra.skip_wait_for_gossip_to_settle=-1", "-Dcassandra.ring_delay_ms=5000");

  public CassandraMember {
    hosts = List.copyOf(hosts);
  }

  static CassandraMember alone(Path directory, int port, int storagePort) {
    return new CassandraMember(directory, "127.0.0.1", port, storagePort, List.of("127.0.0.1"));
  }

  /**
   * Several that know each other.
   *
   * @param directory gets one directory for each
   * @param hosts loopback addresses, as 127.0.0.2
   */
  public static List<CassandraMember> ring(
      Path directory, List<String> hosts, int port, int storagePort) {
    return hosts.stream()
        .map(host -> new CassandraMember(directory.resolve(host), host, port, storagePort, hosts))
        .toList();
  }

  /**
   * What to run. It writes {@code child ready PORT} when it answers, and ends with its standard
   * input.
   *
   * @throws EmbeddedStoreException when its program is not built
   */
  public List<String> command() {
    ChildHome home = ChildHome.of("embedded-cassandra");
    String agent =
        home.jars().stream()
            .filter(jar -> Path.of(jar).getFileName().toString().startsWith("jamm-"))
            .findFirst()
            .orElseThrow(() -> new EmbeddedStoreException("Expected jamm among Cassandra's jars"));
    List<String> options = new ArrayList<>(List.of("-javaagent:" + agent));
    if (hosts.size() > 1) {
      options.addAll(IN_COMPANY);
    }
    return home.javaCommand(
        options,
        "org.voiceteller.embedded.cassandra.CassandraChild",
        List.of(
            directory.resolve("data").toAbsolutePath().toString(),
            Integer.toString(port),
            Integer.toString(storagePort),
            host,
            String.join(",", hosts)));
  }
}
