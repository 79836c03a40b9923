package org.voiceteller.streams.nova;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.voiceteller.localsonic.Engines;
import org.voiceteller.localsonic.LocalSonicServer;
import org.voiceteller.localsonic.LocalSonicSettings;
import org.voiceteller.localsonic.fault.Fault;
import org.voiceteller.localsonic.fault.Faults;
import org.voiceteller.localsonic.wire.ServiceError;
import org.voiceteller.streams.Clerk;
import org.voiceteller.streams.CountingObserver;

/** Two regions, each a stand-in of its own: where a call goes when one of them is down. */
class NovaTargetsTest {

  private static final List<NovaInput> BEGINNING =
      List.of(
          new NovaInput.SessionStart(100, 0.9, 0.7, EndpointingSensitivity.HIGH),
          new NovaInput.PromptStart("p", "matthew", List.of()),
          new NovaInput.TextStart("p", "s", NovaRole.SYSTEM, false),
          new NovaInput.TextInput("p", "s", "Nobody is there."),
          new NovaInput.ContentEnd("p", "s"));

  private static final ActorTestKit KIT = ActorTestKit.create();
  private static LocalSonicServer first;
  private static LocalSonicServer second;

  private final CountingObserver observer = new CountingObserver();

  @BeforeAll
  static void start() {
    first = server();
    second = server();
  }

  private static LocalSonicServer server() {
    return LocalSonicServer.start(
        LocalSonicSettings.defaults(), (_, _, _) -> new Clerk(), Engines.of(_ -> new short[2_400]));
  }

  @AfterAll
  static void stop() {
    first.stop();
    second.stop();
    KIT.shutdownTestKit();
  }

  @AfterEach
  void noFaults() {
    first.faults().clear();
    second.faults().clear();
  }

  private NovaTargets targets(int failures, String pause) {
    return NovaTargets.create(
        NovaSettings.from(
            ConfigFactory.parseString(
                    """
                    voice-teller.nova {
                      endpoint = "%s", region = one
                      fallbacks = [ { endpoint = "%s", region = two, model-id = "amazon.nova-2-sonic-v1:0" } ]
                      breaker-failures = %d, breaker-pause = %s
                    }
                    """
                        .formatted(first.uri(), second.uri(), failures, pause))
                .withFallback(ConfigFactory.load())),
        observer,
        KIT.system());
  }

  private static void down(LocalSonicServer server) {
    server
        .faults()
        .set(Faults.Order.untilCleared(new Fault.Refuse(ServiceError.SERVICE_UNAVAILABLE, "down")));
  }

