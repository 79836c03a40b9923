package org.voiceteller.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The image, unpacked layer by layer, is the root of a process that starts as the image says. Its
 * node is called, tells a balance, and ends in order when it is stopped in mid-call.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "The image is made of a Linux, on a Linux")
class CalledImageIT {

  private static final long READY_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(180);

  /** A JVM that ends because of SIGTERM says so: 128 and the signal's number. */
  private static final int ENDED_BY_SIGTERM = 143;

  private static final int DRAIN_LIMIT_S = 1;

  /** The goodbye, what is broken off after it, and what docs/operating.md gives on top. */
  private static final long ENDS_WITHIN_S = DRAIN_LIMIT_S + 20 + 8 + 30;

  private final ImageArchive image = ImageArchive.built();

  @Test
  void isCalledTellsABalanceAndEndsInOrder(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path place)
      throws Exception {
    int port = BankAround.freePort();
    URI node = URI.create("http://127.0.0.1:" + port);
    try (var bank = BankAround.open(Files.createDirectory(place.resolve("bank")))) {
      Container.Image unpacked = unpackIn(place);
      bank.enterCustomers();
      Map<String, String> settings = new HashMap<>(bank.settings());
      settings.putAll(settings(port));
      settings.put(
          "VOICE_TELLER_PERSONAL_DATA_KEY_FILE",
          unpacked.secret("personal-data-key", bank.personalDataKey()));
      try (var container = Container.start(unpacked, settings, place.resolve("node.log"))) {
        awaitReady(node, container);
        usesNothingOfThisMachine(unpacked, container);
        try (var caller = Caller.call(node)) {
          caller.awaitAgent("How may I help you");
          caller.type("What's my checking balance?");
          caller.awaitAgent("may I have your phone number");
          caller.type("+1-555-234-5678");
          caller.awaitAgent("$5,647.32");

          int exitCode = container.stop(ENDS_WITHIN_S);

          assertThat(caller.awaitType("server.draining").path("elsewhere").asBoolean()).isFalse();
          assertThat(caller.awaitType("call.ended").path("reason").asText())
              .isEqualTo("serverDraining");
          assertThat(exitCode).isEqualTo(ENDED_BY_SIGTERM);
        }
      }
    }
  }

  private Container.Image unpackIn(Path place) throws Exception {
    Path root = Files.createDirectory(place.resolve("root"));
    image.unpackTo(root);
    var walls = Container.walls(Files.createDirectory(place.resolve("empty")));
    var unpacked = Container.prepare(root, walls, image.config().path("config"));
    assertThat(unpacked.run("/app/runtime/bin/java", "-XshowSettings:properties", "-version"))
        .contains("native.encoding = UTF-8");
    return unpacked;
  }

  /** What an operator sets beside the addresses of what is around. */
  private static Map<String, String> settings(int port) throws IOException {
    return Map.ofEntries(
        Map.entry("VOICE_TELLER_HOST", "127.0.0.1"),
        Map.entry("VOICE_TELLER_PORT", Integer.toString(port)),
        Map.entry("VOICE_TELLER_NODE_PORT", Integer.toString(BankAround.freePort())),
        Map.entry("VOICE_TELLER_DRAIN_NOTICE", "0s"),
        Map.entry("VOICE_TELLER_DRAIN_LIMIT", DRAIN_LIMIT_S + "s"),
        Map.entry("JDK_JAVA_OPTIONS", "-Xmx384m " + System.getProperty("test.container.options")));
  }

  private static void usesNothingOfThisMachine(Container.Image unpacked, Container container)
      throws IOException {
    if (unpacked.walls() != Container.Walls.NONE) {
      assertThat(container.mappedFiles())
          .contains(unpacked.root() + "/app/runtime/lib/server/libjvm.so")
          .noneMatch(file -> file.startsWith("/lib") || file.startsWith("/usr"));
    }
  }

  /** Asks ten times a second until a call would be answered, as long as the node lives. */
  private static void awaitReady(URI node, Container container) throws Exception {
    long giveUp = System.nanoTime() + READY_WITHIN_NANOS;
    Object clock = new Object();
    try (var client = HttpClient.newHttpClient()) {
      synchronized (clock) {
        while (!isReady(client, node)) {
          if (!container.process().isAlive() || System.nanoTime() > giveUp) {
            throw new AssertionError(
                "Expected a ready node, but it said:\n" + Files.readString(container.log()));
          }
          clock.wait(100);
        }
      }
    }
  }

  private static boolean isReady(HttpClient client, URI node) throws InterruptedException {
    try {
      return client
              .send(
                  HttpRequest.newBuilder(node.resolve("/health/ready")).build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException notThere) {
      return false;
    }
  }
}
