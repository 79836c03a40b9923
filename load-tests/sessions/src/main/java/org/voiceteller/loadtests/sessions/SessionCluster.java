package org.voiceteller.loadtests.sessions;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.ClusterSharding;
import org.apache.pekko.cluster.sharding.ShardRegion;
import org.apache.pekko.pattern.Patterns;
import org.voiceteller.actors.bank.Bank;
import org.voiceteller.actors.bank.BankSettings;
import org.voiceteller.actors.bank.Surroundings;
import org.voiceteller.actors.call.CallSession;
import org.voiceteller.core.call.CallDesk;
import org.voiceteller.http.Configuration;
import org.voiceteller.http.cluster.ClusterSettings;
import org.voiceteller.http.cluster.Membership;
import org.voiceteller.http.cluster.Role;
import org.voiceteller.loadtests.drill.DrillNode;
import org.voiceteller.persistence.PersistenceSettings;
import org.voiceteller.persistence.dynamodb.DynamoCaseList;
import org.voiceteller.persistence.dynamodb.DynamoDbClients;
import org.voiceteller.persistence.dynamodb.DynamoTransactionHistory;
import org.voiceteller.persistence.dynamodb.DynamoTransferHistory;
import org.voiceteller.persistence.embedded.EmbeddedStores;
import scala.concurrent.duration.FiniteDuration;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/**
 * A bank of several nodes as in production, over a laptop's stores: processes that host sessions on
 * 127.0.0.2 and the addresses after it, one behind them that keeps the tables and the ledger, and
 * this process, which is a node that answers calls and hosts nothing. Processes of their own,
 * because a node can only be lost as it is in production when it has a memory, a collector and a
 * port of its own, and only then can what it takes be told apart.
 */
final class SessionCluster implements AutoCloseable {

  private static final Duration ASKED_WITHIN = Duration.ofSeconds(5);
  private static final FiniteDuration WITHIN_A_LOOK = FiniteDuration.create(3, TimeUnit.SECONDS);
  private static final Duration STORES_WITHIN = Duration.ofSeconds(90);
  private static final String NOWHERE = "http://127.0.0.1:9";

  private final Path data;
  private final EmbeddedStores stores;
  private final List<DrillNode> banks;
  private final DrillNode projections;
  private final ActorSystem<Void> system;
  private final DynamoDbAsyncClient tables;
  private final Bank bank;

  private SessionCluster(
      Path data,
      EmbeddedStores stores,
      List<DrillNode> banks,
      DrillNode projections,
      ActorSystem<Void> system,
      DynamoDbAsyncClient tables,
      Bank bank) {
    this.data = data;
    this.stores = stores;
    this.banks = List.copyOf(banks);
    this.projections = projections;
    this.system = system;
    this.tables = tables;
    this.bank = bank;
  }

  /**
   * Starts everything and enters the sample customers; returns when all nodes are ready.
   *
   * @param banks how many nodes host sessions
   * @param logs where they log to
   */
  static SessionCluster begin(int banks, Path logs) throws Exception {
    var undo = new ArrayList<AutoCloseable>();
    try {
      return new Beginning(banks, logs, undo).all();
    } catch (Exception | Error failed) {
      for (AutoCloseable step : undo.reversed()) {
        step.close();
      }
      throw failed;
    }
  }

  private record Beginning(int count, Path logs, List<AutoCloseable> undo) {

