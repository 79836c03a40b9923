package org.voiceteller.http.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.voiceteller.http.health.Dependency.Condition;
import org.voiceteller.streams.nova.NovaEnd;
import org.voiceteller.streams.nova.NovaFailure;

/** What health tells of a model that may be in several regions. */
class ModelProbeTest {

  private static Condition asked(NovaEnd end, Optional<String> serving) throws Exception {
    return ModelProbe.create(
            () -> CompletableFuture.completedFuture(end),
            () -> serving,
            Optional.empty(),
            Duration.ofMinutes(1))
        .ask()
        .toCompletableFuture()
        .get(5, TimeUnit.SECONDS);
  }

  @Test
  void namesTheRegionThatServes() throws Exception {
    assertThat(asked(new NovaEnd.Completed(), Optional.of("m@us-west-2")))
        .isEqualTo(new Condition.Up("m@us-west-2"));
  }

  @Test
  void isDownWhenNoRegionAnswers() throws Exception {
    NovaFailure refused =
        new NovaFailure(NovaFailure.Category.RETRY, "ServiceUnavailableException", "down");

    assertThat(asked(new NovaEnd.Failed(refused), Optional.empty()))
        .isEqualTo(new Condition.Down("ServiceUnavailableException"));
  }
}
