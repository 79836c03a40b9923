package org.voiceteller.http.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.voiceteller.http.signin.Principal.Means;
import org.voiceteller.http.signin.Sessions.Found;
import org.voiceteller.http.trial.ClusterOfTwo;
import org.voiceteller.http.trial.HandClock;

/** Sessions on two nodes that are one cluster. */
class ReplicatedSessionsTest {

  @RegisterExtension private static final ClusterOfTwo NODES = new ClusterOfTwo();

  private static final Sessions.Limits LIMITS =
      new Sessions.Limits(Duration.ofMinutes(30), Duration.ofHours(8), 3);

  private final HandClock clock = new HandClock();
  private final Sessions here = Sessions.create(NODES.one(), LIMITS, clock);
  private final Sessions there = Sessions.create(NODES.other(), LIMITS, clock);

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
