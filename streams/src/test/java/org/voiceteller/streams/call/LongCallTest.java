package org.voiceteller.streams.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.call.CallListener.Signal;
import org.voiceteller.core.call.Turn.Speaker;
import org.voiceteller.core.tool.ToolOutcome;

/** An hour on the telephone: the streams to the model last half a minute, and nobody notices. */
class LongCallTest extends HandTurnedCall {

  private final AttentiveModel model = new AttentiveModel(clock, Duration.ofSeconds(32));
  private final List<String> said = new ArrayList<>();

  private void speaks(int utterance) {
    said.add("utterance " + utterance);
    for (int i = 0; i < AttentiveModel.UTTERANCE_FRAMES; i++) {
      sounds(AttentiveModel.speech(utterance, i));
    }
    for (int i = 0; i < 60; i++) {
      sounds(AttentiveModel.silence());
    }
  }

  private void typesWords(String words) {
    said.add(words);
    types(words);
  }

  @Test
  void anHourWithRenewalsEveryHalfMinuteLosesAndRepeatsNothing() {
    join(model, "model { renew-after = 20 s, renew-at-latest = 30 s }");
    signals.onSignal(new Signal.LevelReached(Level.PHONE));
    passes(Duration.ofSeconds(4));
    var end = clock.instant().plus(Duration.ofHours(1));

    for (int i = 0; clock.instant().isBefore(end); i++) {
      CompletableFuture<ToolOutcome> kept = new CompletableFuture<>();
      desk.tool = _ -> kept;
      speaks(i);
      switch (i % 5) {
        // the caller speaks over the answer, or as soon as it has been heard
        case 0 -> passes(Duration.ofMillis(400 + 7 * (i % 100)));
        case 1 -> passes(Duration.ofMillis(2_000 + 11 * (i % 60)));
        case 2 -> passes(Duration.ofSeconds(9));
        case 3 -> {
          typesWords("typed " + i);
          passes(Duration.ofSeconds(2));
        }
        default -> passes(Duration.ofSeconds(4));
      }
      if (i % 7 == 6) {
        // some answers come only after another stream has taken over
        passes(Duration.ofSeconds(i % 2 == 0 ? 25 : 1));
        kept.complete(
            new ToolOutcome(
                ToolOutcome.Result.SUCCEEDED, "{\"outcome\":\"succeeded\"}", "CONF-" + i));
        passes(Duration.ofSeconds(4));
      }
    }
    passes(Duration.ofSeconds(10));

    assertThat(model.faults).isEmpty();
    assertThat(turns(Speaker.CALLER)).containsExactlyElementsOf(said);
    assertThat(transcripts(Speaker.CALLER)).containsExactlyElementsOf(said);
    assertThat(turns(Speaker.AGENT)).containsOnlyOnce("Welcome.");
    assertThat(desk.uses).extracting(use -> use.toolUseId()).doesNotHaveDuplicates();
    assertThat(turns(Speaker.AGENT).stream().filter("Here it is."::equals))
        .hasSameSizeAs(desk.uses);
    assertThat(heard.stream().filter(AgentFrame.LevelReached.class::isInstance)).hasSize(1);
    assertThat(model.streams()).isGreaterThanOrEqualTo(120);
    assertThat(observer.seen)
        .contains("model stream renewed BETWEEN_TURNS", "model stream renewed BARGE_IN")
        .contains("model stream renewed LIMIT")
        .noneMatch(seen -> seen.startsWith("model failed") || seen.startsWith("dropped"));
    assertThat(seen("caller held")).isEmpty();
  }
}
