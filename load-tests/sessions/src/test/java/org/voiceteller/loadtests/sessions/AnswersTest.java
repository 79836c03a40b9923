package org.voiceteller.loadtests.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AnswersTest {

  private final Answers answers = new Answers(Duration.ofSeconds(2));

  @Test
  void countsWhoWaitedLongerThanACallerWould() {
    answers.note(TimeUnit.MILLISECONDS.toNanos(1_999), true);
    answers.note(TimeUnit.MILLISECONDS.toNanos(2_001), true);

    assertThat(answers.answered()).isEqualTo(2);
    assertThat(answers.late()).isEqualTo(1);
    assertThat(answers.perSecond(Duration.ofSeconds(4))).isEqualTo(0.5);
  }

  @Test
  void whoIsNotAnsweredIsNotAmongTheAnswered() {
    var asked = new CompletableFuture<String>();

    var answer = answers.to(() -> asked);
    asked.completeExceptionally(new IllegalStateException("away"));

    assertThat(answer.toCompletableFuture()).isCompletedExceptionally();
    assertThat(answers.failed()).isEqualTo(1);
    assertThat(answers.answered()).isZero();
  }
}
