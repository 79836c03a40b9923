package org.voiceteller.actors.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class AskingAgainTest {

  private static final Duration LONG = Duration.ofMinutes(1);
  private static final BooleanSupplier NONE = () -> false;

  private final Queue<CompletionStage<String>> answers = new ArrayDeque<>();

  private String asked(Duration patience, BooleanSupplier missesANode) throws Exception {
    return new AskingAgain(patience, LONG, Duration.ofMillis(1), missesANode)
        .until(_ -> answers.remove())
        .toCompletableFuture()
        .get();
  }

  private static CompletionStage<String> late() {
    return CompletableFuture.failedStage(new TimeoutException());
  }

  private static CompletionStage<String> answer() {
    return CompletableFuture.completedFuture("answer");
  }

  @Test
  void asksUntilThereIsAnAnswer() throws Exception {
    answers.addAll(List.of(late(), late(), answer(), answer()));

    assertThat(asked(LONG, NONE)).isEqualTo("answer");
    assertThat(answers).hasSize(1);
  }

  @Test
  void waitsNoLongerForWhoIsSlowAsLongAsNoNodeIsMissing() {
    answers.addAll(List.of(late(), answer()));

    assertThatThrownBy(() -> asked(Duration.ZERO, NONE))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(TimeoutException.class);
    assertThat(answers).hasSize(1);
  }

  @Test
  void waitsLongerOnceANodeWasMissing() throws Exception {
    answers.addAll(List.of(late(), late(), answer()));
    Queue<Boolean> missing = new ArrayDeque<>(List.of(true, false));

    assertThat(asked(Duration.ZERO, missing::remove)).isEqualTo("answer");
  }

  @Test
  void doesNotAskAgainWhatFailed() {
    answers.addAll(List.of(CompletableFuture.failedStage(new IllegalStateException()), answer()));

    assertThatThrownBy(() -> asked(LONG, () -> true))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(IllegalStateException.class);
    assertThat(answers).hasSize(1);
  }

  @Test
  void takesAWrappedTimeoutForOne() throws Exception {
    answers.addAll(
        List.of(
            CompletableFuture.failedStage(new CompletionException(new TimeoutException())),
            answer()));

    assertThat(asked(LONG, NONE)).isEqualTo("answer");
  }

  @Test
  void keepsItsPaceWhereNobodyIsThereToBeAsked() {
    AtomicInteger asked = new AtomicInteger();
    AskingAgain fiveTimes =
        new AskingAgain(Duration.ofMillis(250), LONG, Duration.ofMillis(50), NONE);

    assertThatThrownBy(
            () ->
                fiveTimes
                    .until(
                        _ -> {
                          asked.incrementAndGet();
                          return late();
                        })
                    .toCompletableFuture()
                    .get())
        .hasCauseInstanceOf(TimeoutException.class);
    assertThat(asked.get()).isLessThan(10);
  }

  @Test
  void asksForNoLongerThanPatienceIsLeft() throws Exception {
    Queue<Duration> atMost = new ArrayDeque<>();

    new AskingAgain(Duration.ofMillis(300), LONG, Duration.ofSeconds(1), NONE)
        .until(
            each -> {
              atMost.add(each);
              return answer();
            })
        .toCompletableFuture()
        .get();

    assertThat(atMost).containsExactly(Duration.ofMillis(300));
  }
}
