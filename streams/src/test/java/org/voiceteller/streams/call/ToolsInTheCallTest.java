package org.voiceteller.streams.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.tool.ToolOutcome;
import org.voiceteller.streams.nova.NovaFailure;
import org.voiceteller.streams.nova.NovaInput;
import org.voiceteller.streams.nova.NovaOutput;
import org.voiceteller.streams.nova.NovaOutput.StopReason;
import org.voiceteller.streams.nova.NovaRole;

/** When the desk is asked for a tool, and when the model hears what came of it. */
class ToolsInTheCallTest extends PlayedPipeline {

  @Test
  void asksTheDeskForAToolOnlyWhenWhatTheCallerSaidBeforeIsKept() {
    FakeNova.Stream model = join(false);
    model.hearUntil(NovaInput.AudioStart.class);
    CompletableFuture<Void> kept = new CompletableFuture<>();
    desk.keeping = kept;
    model.finalText(NovaRole.USER, "x", "yes", StopReason.PARTIAL_TURN);
    next();
    model.say(new NovaOutput.ToolRequested("t", "use-1", "internalTransferTool", "{}"));
    assertThat(next()).isInstanceOf(AgentFrame.ToolStarted.class);
    assertThat(desk.uses).isEmpty();

    kept.complete(null);

    assertThat(next()).isInstanceOf(AgentFrame.ToolFinished.class);
    assertThat(desk.uses).hasSize(1);
    agent.cancel();
  }

  @Test
  void tellsTheNextStreamWhatAToolAnsweredThatTheLastOneAskedFor() {
    CompletableFuture<ToolOutcome> kept = new CompletableFuture<>();
    desk.tool = _ -> kept;
    FakeNova.Stream model = join(false);
    model.hearUntil(NovaInput.AudioStart.class);
    model.say(new NovaOutput.ToolRequested("t", "use-1", "internalTransferTool", "{}"));
    next();
    model.fail(NovaFailure.Category.RETRY);
    FakeNova.Stream second = nova.next();
    second.hearUntil(NovaInput.AudioStart.class);
    second.hearText();

    kept.complete(
        new ToolOutcome(
            ToolOutcome.Result.SUCCEEDED,
            "{\"outcome\":\"succeeded\",\"say\":\"Transfer complete.\"}",
            "TXN-1"));

    assertThat(second.hearText())
        .isEqualTo(
            "[The bank's answer to internalTransferTool has come."
                + " {\"outcome\":\"succeeded\",\"say\":\"Transfer complete.\"}"
                + " Say: \"Transfer complete.\"]");
    agent.cancel();
  }

  @Test
  void tellsTheModelOfASlowToolAndOfOneThatNeverAnswers() {
    desk.tool = _ -> new CompletableFuture<>();
    FakeNova.Stream model = join(false);
    model.hearUntil(NovaInput.AudioStart.class);
    model.hearText();
    model.say(new NovaOutput.ToolRequested("t", "use-1", "checkBalanceTool", "{}"));
    assertThat(next()).isEqualTo(new AgentFrame.ToolStarted("use-1", "checkBalanceTool"));

    passes(SETTINGS.slowToolAfter());
    assertThat(model.hearText())
        .as("our words, not the model's own")
        .isEqualTo(
            "[The tool takes longer than usual."
                + " Say: \"That takes a moment longer than usual. Please stay on the line.\"]");
    passes(SETTINGS.toolTimeout().minus(SETTINGS.slowToolAfter()));

    var result = (NovaInput.ToolResult) model.hearUntil(NovaInput.ToolResult.class);
    assertThat(result.content()).contains("\"outcome\":\"failed\"", "did not answer in time");
    assertThat(next())
        .isEqualTo(
            new AgentFrame.ToolFinished(
                "use-1", "checkBalanceTool", ToolOutcome.Result.FAILED, null));
    assertThat(observer.seen).contains("checkBalanceTool FAILED after 50000 ms");
    agent.cancel();
  }

  @Test
  void givesTheModelAToolsResultOnlyAfterTheDeskKeptIt() {
    CompletableFuture<ToolOutcome> kept = new CompletableFuture<>();
    desk.tool = _ -> kept;
    FakeNova.Stream model = join(false);
    model.hearUntil(NovaInput.AudioStart.class);
    model.hearText();
    model.hear();
    model.say(new NovaOutput.ToolRequested("t", "use-1", "checkBalanceTool", "{}"));
    assertThat(next()).isInstanceOf(AgentFrame.ToolStarted.class);

    model.heard().request(1);
    model.heard().expectNoMessage(scala.concurrent.duration.Duration.create(100, "ms"));
    kept.complete(new ToolOutcome(ToolOutcome.Result.REFUSED, "{\"outcome\":\"refused\"}", null));

    assertThat(model.heard().expectNext())
        .isEqualTo(new NovaInput.ToolResultStart("call", "result-3", "use-1"));
    assertThat(model.hear())
        .isEqualTo(new NovaInput.ToolResult("call", "result-3", "{\"outcome\":\"refused\"}"));
    agent.cancel();
  }

  @Test
  void givesTheResultThoughTheCallerSpokeOverTheAgentMeanwhile() {
    FakeNova.Stream model = askedForABalance();
    model.plan("a", "Let me check.", 1_000);
    until(isAudio());
    model.endSound("a", StopReason.INTERRUPTED);
    model.finalText(NovaRole.USER, "u", "and hurry up", StopReason.PARTIAL_TURN);
    until(
        frame -> frame instanceof AgentFrame.Transcript(_, _, var text, _) && text.contains("up"));

    kept.complete(FOUND);

    assertThat(((NovaInput.ToolResult) model.hearUntil(NovaInput.ToolResult.class)).content())
        .isEqualTo(FOUND.resultJson());
    assertThat(desk.withdrawn).isEmpty();
    agent.cancel();
  }

  @Test
  void dropsWhatWasFoundForAWishThatWasTakenBackAndTellsTheDesk() {
    FakeNova.Stream model = askedForABalance();
    model.finalText(NovaRole.USER, "u", "Oh, never mind.", StopReason.PARTIAL_TURN);
    until(AgentFrame.Transcript.class::isInstance);

    kept.complete(FOUND);

    assertThat(((NovaInput.ToolResult) model.hearUntil(NovaInput.ToolResult.class)).content())
        .contains("All right, I have left that.")
        .doesNotContain("ten dollars");
    assertThat(desk.withdrawn).containsExactly("use-1");
    agent.cancel();
  }

  private static final ToolOutcome FOUND =
      new ToolOutcome(
          ToolOutcome.Result.SUCCEEDED,
          "{\"outcome\":\"succeeded\",\"say\":\"You have ten dollars.\"}",
          null);

  private final CompletableFuture<ToolOutcome> kept = new CompletableFuture<>();

  private FakeNova.Stream askedForABalance() {
    desk.tool = _ -> kept;
    FakeNova.Stream model = join(false);
    model.hearUntil(NovaInput.AudioStart.class);
    model.say(new NovaOutput.ToolRequested("t", "use-1", "checkBalanceTool", "{}"));
    until(AgentFrame.ToolStarted.class::isInstance);
    return model;
  }
}
