package org.voiceteller.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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

  /** What a runtime tells of itself and its surroundings. */
  private static final String[] SETTINGS = {
    "/app/runtime/bin/java", "-XshowSettings:properties", "-version"
  };

  private static final int DRAIN_LIMIT_S = 1;

  /** The goodbye, what is broken off after it, and what docs/operating.md gives on top. */
  private static final long ENDS_WITHIN_S = DRAIN_LIMIT_S + 20 + 8 + 30;

  @Test
  void isCalledTellsABalanceAndEndsInOrder(@TempDir(cleanup = CleanupMode.NEVER) Path place)
      throws Exception {
    int port = BankAround.freePort();
    URI node = URI.create("http://127.0.0.1:" + port);
    try (var bank = BankAround.open(Files.createDirectory(place.resolve("bank")))) {
      Path root = Files.createDirectory(place.resolve("root"));
      ImageArchive image = ImageArchive.built();
      JsonNode config = image.config().path("config");
      image.unpackTo(root);
      Container.prepare(root);
      Container.Walls walls = Container.walls(root, config);
      assertThat(Container.run(root, walls, config, SETTINGS).output())
          .contains("native.encoding = UTF-8");
      bank.enterCustomers();
      Map<String, String> environment = new HashMap<>(bank.environment());
      environment.putAll(
          Map.of(
              "VOICE_TELLER_HOST",
              "127.0.0.1",
              "VOICE_TELLER_PORT",
              Integer.toString(port),
              "VOICE_TELLER_NODE_PORT",
              Integer.toString(BankAround.freePort()),
              "VOICE_TELLER_DRAIN_NOTICE",
              "0s",
              "VOICE_TELLER_DRAIN_LIMIT",
              DRAIN_LIMIT_S + "s",
              "VOICE_TELLER_PERSONAL_DATA_KEY_FILE",
              Container.secret(root, walls, "personal-data-key", bank.personalDataKey()),
              "JDK_JAVA_OPTIONS",
              "-Xmx384m " + System.getProperty("test.container.options")));
      try (var container =
          Container.start(root, walls, config, environment, place.resolve("node.log"))) {
        awaitReady(node, container);
        if (walls != Container.Walls.NONE) {
          assertThat(container.mappedFiles())
              .contains(root + "/app/runtime/lib/server/libjvm.so")
              .noneMatch(file -> file.startsWith("/lib") || file.startsWith("/usr"));
        }
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
