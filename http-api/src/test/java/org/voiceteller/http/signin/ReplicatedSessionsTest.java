package org.voiceteller.http.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.voiceteller.http.signin.Principal.Means;
import org.voiceteller.http.signin.Sessions.Found;

/** Sessions on two nodes that are one cluster. */
class ReplicatedSessionsTest {

  private static final ActorTestKit ONE = node();
  private static final ActorTestKit OTHER = node();
  private static final Sessions.Limits LIMITS =
      new Sessions.Limits(Duration.ofMinutes(30), Duration.ofHours(8), 3);

  private final HandClock clock = new HandClock();
  private final Sessions here = Sessions.create(ONE.system(), LIMITS, clock);
  private final Sessions there = Sessions.create(OTHER.system(), LIMITS, clock);

  private static ActorTestKit node() {
    return ActorTestKit.create(
        "sessions",
        ConfigFactory.parseString(
                """
                pekko.loglevel = WARNING
                pekko.actor.provider = cluster
                pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                pekko.cluster.jmx.enabled = off
                pekko.cluster.downing-provider-class = ""
                # Messages between nodes go as they go in the bank.
                pekko.actor.allow-java-serialization = off
                """)
            .withFallback(ConfigFactory.load()));
  }

  @BeforeAll
  static void join() {
    var address = Cluster.get(ONE.system()).selfMember().address();
    for (ActorTestKit node : new ActorTestKit[] {ONE, OTHER}) {
      Cluster.get(node.system()).manager().tell(Join.create(address));
    }
    ONE.createTestProbe()
        .awaitAssert(
            Duration.ofSeconds(20),
            () -> {
              for (ActorTestKit node : new ActorTestKit[] {ONE, OTHER}) {
                var members = Cluster.get(node.system()).state().getMembers();
                assertThat(members).hasSize(2);
                assertThat(members)
                    .allSatisfy(member -> assertThat(member.status()).isEqualTo(MemberStatus.up()));
              }
              return null;
            });
  }

  @AfterAll
  static void stop() {
    OTHER.shutdownTestKit();
    ONE.shutdownTestKit();
  }

  @Test
  void knowsASessionOnEveryNodeFromItsBeginningToItsEnd() throws Exception {
    for (int i = 0; i < 5; i++) {
      var begun = get(here.begin(pat(), Optional.empty()));

      Found elsewhere = get(there.find(begun.secret()));
      assertThat(elsewhere)
          .isInstanceOfSatisfying(
              Found.Open.class,
              open -> {
                assertThat(open.session().who()).isEqualTo(pat());
                assertThat(open.session().csrfToken()).isEqualTo(begun.session().csrfToken());
              });
      clock.pass(Duration.ofMinutes(5));
      var used = there.find(begun.secret());
      get(there.end(begun.secret()));
      get(used);

      assertThat(get(here.find(begun.secret()))).isEqualTo(new Found.Over());
      assertThat(get(there.find(begun.secret()))).isEqualTo(new Found.Over());
    }
    assertThat(get(here.find(Secrets.make()))).isEqualTo(new Found.Unknown());
  }

  @Test
  void countsOnceWhatWasUsedOnAnotherNode() throws Exception {
    String state = Secrets.make();

    assertThat(get(here.isFirstUse(state))).isTrue();
    assertThat(get(there.isFirstUse(state))).isFalse();
    assertThat(get(here.isFirstUse(state))).isFalse();
  }

  private static Principal pat() {
    return Principal.person(
        "openid:pat", "Pat Staff", Means.OPENID, List.of(Role.AGENT, Role.VIEWER));
  }

  private static <T> T get(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
