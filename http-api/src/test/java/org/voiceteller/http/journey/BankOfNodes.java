package org.voiceteller.http.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A bank of several nodes, processes on loopback addresses of their own, over one Cassandra: the
 * first is what {@code ./teller up} starts and owns the stores, the others are as in production. No
 * node speaks. A node that dies is given up sooner than in production.
 */
final class BankOfNodes implements AutoCloseable {

  private static final String FIRST_HOST = "127.0.0.1";

  private final Path data;
  private final List<String> common;
  private final int artery;
  private final int sonic;
  private final Child standIn;
  private final RunningTeller first;
  private final List<AutoCloseable> others = new ArrayList<>();

  private BankOfNodes(Path data, List<String> settings) throws Exception {
    int[] ports = new int[4];
    for (int i = 0; i < ports.length; i++) {
      ports[i] = RunningTeller.freePort();
    }
    this.data = data;
    this.sonic = ports[0];
    this.artery = ports[1];
    this.common = new ArrayList<>(overStores(sonic, ports[2], ports[3]));
    common.addAll(settings);
    this.standIn =
        Child.start(
            data.resolve("sonic.log"),
            "org.voiceteller.localsonic.LocalSonic",
            List.of(),
            "--port",
            Integer.toString(sonic),
            "--no-speech");
    assertThat(standIn.process().isAlive()).isTrue();
    try {
      this.first = RunningTeller.startWith(with(FIRST_HOST, ""), data).awaitReady();
    } catch (Exception | Error failed) {
      standIn.close();
      throw failed;
    }
  }

  /** One of the other nodes. */
  record Node(Child process, URI home) {

    URI calls() {
      return URI.create("ws://" + home.getAuthority() + "/v1/calls");
    }

    double metric(String name) throws InterruptedException {
      return Child.metric(home, name);
    }

    /** As {@code kill -9}. Returns when it is gone. */
    void kill() throws InterruptedException {
      process.close();
    }
  }

  /**
   * Starts the first node and returns when it is ready.
   *
   * @param settings of all nodes, as {@code -Dkey=value}
   */
  static BankOfNodes begin(Path data, String... settings) throws Exception {
    return new BankOfNodes(data, List.of(settings));
  }

  RunningTeller first() {
    return first;
  }

  /**
   * Starts another node and returns at once.
   *
   * @param host of its own, from 127.0.0.2 on: the doors and the cluster's address
   */
  Node add(String host, String... settings) throws IOException {
    int port = RunningTeller.freePort();
    List<String> all = with(host, FIRST_HOST + ":" + artery);
    all.addAll(
        List.of(
            "-Dvoice-teller.http.host=" + host,
            "-Dvoice-teller.http.port=" + port,
            "-Dvoice-teller.one-time-code.provider=webhook",
            "-Dvoice-teller.one-time-code.webhook.url=http://127.0.0.1:" + sonic,
            "-Dvoice-teller.one-time-code.webhook.secret=" + "s".repeat(32),
            "-Dvoice-teller.bank.authentication.key="
                + Files.readString(data.resolve("secrets/bank-key")).strip(),
            "-Dvoice-teller.personal-data.master-key-file="
                + data.resolve("secrets/personal-data-master-key")));
    all.addAll(List.of(settings));
    var node =
        new Node(
            Child.start(data.resolve(host + ".log"), "org.voiceteller.http.Main", all),
            URI.create("http://" + host + ":" + port));
    others.add(node.process());
    return node;
  }

  /** Until these nodes are ready and see each other and the first one. */
  void awaitReady(Node... nodes) throws Exception {
    for (Node node : nodes) {
      Child.await(
          "all members and a ready node; see " + node.process().log(),
          () ->
              node.metric("voiceteller_cluster_members") == nodes.length + 1
                  && Child.status(node.home().resolve("/health/ready")) == 200);
    }
  }

  void awaitMembers(int count) throws Exception {
    Child.await(
        count + " members of the cluster",
        () -> Child.metric(first.home(), "voiceteller_cluster_members") == count);
  }

  private List<String> with(String host, String seeds) {
    List<String> all = new ArrayList<>(common);
    all.add("-Dpekko.remote.artery.canonical.hostname=" + host);
    all.add("-Dpekko.remote.artery.canonical.port=" + artery);
    all.add("-Dvoice-teller.cluster.seeds=" + seeds);
    return all;
  }

  private static List<String> overStores(int sonic, int cassandra, int dynamoDb) {
    return List.of(
        "-Dvoice-teller.nova.endpoint=http://127.0.0.1:" + sonic,
        "-Dvoice-teller.nova.region=us-east-1",
        "-Dvoice-teller.persistence.embedded.cassandra-port=" + cassandra,
        "-Dvoice-teller.persistence.embedded.dynamodb-port=" + dynamoDb,
        "-Ddatastax-java-driver.basic.contact-points.0=127.0.0.1:" + cassandra,
        "-Dvoice-teller.persistence.dynamodb.endpoint=http://127.0.0.1:" + dynamoDb,
        "-Dvoice-teller.persistence.dynamodb.region=us-east-1",
        "-Dvoice-teller.persistence.dynamodb.local-credentials=true",
        "-Dpekko.cluster.split-brain-resolver.stable-after=4s");
  }

  @Override
  public void close() throws Exception {
    try (standIn;
        first) {
      for (AutoCloseable other : others.reversed()) {
        other.close();
      }
    }
  }
}
