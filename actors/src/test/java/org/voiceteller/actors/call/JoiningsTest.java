package org.voiceteller.actors.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class JoiningsTest {

  private final Joinings joinings = new Joinings(2);
  private final List<CompletableFuture<String>> begun = new ArrayList<>();
  private final Supplier<CompletionStage<String>> joining =
      () -> {
        var answer = new CompletableFuture<String>();
        begun.add(answer);
        return answer;
      };

  @Test
  void beginsSoManyAtOnceAndTheOthersInTheirOrderWhenThereIsRoom() {
    for (int i = 0; i < 4; i++) {
      joinings.inTurn(joining);
    }
    assertThat(begun).hasSize(2);

    begun.get(1).complete("second");
    assertThat(begun).hasSize(3);
    begun.get(0).complete("first");
    begun.get(2).complete("third");
    assertThat(begun).hasSize(4);
  }

  @Test
  void tellsEachItsOwnAnswer() {
    var first = joinings.inTurn(joining).toCompletableFuture();
    joinings.inTurn(joining);
    var third = joinings.inTurn(joining).toCompletableFuture();

    begun.get(0).complete("Pat");
    begun.get(2).complete("Riley");

    assertThat(first).isCompletedWithValue("Pat");
    assertThat(third).isCompletedWithValue("Riley");
  }

  @Test
  void givesAPlaceOnWhenAJoiningFailsEvenBeforeItBegan() {
    var asked = joinings.inTurn(joining).toCompletableFuture();
    var thrown =
        joinings
            .inTurn(
                () -> {
                  throw new IllegalStateException("no shard");
                })
            .toCompletableFuture();
    assertThat(thrown).isCompletedExceptionally();

    joinings.inTurn(joining);
    joinings.inTurn(joining);
    begun.get(0).completeExceptionally(new IllegalStateException("no answer"));

    assertThat(asked).isCompletedExceptionally();
    assertThat(begun).hasSize(3);
  }

  @Test
  void goesThroughAThousandThatAreAnsweredAtOnce() {
    var answered = new ArrayList<Integer>();
    var first = joinings.inTurn(joining);
    joinings.inTurn(joining);
    for (int i = 0; i < 1_000; i++) {
      int number = i;
      joinings.inTurn(() -> CompletableFuture.completedFuture(number)).thenAccept(answered::add);
    }

    begun.get(0).complete("room");

    assertThat(first.toCompletableFuture()).isCompleted();
    assertThat(answered).hasSize(1_000).doesNotHaveDuplicates();
  }
}
