package org.voiceteller.persistence.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.voiceteller.persistence.Await;
import org.voiceteller.persistence.PersistenceSettings;
import org.voiceteller.persistence.SharedStores;
import org.voiceteller.persistence.SharedStores.Running;

@Execution(ExecutionMode.CONCURRENT)
class EmbeddedStoresTest {

  private static final Duration START_TIMEOUT = Duration.ofSeconds(180);

  private final Path data;

  EmbeddedStoresTest(@TempDir Path data) {
    this.data = data;
  }

  @Test
  void losesNothingWhenParentOrChildIsKilled() throws Exception {
    Process parent = startParent();
    List<String> started = startedBy(parent);
    ProcessHandle cassandraChild = process(started.get(1));
    ProcessHandle dynamoDbChild = process(started.get(2));
    write(Integer.parseInt(started.get(3)), 0, 50);

    parent.destroyForcibly().waitFor();
    assertGone(cassandraChild);
    assertGone(dynamoDbChild);

    Path directory = data.resolve("cassandra");
    EmbeddedCassandra second = EmbeddedCassandra.start(directory, 0, START_TIMEOUT);
    Await.get(second.whenReady());
    assertThat(written(second.port())).isEqualTo(50);
    write(second.port(), 50, 100);
    long killed = second.pid();
    process(Long.toString(killed)).destroyForcibly();

    assertThat(Await.get(CompletableFuture.supplyAsync(() -> written(second.port()))))
        .isEqualTo(100);
    assertThat(second.pid()).isNotEqualTo(killed);
    second.stop();
    assertThat(ProcessHandle.of(second.pid())).isEmpty();
  }

  @Test
  @ExtendWith(SharedStores.class)
  void refusesADataDirectoryThatIsInUse(Running running) {
    assertThatThrownBy(() -> EmbeddedStores.start(running.settings().embedded()))
        .isInstanceOf(EmbeddedStoreException.class)
        .hasMessageContaining("another Voice Teller runs over it");
  }

  @Test
  void saysWhichPortIsTakenAndGivesTheDirectoryBack() throws IOException {
    try (ServerSocket other = new ServerSocket()) {
      other.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
      var settings =
          new PersistenceSettings.Embedded(
              true, true, data, other.getLocalPort(), 0, true, START_TIMEOUT);

      assertThatThrownBy(() -> EmbeddedStores.start(settings))
          .isInstanceOf(EmbeddedStoreException.class)
          .hasMessageContaining(
              "Expected port " + other.getLocalPort() + " of 127.0.0.1 to be free for Cassandra");
    }
    DataLock.acquire(data).close();
  }

  @Test
  void startsTheTablesAloneWhereCassandraIsElsewhere() {
    var settings = new PersistenceSettings.Embedded(true, false, data, 0, 0, true, START_TIMEOUT);
    try (EmbeddedStores stores = EmbeddedStores.start(settings)) {
      Await.get(stores.whenReady());

      assertThat(stores.config().hasPath("voice-teller.persistence.dynamodb.endpoint")).isTrue();
      assertThat(stores.config().hasPath("datastax-java-driver")).isFalse();
      assertThat(data.resolve("cassandra")).doesNotExist();
    }
  }

  @Test
  void saysWhyAChildDidNotStart() throws IOException {
    Files.writeString(data.resolve("data"), "a file where a directory should be");

    EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.start(data, 0, false, START_TIMEOUT);

    assertThat(dynamoDb.whenReady().toCompletableFuture())
        .failsWithin(40, TimeUnit.SECONDS)
        .withThrowableThat()
        .havingRootCause()
        .isInstanceOf(EmbeddedStoreException.class)
        .withMessageContaining("DynamoDB Local ended with status")
        .withMessageContaining("output.log");
  }

  @Test
  void listensOnTheLoopbackInterfaceOnly() throws IOException {
    EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.start(data, 0, true, START_TIMEOUT);
    Await.get(dynamoDb.whenReady());

    // The same port of another loopback address is free: so it is not bound for all of them.
    try (ServerSocket elsewhere = new ServerSocket()) {
      elsewhere.bind(
          new InetSocketAddress(InetAddress.getByName("127.0.0.2"), dynamoDb.endpoint().getPort()));
      assertThat(elsewhere.isBound()).isTrue();
    } finally {
      dynamoDb.stop();
    }
  }

  @Test
  void limitsAChildsLog() throws IOException {
    Path file = data.resolve("output.log");
    try (ChildLog log = new ChildLog(file, 1_000)) {
      for (int i = 0; i < 1_000; i++) {
        log.write("line " + i);
      }
      assertThat(log.lastLines()).startsWith("line 985").endsWith("line 999");
    }

    assertThat(Files.size(file)).isLessThan(1_100);
    assertThat(Files.size(data.resolve("output.log.1"))).isLessThan(1_100);
    try (Stream<Path> files = Files.list(data)) {
      assertThat(files).hasSize(2);
    }
  }

  private Process startParent() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-classpath",
            System.getProperty("java.class.path"),
            ParentProcess.class.getName(),
            data.toString())
        .redirectErrorStream(true)
        .start();
  }

  private static List<String> startedBy(Process parent) throws IOException {
    BufferedReader output =
        new BufferedReader(new InputStreamReader(parent.getInputStream(), UTF_8));
    return output
        .lines()
        .filter(line -> line.startsWith("started "))
        .findFirst()
        .map(line -> List.of(line.split(" ", -1)))
        .orElseThrow(() -> new AssertionError("The parent did not start the stores"));
  }

  private static ProcessHandle process(String id) {
    return ProcessHandle.of(Long.parseLong(id))
        .orElseThrow(() -> new AssertionError("No process " + id));
  }

  private static void assertGone(ProcessHandle process) throws Exception {
    process.onExit().get(20, TimeUnit.SECONDS);
  }

  private static void write(int port, int from, int until) {
    try (CqlSession session = connect(port)) {
      session.execute(
          "CREATE KEYSPACE IF NOT EXISTS kept WITH replication ="
              + " {'class': 'SimpleStrategy', 'replication_factor': 1}");
      session.execute("CREATE TABLE IF NOT EXISTS kept.numbers (n int PRIMARY KEY)");
      IntStream.range(from, until)
          .forEach(n -> session.execute("INSERT INTO kept.numbers (n) VALUES (" + n + ")"));
    }
  }

  private static long written(int port) {
    try (CqlSession session = connect(port)) {
      return session.execute("SELECT n FROM kept.numbers").all().size();
    }
  }

  private static CqlSession connect(int port) {
    return CqlSession.builder()
        .addContactPoint(new InetSocketAddress("127.0.0.1", port))
        .withLocalDatacenter("datacenter1")
        .withConfigLoader(
            DriverConfigLoader.programmaticBuilder()
                .withBoolean(DefaultDriverOption.RECONNECT_ON_INIT, true)
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(20))
                .withDuration(DefaultDriverOption.METADATA_SCHEMA_WINDOW, Duration.ofMillis(20))
                .withDuration(
                    DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, Duration.ofSeconds(10))
                .build())
        .build();
  }
}
