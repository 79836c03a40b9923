package org.voiceteller.image;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.voiceteller.actors.bank.Bank;
import org.voiceteller.http.Configuration;
import org.voiceteller.http.Node;
import org.voiceteller.persistence.PersistenceSettings;
import org.voiceteller.persistence.embedded.EmbeddedStores;

/**
 * What a bank has around its nodes: Cassandra, DynamoDB and the model's stand-in in processes of
 * their own, tables, and customers. Those are entered by a node of this process that is gone again
 * when the image's comes.
 */
final class BankAround implements AutoCloseable {

  private static final int PATIENCE_S = 180;

  private static final String KEY =
      Base64.getEncoder().encodeToString("a key of 32 bytes, for a test...".getBytes(US_ASCII));

  private static final int ENTERED_AT_MOST = 12;

  private final Path data;
  private final int modelPort;
  private final Process model;
  private final EmbeddedStores stores;

  private BankAround(Path data, int modelPort, Process model, EmbeddedStores stores) {
    this.data = data;
    this.modelPort = modelPort;
    this.model = model;
    this.stores = stores;
  }

  /**
   * Begins to start what there is, and returns at once.
   *
   * @param data where everything is kept
   */
  static BankAround open(Path data) throws IOException {
    int modelPort = freePort();
    Process model = startModel(data, modelPort);
    try {
      return new BankAround(
          data,
          modelPort,
          model,
          EmbeddedStores.start(
              PersistenceSettings.from(Configuration.load(laptop(data))).embedded()));
    } catch (RuntimeException failed) {
      model.destroyForcibly();
      throw failed;
    }
  }

  private static Config laptop(Path data) {
    return ConfigFactory.parseMap(
            Map.of(
                "voice-teller.persistence.embedded.data-directory",
                data.toString(),
                "voice-teller.persistence.embedded.dynamodb-in-memory",
                true,
                "voice-teller.persistence.embedded.start-timeout",
                PATIENCE_S + "s",
                "datastax-java-driver.advanced.reconnection-policy.max-delay",
                "500ms"),
            "the test's place")
        .withFallback(ConfigFactory.parseResourcesAnySyntax("voice-teller-laptop"));
  }

  private static Process startModel(Path data, int port) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "org.voiceteller.localsonic.LocalSonic",
                "--no-speech",
                "--exit-with-parent", // holds our end of its standard input
                "--port",
                Integer.toString(port)));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(data.resolve("model.log").toFile())
        .start();
  }

  /** Returns when the sample customers are entered and the node that did it is gone. */
  void enterCustomers() throws Exception {
    Config settings =
        Configuration.load(
            ConfigFactory.parseMap(
                    Map.of(
                        "voice-teller.http.port",
                        0,
                        "voice-teller.http.drain-notice",
                        "0s",
                        "voice-teller.webrtc.enabled",
                        false,
                        "voice-teller.nova.endpoint",
                        "http://127.0.0.1:" + modelPort,
                        "voice-teller.nova.region",
                        "us-east-1",
                        "voice-teller.bank.authentication.key",
                        KEY),
                    "the test")
                .withFallback(stores.config())
                .withFallback(laptop(data)));
    Node node = Node.start(settings, false);
    try {
      stores.whenReady().toCompletableFuture().get(PATIENCE_S, TimeUnit.SECONDS);
      Bank bank = node.bank().toCompletableFuture().get(PATIENCE_S, TimeUnit.SECONDS);
      enterCustomers(bank);
    } finally {
      node.stop().toCompletableFuture().get(PATIENCE_S, TimeUnit.SECONDS);
    }
  }

  /** Entering again changes nothing; the first times may find the journal still being made. */
  private static void enterCustomers(Bank bank) throws Exception {
    for (int entered = 1; ; entered++) {
      try {
        bank.sampleBank().enter().toCompletableFuture().get(PATIENCE_S, TimeUnit.SECONDS);
        return;
      } catch (ExecutionException notYet) {
        if (entered == ENTERED_AT_MOST) {
          throw notYet;
        }
      }
    }
  }

  /** The file with the key that its customers' data are sealed with. */
  Path personalDataKey() {
    return data.resolve("secrets/personal-data-master-key");
  }

  /** How a node finds all of it, in the words of an operator. */
  Map<String, String> settings() {
    Config config = stores.config();
    return Map.ofEntries(
        Map.entry("CASSANDRA_CONTACT_POINT", "127.0.0.1:" + stores.cassandra().port()),
        Map.entry(
            "CASSANDRA_FIRST_TIME_BUCKET",
            config.getString("pekko.persistence.cassandra.events-by-tag.first-time-bucket")),
        Map.entry("AWS_REGION", "us-east-1"),
        Map.entry("AWS_ACCESS_KEY_ID", "local"),
        Map.entry("AWS_SECRET_ACCESS_KEY", "local"),
        Map.entry("AWS_ENDPOINT_URL_DYNAMODB", stores.dynamoDb().endpoint().toString()),
        Map.entry("VOICE_TELLER_MODEL_ENDPOINT", "http://127.0.0.1:" + modelPort),
        Map.entry("VOICE_TELLER_BANK_KEY", KEY),
        Map.entry("VOICE_TELLER_CODE_PROVIDER", "webhook"),
        Map.entry("VOICE_TELLER_CODE_WEBHOOK_URL", "http://127.0.0.1:" + modelPort),
        Map.entry("VOICE_TELLER_CODE_WEBHOOK_SECRET", "s".repeat(32)));
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws Exception {
    model.destroyForcibly().waitFor();
    stores.close();
  }
}
