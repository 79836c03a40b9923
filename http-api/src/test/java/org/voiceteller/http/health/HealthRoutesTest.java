package org.voiceteller.http.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.voiceteller.http.health.Dependency.Condition;
import org.voiceteller.http.problem.Problem;

class HealthRoutesTest {

  @Test
  void isReadyWhenEverythingAnswers() {
    assertThat(readiness(up(), up()).status()).isEqualTo(Readiness.Status.READY);
  }

  @Test
  void isOnlyDegradedWithoutWhatIsMerelyHelpful() {
    assertThat(readiness(up(), down()).status()).isEqualTo(Readiness.Status.DEGRADED);
  }

  @Test
  void isUnreadyWithoutWhatCallsNeed() {
    assertThat(readiness(down(), up()).status()).isEqualTo(Readiness.Status.UNREADY);
  }

  @Test
  void countsSilenceAsDownAndSaysSo() {
    var readiness = readiness(new CompletableFuture<>(), up());

    assertThat(readiness.status()).isEqualTo(Readiness.Status.UNREADY);
    assertThat(readiness.findings().getFirst().condition())
        .isEqualTo(new Condition.Down("No answer within 50 ms"));
  }

  @Test
  void countsAFailureAsDownAndSaysWhy() {
    var readiness =
        readiness(CompletableFuture.failedFuture(new IllegalStateException("No route")), up());

    assertThat(readiness.findings().getFirst().condition())
        .isEqualTo(new Condition.Down("No route"));
  }

  @Test
  void saysThatItDrainsAndIsNotReadyAlthoughEverythingAnswers() {
    Duration later = Duration.ofSeconds(5);

    assertThat(answer(up(), new Problem.ServerDraining(later))).contains("503", "\"draining\"");
    assertThat(answer(down(), new Problem.ServerDraining(later))).contains("503", "\"draining\"");
  }

  @Test
  void isNotReadyBeforeCallsAreAnsweredThoughEverythingAnswers() {
    Duration later = Duration.ofSeconds(5);

    assertThat(answer(up(), new Problem.Starting(later))).contains("503", "\"starting\"");
    assertThat(answer(down(), new Problem.Starting(later))).contains("503", "\"detail\":\"gone\"");
    assertThat(answer(up(), null)).contains("200", "\"ready\"");
  }

  private static String answer(CompletionStage<Condition> journal, @Nullable Problem obstacle) {
    var health =
        HealthRoutes.create(
            List.of(Dependency.essential("journal", () -> journal)),
            Duration.ofMillis(50),
            () -> Optional.ofNullable(obstacle));
    var answer = health.ready().toCompletableFuture().join();
    return answer.status().intValue()
        + " "
        + ((HttpEntity.Strict) answer.entity()).getData().utf8String();
  }

  private static Readiness readiness(
      CompletionStage<Condition> journal, CompletionStage<Condition> tables) {
    return HealthRoutes.create(
            List.of(
                Dependency.essential("journal", () -> journal),
                Dependency.helpful("tables", () -> tables)),
            Duration.ofMillis(50),
            Optional::empty)
        .readiness()
        .toCompletableFuture()
        .join();
  }

  private static CompletionStage<Condition> up() {
    return CompletableFuture.completedFuture(new Condition.Up());
  }

  private static CompletionStage<Condition> down() {
    return CompletableFuture.completedFuture(new Condition.Down("gone"));
  }
}
