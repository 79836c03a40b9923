package org.voiceteller.streams.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.voiceteller.streams.nova.NovaOutput;
import org.voiceteller.streams.nova.NovaOutput.ContentType;
import org.voiceteller.streams.nova.NovaOutput.Stage;
import org.voiceteller.streams.nova.NovaOutput.StopReason;
import org.voiceteller.streams.nova.NovaRole;

/** When a tool's result has been told, and need not be told by the next stream. */
class UnansweredTest {

  private final Unanswered unanswered = new Unanswered();

  private void says(String contentId, NovaRole role, Stage stage, StopReason end) {
    unanswered.hear(new NovaOutput.ContentStarted(contentId, ContentType.TEXT, role, stage));
    unanswered.hear(new NovaOutput.ContentEnded(contentId, ContentType.TEXT, end));
  }

  @Test
  void isToldAfterTheSoundOfTheTurn() {
    unanswered.result("[The result of the tool …]");

    says("p", NovaRole.ASSISTANT, Stage.SPECULATIVE, StopReason.PARTIAL_TURN);
    unanswered.hear(
        new NovaOutput.ContentStarted("a", ContentType.AUDIO, NovaRole.ASSISTANT, null));
    assertThat(unanswered.hasResult()).isTrue();
    unanswered.hear(new NovaOutput.ContentEnded("a", ContentType.AUDIO, StopReason.END_TURN));

    assertThat(unanswered.isEmpty()).isTrue();
  }

  @Test
  void isToldAfterTheFinalWordsOfAnAgentWithoutAVoice() {
    unanswered.result("[The result of the tool …]");

    says("p", NovaRole.ASSISTANT, Stage.SPECULATIVE, StopReason.PARTIAL_TURN);
    assertThat(unanswered.hasResult()).isTrue();
    says("f", NovaRole.ASSISTANT, Stage.FINAL, StopReason.END_TURN);

    assertThat(unanswered.isEmpty()).isTrue();
  }

  /** The final words of a turn before it may come while the result's own turn is not yet spoken. */
  @Test
  void isNotToldByFinalWordsOfAnAgentWithAVoice() {
    unanswered.hear(
        new NovaOutput.ContentStarted("a", ContentType.AUDIO, NovaRole.ASSISTANT, null));
    unanswered.result("[The result of the tool …]");

    says("f", NovaRole.ASSISTANT, Stage.FINAL, StopReason.END_TURN);

    assertThat(unanswered.hasResult()).isTrue();
  }

  @Test
  void isNotToldByWhatTheCallerSays() {
    unanswered.result("[The result of the tool …]");

    says("c", NovaRole.USER, Stage.FINAL, StopReason.END_TURN);

    assertThat(unanswered.hasResult()).isTrue();
  }

  @Test
  void thatAToolIsSlowIsToldAgainUntilItWasSaidToTheEnd() {
    unanswered.told(Cue.SLOW_TOOL);
    unanswered.hear(
        new NovaOutput.ContentStarted("a", ContentType.AUDIO, NovaRole.ASSISTANT, null));

    assertThat(unanswered.take()).containsExactly(Cue.SLOW_TOOL);
    assertThat(unanswered.hasResult()).as("nothing that the model owes").isFalse();

    unanswered.told(Cue.SLOW_TOOL);
    unanswered.hear(new NovaOutput.ContentEnded("a", ContentType.AUDIO, StopReason.END_TURN));

    assertThat(unanswered.isEmpty()).isTrue();
  }

  @Test
  void nobodyIsToldThatAToolIsSlowWhoseResultHasCome() {
    unanswered.told(Cue.SLOW_TOOL);
    unanswered.result("[The result of the tool …]");

    assertThat(unanswered.take()).containsExactly("[The result of the tool …]");
  }
}
