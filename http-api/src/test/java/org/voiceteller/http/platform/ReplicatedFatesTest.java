package org.voiceteller.http.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.voiceteller.http.platform.CallFates.Next;
import org.voiceteller.http.trial.ClusterOfTwo;
import org.voiceteller.http.trial.HandClock;
import org.voiceteller.streams.platform.PlatformCalls.End;

/** What became of a platform's calls, on two nodes that are one cluster. */
class ReplicatedFatesTest {

  @RegisterExtension private static final ClusterOfTwo NODES = new ClusterOfTwo();

  private final HandClock clock = new HandClock();
  private final CallFates here = fates(NODES.one(), "a-secret-of-the-platform");
  private final CallFates there = fates(NODES.other(), "a-secret-of-the-platform");

  private CallFates fates(ActorSystem<?> node, String secret) {
    return ReplicatedFates.create(node, "twilio", new Sealing(secret, "fate"), clock);
  }

  @Test
  void sendsACallerBackFromAnyNodeAndNotForEver() throws Exception {
    here.joined("CA1", "call-1.token");

    for (int attempt = 1; attempt <= CallFates.MOST_ATTEMPTS; attempt++) {
      CallFates asked = attempt % 2 == 0 ? here : there;
      assertThat(next(asked, "CA1")).isEqualTo(new Next.Broken("call-1.token", attempt));
    }
    assertThat(next(there, "CA1")).isEqualTo(new Next.Unknown());

    there.joined("CA1", "call-1.token");
    assertThat(next(here, "CA1")).as("back once").isEqualTo(new Next.Broken("call-1.token", 1));
  }

  @Test
  void tellsOnAnyNodeThatACallHasEnded() throws Exception {
    here.joined("CA2", "call-2.token");
    here.ended("CA2", End.TRANSFERRED);
    assertThat(next(there, "CA2")).isEqualTo(new Next.Ended(End.TRANSFERRED));

    there.ended("CA3", End.OVER);
    assertThat(next(here, "CA3")).isEqualTo(new Next.Ended(End.OVER));
  }

  @Test
  void knowsNothingOfACallThatNeverWas() throws Exception {
    assertThat(next(here, "CA4")).isEqualTo(new Next.Unknown());
  }

  @Test
  void keepsTokensSealed() throws Exception {
    here.joined("CA5", "call-5.token");

    assertThat(next(fates(NODES.one(), "another-secret"), "CA5")).isEqualTo(new Next.Unknown());
    assertThat(Fate.joined("sealed", clock.instant()).text()).doesNotContain("call-5");
  }

  @Test
  void forgetsWhatIsOlderThanAnyCall() throws Exception {
    here.joined("CA6", "call-6.token");
    assertThat(next(here, "CA6")).isInstanceOf(Next.Broken.class);
    clock.pass(Duration.ofHours(13));

    here.ended(neighbourOf("CA6"), End.OVER);

    assertThat(next(here, "CA6")).isEqualTo(new Next.Unknown());
  }

  /** Another call that is kept in the same part. */
  private static String neighbourOf(String call) {
    for (int i = 0; ; i++) {
      String other = "CB" + i;
      if (Math.floorMod(other.hashCode() - call.hashCode(), 16) == 0) {
        return other;
      }
    }
  }

  private static Next next(CallFates fates, String call) throws Exception {
    return fates.next(call).toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
