package org.voiceteller.streams.call;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.voiceteller.core.tool.ToolOutcome;
import org.voiceteller.core.tool.ToolUse;

/**
 * Between a call's tools and everybody else of the call. The desk is asked for a tool when it has
 * been told what was said before it. Not thread-safe.
 *
 * @param desk asks the desk; the answer comes from any thread
 * @param withdrawals tells the desk that the wish behind this outcome was taken back; the same
 */
record DeskTools(
    CallTurns turns,
    CallModel model,
    CallerWords words,
    AgentGuard guard,
    RequiredWords required,
    Consumer<AgentFrame> caller,
    BiConsumer<CallTools.Use, ToolUse> desk,
    BiConsumer<CallTools.Use, ToolOutcome> withdrawals)
    implements CallTools.Host {

  @Override
  public void askDesk(CallTools.Use use, ToolUse wish) {
    turns.whenRecorded(() -> desk.accept(use, wish));
  }

  @Override
  public void askWithdrawn(CallTools.Use use, ToolOutcome outcome) {
    withdrawals.accept(use, outcome);
  }

  @Override
  public void emit(AgentFrame frame) {
    caller.accept(frame);
  }

  @Override
  public void answered(String tool, ToolOutcome outcome) {
    guard.toolAnswered(tool, outcome);
  }

  @Override
  public void answerModel(CallTools.Use use, String resultJson) {
    required.toolAnswered(resultJson);
    model.toolResult(use.stream(), use.toolUseId(), use.tool(), resultJson);
  }

  @Override
  public void tellSlow() {
    words.cue(Cue.SLOW_TOOL);
  }
}