  private NovaEnd converse(NovaTargets targets, int failuresInARow) throws Exception {
    return Source.from(BEGINNING)
        .concat(Source.from(List.of(new NovaInput.PromptEnd("p"), new NovaInput.SessionEnd())))
        .viaMat(targets.converse(failuresInARow), Keep.right())
        .to(Sink.ignore())
        .run(KIT.system())
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  private List<String> breakers() {
    return observer.seen.stream()
        .filter(seen -> seen.startsWith("breaker"))
        .map(seen -> seen.replaceAll("amazon\\S+@", ""))
        .toList();
  }

  @Test
  void aCallWhoseStreamsFailedTwiceGoesToTheNextTarget() throws Exception {
    try (var targets = targets(100, "1 s")) {
      down(first);

      assertThat(converse(targets, 0)).isInstanceOf(NovaEnd.Failed.class);
      assertThat(converse(targets, 1)).isInstanceOf(NovaEnd.Failed.class);
      assertThat(converse(targets, 2)).isEqualTo(new NovaEnd.Completed());
      assertThat(targets.targets()).isEqualTo(2);
    }
  }

  @Test
  void aTargetThatFailedTooOftenIsLeftAloneAndTriedAgainLater() throws Exception {
    try (var targets = targets(2, "1 s")) {
      down(first);
      converse(targets, 0);
      converse(targets, 0);
      KIT.createTestProbe()
          .awaitAssert(
              () -> {
                assertThat(breakers()).contains("breaker of one OPEN");
                return "";
              });

      assertThat(converse(targets, 0))
          .as("at once with the other")
          .isEqualTo(new NovaEnd.Completed());
      first.faults().clear();
      KIT.createTestProbe()
          .awaitAssert(
              Duration.ofSeconds(5),
              () -> {
                assertThat(breakers()).contains("breaker of one HALF_OPEN");
                return "";
              });
      assertThat(converse(targets, 0)).isEqualTo(new NovaEnd.Completed());
      KIT.createTestProbe()
          .awaitAssert(
              () -> {
                assertThat(breakers())
                    .containsExactly(
                        "breaker of one CLOSED",
                        "breaker of two CLOSED",
                        "breaker of one OPEN",
                        "breaker of one HALF_OPEN",
                        "breaker of one CLOSED");
                return "";
              });
    }
  }

  @Test
  void noCallPaysForTheTrialOfATargetThatIsStillDown() throws Exception {
    try (var targets = targets(1, "200 ms")) {
      down(first);
      converse(targets, 0);
      for (int opened = 1; opened <= 3; opened++) {
        int times = opened;
        KIT.createTestProbe()
            .awaitAssert(
                Duration.ofSeconds(10),
                () -> {
                  assertThat(breakers().stream().filter("breaker of one OPEN"::equals).count())
                      .isGreaterThanOrEqualTo(times);
                  return "";
                });
        assertThat(targets.serving())
            .hasValueSatisfying(label -> assertThat(label).endsWith("two"));
        assertThat(converse(targets, 0)).isEqualTo(new NovaEnd.Completed());
      }
      assertThat(streams()).containsExactly("one", "two", "two", "two");

      first.faults().clear();
      KIT.createTestProbe()
          .awaitAssert(
              Duration.ofSeconds(10),
              () -> {
                assertThat(breakers().getLast()).isEqualTo("breaker of one CLOSED");
                return "";
              });
      assertThat(targets.serving()).hasValueSatisfying(label -> assertThat(label).endsWith("one"));
      assertThat(converse(targets, 0)).isEqualTo(new NovaEnd.Completed());
      assertThat(streams()).endsWith("one");
    }
  }

  @Test
  void callsComeBackWhenThreeConversationsWentWell() throws Exception {
    try (var targets = targets(1, "200 ms")) {
      down(first);
      converse(targets, 0);
      first.faults().set(Faults.Order.next(10, new Fault.SilentDuringTools()));

      KIT.createTestProbe()
          .awaitAssert(
              Duration.ofSeconds(10),
              () -> {
                assertThat(breakers().getLast()).isEqualTo("breaker of one CLOSED");
                return "";
              });
      assertThat(first.faults().current().conversations())
          .as("that were not held yet, of ten")
          .hasValue(7);
      assertThat(streams()).containsExactly("one");
    }
  }

  /** To which regions calls went, in order. */
  private List<String> streams() {
    return observer.seen.stream()
        .filter(seen -> seen.startsWith("stream to"))
        .map(seen -> seen.replaceAll(".*@", ""))
        .toList();
  }

  @Test
  void streamsThatBreakTogetherCountOnce() throws Exception {
    try (var targets = targets(2, "1 minute")) {
      first
          .faults()
          .set(Faults.Order.next(3, new Fault.Drop(new Fault.After(0, Duration.ofSeconds(1)))));
      var together = Stream.generate(() -> stays(targets)).limit(3).toList();
      for (var each : together) {
        assertThat(each.get(10, TimeUnit.SECONDS)).isInstanceOf(NovaEnd.Failed.class);
      }
      assertThat(converse(targets, 0)).as("with the first").isEqualTo(new NovaEnd.Completed());
      assertThat(breakers()).doesNotContain("breaker of one OPEN");
    }
  }

  /** A conversation that nobody ends. */
  private CompletableFuture<NovaEnd> stays(NovaTargets targets) {
    return Source.from(BEGINNING)
        .concat(Source.maybe())
        .viaMat(targets.converse(0), Keep.right())
        .to(Sink.ignore())
        .run(KIT.system())
        .toCompletableFuture();
  }

  @Test
  void saysSoAtOnceWhenAllAreLeftAlone() throws Exception {
    try (var targets = targets(1, "1 minute")) {
      down(first);
      down(second);
      converse(targets, 0);
      converse(targets, 2);

      assertThat(converse(targets, 0))
          .isInstanceOfSatisfying(
              NovaEnd.Failed.class,
              failed -> {
                assertThat(failed.failure().type()).isEqualTo("CircuitOpen");
                assertThat(failed.failure().category()).isEqualTo(NovaFailure.Category.LATER);
              });
    }
  }

  @Test
  void isReachableWhileOneTargetIs() throws Exception {
    try (var targets = targets(100, "1 s")) {
      down(first);

      assertThat(targets.warmUp(KIT.system()).toCompletableFuture().get(20, TimeUnit.SECONDS))
          .isEqualTo(new NovaEnd.Completed());
    }
  }
}
