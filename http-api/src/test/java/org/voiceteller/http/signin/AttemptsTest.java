package org.voiceteller.http.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.voiceteller.http.signin.Attempts.Word;
import org.voiceteller.http.trial.HandClock;

/** How long who guesses has to wait. */
class AttemptsTest {

  private static final Attempts.Rule RULE =
      new Attempts.Rule(
          2,
          6,
          Duration.ofSeconds(1),
          Duration.ofSeconds(8),
          Duration.ofSeconds(4),
          Duration.ofMinutes(15),
          3);

  private final HandClock clock = new HandClock();
  private final Attempts attempts = Attempts.create(RULE, clock);
  private int next;

  @Test
  void makesEachWrongOneBeyondTheFreeOnesWaitTwiceAsLong() {
    List<Duration> waits = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      assertThat(wrong("a")).isEqualTo(new Word.Try());
      Duration wait = attempts.wait("a").orElse(Duration.ZERO);
      waits.add(wait);
      clock.pass(wait);
    }

    assertThat(waits).extracting(Duration::toSeconds).containsExactly(0L, 0L, 1L, 2L, 4L, 8L, 8L);
  }

  @Test
  void looksAtNothingBeforeTheWaitIsOver() {
    for (int i = 0; i < 3; i++) {
      wrong("a");
    }

    assertThat(wrong("a")).isEqualTo(new Word.Wait(Duration.ofSeconds(1)));
    clock.pass(Duration.ofMillis(999));
    assertThat(wrong("a")).isEqualTo(new Word.Wait(Duration.ofMillis(1)));
    clock.pass(Duration.ofMillis(1));
    assertThat(wrong("a")).isEqualTo(new Word.Try());
  }

  @Test
  void letsOthersGoOnUntilAllTogetherAreTooMany() {
    for (int i = 0; i < 3; i++) {
      wrong("a");
    }
    assertThat(wrong("b")).isEqualTo(new Word.Try());
    wrong("b");
    wrong("c");
    assertThat(wrong("c")).isEqualTo(new Word.Try());

    assertThat(wrong("d")).isEqualTo(new Word.Wait(Duration.ofSeconds(1)));
    clock.pass(Duration.ofSeconds(1));
    assertThat(wrong("d")).isEqualTo(new Word.Try());
  }

  @Test
  void takesARightOneBack() {
    for (int i = 0; i < 20; i++) {
      assertThat(attempts.begin("a", "right")).isEqualTo(new Word.Try());
      attempts.right("a", "right");
    }
    assertThat(attempts.wait("a")).isEmpty();
  }

  @Test
  void countsAnAttemptBeforeItsOutcomeIsKnown() {
    wrong("a");
    wrong("a");
    wrong("a");

    assertThat(attempts.begin("a", "right")).isInstanceOf(Word.Wait.class);
  }

  @Test
  void forgetsAfterAWhile() {
    for (int i = 0; i < 3; i++) {
      wrong("a");
    }
    clock.pass(Duration.ofMinutes(15));

    assertThat(wrong("a")).isEqualTo(new Word.Try());
    assertThat(wrong("a")).isEqualTo(new Word.Try());
    assertThat(attempts.wait("a")).isEmpty();
  }

  @Test
  void knowsAWrongOneAgain() {
    assertThat(attempts.begin("a", "old")).isEqualTo(new Word.Try());
    for (int i = 0; i < 50; i++) {
      assertThat(attempts.begin("a", "old")).isEqualTo(new Word.KnownWrong());
    }
    assertThat(wrong("a")).isEqualTo(new Word.Try());
    assertThat(attempts.wait("a")).isEmpty();
  }

  @Test
  void remembersABoundedNumberOfAddresses() {
    for (int i = 0; i < 3; i++) {
      wrong("a");
    }
    clock.pass(Duration.ofMillis(1));
    for (String other : List.of("b", "c", "d")) {
      wrong(other);
    }

    assertThat(attempts.wait("a").orElse(Duration.ZERO)).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void takesAllAddressesOfAnIpv6NetworkForOne() {
    assertThat(ClientAddress.network("2001:db8:1:2:3:4:5:6"))
        .isEqualTo(ClientAddress.network("2001:db8:1:2::1"))
        .isNotEqualTo(ClientAddress.network("2001:db8:1:3::1"));
    assertThat(ClientAddress.network("192.0.2.7")).isEqualTo("192.0.2.7");
  }

  private Word wrong(String address) {
    return attempts.begin(address, "wrong " + next++);
  }
}