    SessionCluster all() throws Exception {
      Path data = Files.createTempDirectory("voice-teller-sessions");
      undo.add(() -> delete(data));
      Config place =
          ConfigFactory.parseMap(
              Map.of(
                  "voice-teller.persistence.embedded.data-directory",
                  data.toString(),
                  "voice-teller.persistence.embedded.dynamodb-in-memory",
                  true));
      EmbeddedStores stores =
          EmbeddedStores.start(PersistenceSettings.from(Configuration.load(place)).embedded());
      undo.add(stores);
      Config common = common(data, stores);
      String seed = address(2) + ":" + freePort(address(2));
      var banks = new ArrayList<DrillNode>();
      for (int node = 0; node < count; node++) {
        banks.add(node(common, "bank-" + (node + 1), address(2 + node), Role.BANK, seed));
      }
      DrillNode projections =
          node(common, "projections", address(2 + count), Role.PROJECTIONS, seed);
      undo.addAll(banks);
      undo.add(projections);
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> killAll(banks, projections), "kill-nodes"));
      stores.whenReady().toCompletableFuture().get(STORES_WITHIN.toSeconds(), TimeUnit.SECONDS);
      try (var http = HttpClient.newHttpClient()) {
        start(banks.getFirst(), http); // makes the tables
        for (DrillNode node : others(banks, projections)) {
          node.start();
        }
        ActorSystem<Void> system = join(common, seed);
        undo.add(() -> end(system));
        for (DrillNode node : others(banks, projections)) {
          expectReady(node, http);
        }
        Config config = system.settings().config();
        DynamoDbAsyncClient tables =
            DynamoDbClients.create(PersistenceSettings.from(config).dynamoDb());
        Bank bank = Bank.init(system, surroundings(tables, system), BankSettings.from(config));
        entered(bank);
        return new SessionCluster(data, stores, banks, projections, system, tables, bank);
      }
    }

    /** Whoever ends this process leaves none of its nodes behind. */
    private static void killAll(List<DrillNode> banks, DrillNode projections) {
      for (DrillNode node : Stream.concat(banks.stream(), Stream.of(projections)).toList()) {
        try {
          node.kill();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }

    private static List<DrillNode> others(List<DrillNode> banks, DrillNode projections) {
      return Stream.concat(banks.stream().skip(1), Stream.of(projections)).toList();
    }

    private static void start(DrillNode node, HttpClient http) throws IOException {
      node.start();
      expectReady(node, http);
    }

    private static void expectReady(DrillNode node, HttpClient http) {
      if (!node.isReady(http)) {
        throw new IllegalStateException("The node " + node.name() + " does not become ready");
      }
    }

    /** The same on all nodes; the defaults of production stand behind it. */
    private static Config common(Path data, EmbeddedStores stores) throws IOException {
      Map<String, Object> same = new HashMap<>();
      same.put("voice-teller.persistence.create-missing", true);
      same.put("voice-teller.persistence.dynamodb.region", "us-east-1");
      same.put("voice-teller.persistence.dynamodb.local-credentials", true);
      same.put("voice-teller.bank.authentication.key", randomKey());
      same.put("voice-teller.personal-data.master-key-file", keyFile(data).toString());
      // no code is sent, and no model is called
      same.put("voice-teller.one-time-code.provider", "webhook");
      same.put("voice-teller.one-time-code.webhook.url", NOWHERE);
      same.put("voice-teller.one-time-code.webhook.secret", randomKey());
      same.put("voice-teller.nova.endpoint", NOWHERE);
      same.put("voice-teller.nova.region", "us-east-1");
      // ten sample customers call all the time
      same.put("voice-teller.bank.number-claims.free", 1_000_000);
      return ConfigFactory.parseMap(same).withFallback(stores.config());
    }

    private DrillNode node(Config common, String name, String host, Role role, String seed)
        throws IOException {
      boolean isSeed = seed.startsWith(host + ":");
      int artery =
          isSeed ? Integer.parseInt(seed.substring(seed.indexOf(':') + 1)) : freePort(host);
      int http = freePort(host);
      Map<String, Object> own = new HashMap<>();
      own.put("voice-teller.cluster.roles", role.wireName());
      own.put("voice-teller.cluster.seeds", isSeed ? "" : seed);
      own.put("pekko.remote.artery.canonical.hostname", host);
      own.put("pekko.remote.artery.canonical.port", artery);
      own.put("voice-teller.http.host", host);
      own.put("voice-teller.http.port", http);
      own.put("voice-teller.http.drain-notice", "0s");
      own.put("voice-teller.http.drain-limit", "0s");
      if (isSeed) {
        for (String store : List.of("journal", "snapshot")) {
          own.put("pekko.persistence.cassandra." + store + ".keyspace-autocreate", true);
          own.put("pekko.persistence.cassandra." + store + ".tables-autocreate", true);
        }
      }
      Path command = logs.resolve(name + ".command");
      Files.write(command, command(ConfigFactory.parseMap(own).withFallback(common)));
      return DrillNode.parse("%s=http://%s:%d=%s".formatted(name, host, http, command));
    }

    private static List<String> command(Config settings) {
      var command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  "-Xmx768m",
                  "--enable-native-access=ALL-UNNAMED",
                  "--sun-misc-unsafe-memory-access=allow"));
      settings.entrySet().forEach(entry -> add(command, entry.getKey(), entry.getValue()));
      command.addAll(
          List.of("-cp", System.getProperty("java.class.path"), "org.voiceteller.http.Main"));
      return command;
    }

    private static void add(List<String> command, String key, ConfigValue value) {
      if (value instanceof ConfigList list) {
        for (int i = 0; i < list.size(); i++) {
          command.add("-D" + key + "." + i + "=" + list.get(i).unwrapped());
        }
      } else {
        command.add("-D" + key + "=" + value.unwrapped());
      }
    }

    private static ActorSystem<Void> join(Config common, String seed) {
      Config config =
          Configuration.load(
              ConfigFactory.parseMap(
                      Map.of(
                          "voice-teller.cluster.roles",
                          Role.VOICE.wireName(),
                          "voice-teller.cluster.seeds",
                          seed))
                  .withFallback(common));
      ClusterSettings cluster = ClusterSettings.from(config);
      ActorSystem<Void> system =
          ActorSystem.create(
              Behaviors.empty(),
              ClusterSettings.SYSTEM,
              Membership.configuration(cluster).withFallback(config));
      Membership.join(system, cluster);
      return system;
    }

    private static Surroundings surroundings(DynamoDbAsyncClient tables, ActorSystem<?> system) {
      int maxPages = PersistenceSettings.from(system.settings().config()).dynamoDb().maxPages();
      return new Surroundings(
          DynamoTransactionHistory.create(tables, system, maxPages),
          DynamoTransferHistory.create(tables, system, maxPages),
          DynamoCaseList.create(tables),
          new NoCases(),
          NoCases.noCodes());
    }

    /** Entering again changes nothing; the first times may find nodes that are still joining. */
    private static void entered(Bank bank) {
      Exception last = new IllegalStateException("not tried");
      for (int attempt = 0; attempt < 12; attempt++) {
        try {
          bank.sampleBank().enter().toCompletableFuture().join();
          return;
        } catch (CompletionException failed) {
          last = failed;
        }
      }
      throw new IllegalStateException("The sample customers cannot be entered", last);
    }

    private static String randomKey() {
      byte[] key = new byte[32];
      new SecureRandom().nextBytes(key);
      return Base64.getEncoder().encodeToString(key);
    }

    private static Path keyFile(Path data) throws IOException {
      Path file = Files.createDirectories(data.resolve("secrets")).resolve("personal-data-key");
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      return Files.writeString(file, randomKey());
    }

    private static String address(int last) {
      return "127.0.0." + last;
    }

    private static int freePort(String host) throws IOException {
      try (var socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
        return socket.getLocalPort();
      }
    }
  }

  CallDesk desk() {
    return bank.callDesk();
  }

  /** Nodes that host sessions. */
  List<DrillNode> banks() {
    return banks;
  }

  DrillNode projections() {
    return projections;
  }

  int cassandraPort() {
    return stores.cassandra().port();
  }

  int shards() {
    return BankSettings.from(system.settings().config()).shards();
  }

  /**
   * How the sessions are shared out now; fails when the coordinator does not answer. Asked of the
   * classic sharding, for the typed one tells a node that hosts none that there are none.
   */
  CompletionStage<Allocation> allocation() {
    return Patterns.ask(
            ClusterSharding.get(system.classicSystem()).shardRegion(CallSession.KEY.name()),
            new ShardRegion.GetClusterShardingStats(WITHIN_A_LOOK),
            ASKED_WITHIN)
        .thenApply(ShardRegion.ClusterShardingStats.class::cast)
        .thenApply(SessionCluster::allocation);
  }

  private static Allocation allocation(ShardRegion.ClusterShardingStats stats) {
    Map<String, Map<String, Integer>> nodes = new TreeMap<>();
    stats
        .getRegions()
        .forEach(
            (address, region) -> {
              Map<String, Integer> shards = new TreeMap<>();
              region
                  .getStats()
                  .forEach((shard, sessions) -> shards.put(shard, (Integer) (Object) sessions));
              nodes.put(address.getHost().orElse("here"), shards);
            });
    return new Allocation(nodes);
  }

  @Override
  public void close() throws Exception {
    end(system);
    tables.close();
    for (DrillNode node : banks) {
      node.close();
    }
    projections.close();
    stores.close();
    delete(data);
  }

  private static void end(ActorSystem<?> system) {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
