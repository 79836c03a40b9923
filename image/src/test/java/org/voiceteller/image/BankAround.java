package org.voiceteller.image;

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
import java.util.concurrent.TimeUnit;
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

  private final Path data;
  private final String key;
  private final int modelPort;
  private final EmbeddedStores stores;
  private final Process model;

  private BankAround(Path data, String key, int modelPort, EmbeddedStores stores, Process model) {
    this.data = data;
    this.key = key;
    this.modelPort = modelPort;
    this.stores = stores;
    this.model = model;
  }

  /**
   * @param data where everything is kept
   * @return when its customers are entered
   */
  static BankAround open(Path data) throws Exception {
    Config laptop =
        ConfigFactory.parseMap(
                Map.of(
                    "voice-teller.persistence.embedded.data-directory",
                    data.toString(),
                    "voice-teller.persistence.embedded.dynamodb-in-memory",
                    true,
                    "voice-teller.persistence.embedded.start-timeout",
                    PATIENCE_S + "s"),
                "the test's place")
            .withFallback(ConfigFactory.parseResourcesAnySyntax("voice-teller-laptop"));
    EmbeddedStores stores =
        EmbeddedStores.start(PersistenceSettings.from(Configuration.load(laptop)).embedded());
    try {
      int modelPort = freePort();
      var bank =
          new BankAround(
              data,
              Base64.getEncoder().encodeToString("a key of 32 bytes, for a test...".getBytes()),
              modelPort,
              stores,
              startModel(data, modelPort));
      bank.enterCustomers(laptop);
      return bank;
    } catch (Exception failed) {
      stores.close();
      throw failed;
    }
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

  private void enterCustomers(Config laptop) throws Exception {
    stores.whenReady().toCompletableFuture().get(PATIENCE_S, TimeUnit.SECONDS);
    Config settings =
        Configuration.load(
            ConfigFactory.parseMap(
                    Map.of(
                        "voice-teller.http.port",
                        0,
                        "voice-teller.http.drain-notice",
                        "0s",
                        "voice-teller.nova.endpoint",
                        "http://127.0.0.1:" + modelPort,
                        "voice-teller.nova.region",
                        "us-east-1",
                        "voice-teller.bank.authentication.key",
                        key),
                    "the test")
                .withFallback(stores.config())
                .withFallback(laptop));
    Node node = Node.start(settings, false);
    try {
      node.bank()
          .thenCompose(bank -> bank.sampleBank().enter())
          .toCompletableFuture()
          .get(PATIENCE_S, TimeUnit.SECONDS);
    } finally {
      node.stop().toCompletableFuture().get(PATIENCE_S, TimeUnit.SECONDS);
    }
  }

  /** The file with the key that its customers' data are sealed with. */
  Path personalDataKey() {
    return data.resolve("secrets/personal-data-master-key");
  }

  /** How a node finds all of it, in the words of an operator. */
  Map<String, String> environment() {
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
        Map.entry("VOICE_TELLER_BANK_KEY", key),
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
