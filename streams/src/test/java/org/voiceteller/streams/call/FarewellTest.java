package org.voiceteller.streams.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.core.call.Turn.Speaker;
import org.voiceteller.core.tool.ToolOutcome;
import org.voiceteller.streams.nova.NovaOutput;

/** A server that goes away without another one: the agent says goodbye first. */
class FarewellTest extends HandTurnedCall {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final AgentFrame ENDED = new AgentFrame.CallEnded(EndReason.SERVER_DRAINING);

  private final HandNova nova = new HandNova();

  private HandNova.Stream greeted() {
    join(nova, "silence-ask-after = 1 s");
    HandNova.Stream model = nova.stream(1).agent("welcome", "Welcome.", 500);
    passes(Duration.ofMillis(800));
    return model;
  }

  @Test
  void endsTheCallWhenTheGoodbyeWasHeard() {
    HandNova.Stream model = greeted();

    roster.takeLeave();
    assertThat(model.told()).endsWith(Cue.GOING_DOWN);
    model.agent("b", "I have to end this call now. Goodbye.", 1_000);
    passes(Duration.ofMillis(900));
    assertThat(desk.ends).as("the goodbye is being heard").isEmpty();
    passes(SECOND);

    assertThat(heard).endsWith(ENDED);
    assertThat(desk.ends).containsExactly(EndReason.SERVER_DRAINING);
    assertThat(turns(Speaker.AGENT)).endsWith("I have to end this call now. Goodbye.");
  }

  @Test
  void letsTheAgentFinishWhatItSays() {
    HandNova.Stream model = greeted();
    model.begin("b", "It is a long story.", 2_000);
    passes(SECOND);

    roster.takeLeave();
    passes(SECOND);
    model.end("b", "It is a long story.");
    assertThat(model.told()).doesNotContain(Cue.GOING_DOWN);
    passes(SECOND);

    assertThat(model.told()).endsWith(Cue.GOING_DOWN);
    assertThat(desk.ends).as("that was not the goodbye").isEmpty();
    model.agent("c", "Goodbye.", 500);
    passes(SECOND);
    assertThat(heard).endsWith(ENDED);
  }

  @Test
  void waitsForTheBankAndForTheAnswerToTheCaller() {
    CompletableFuture<ToolOutcome> outcome = new CompletableFuture<>();
    desk.tool = _ -> outcome;
    HandNova.Stream model = greeted();
    types("My balance?");
    model.caller("echo", "My balance?");
    model.say(new NovaOutput.ToolRequested("t", "use-1", "checkBalanceTool", "{}"));

    roster.takeLeave();
    model.agent("a", "One moment.", 500);
    passes(SECOND);
    assertThat(model.told()).doesNotContain(Cue.GOING_DOWN);
    outcome.complete(
        new ToolOutcome(ToolOutcome.Result.SUCCEEDED, "{\"outcome\":\"succeeded\"}", null));
    passes(SECOND);
    assertThat(model.told()).doesNotContain(Cue.GOING_DOWN);
    model.agent("b", "Here it is.", 500);
    passes(SECOND);

    assertThat(turns(Speaker.AGENT)).endsWith("Here it is.");
    assertThat(model.told()).endsWith(Cue.GOING_DOWN);
    assertThat(desk.ends).isEmpty();
  }

  @Test
  void isCutShortWhenTheTimeIsOver() {
    HandNova.Stream model = greeted();
    roster.takeLeave();
    assertThat(model.told()).endsWith(Cue.GOING_DOWN);

    var _ = roster.drain();
    passes(SECOND);

    assertThat(desk.ends).containsExactly(EndReason.SERVER_DRAINING);
  }

  @Test
  void isSaidToWhoJoinsMeanwhile() {
    roster.takeLeave();

    HandNova.Stream model = greeted();

    assertThat(model.told()).endsWith(Cue.GOING_DOWN);
  }

  @Test
  void asksNobodyMeanwhileWhetherTheyAreStillThere() {
    HandNova.Stream model = greeted();
    roster.takeLeave();
    passes(Duration.ofSeconds(3));

    assertThat(model.told()).containsOnlyOnce(Cue.GOING_DOWN).doesNotContain(Cue.SILENT);
  }
}
