package org.voiceteller.loadtests.sessions;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.voiceteller.core.call.CallDesk;
import org.voiceteller.core.call.CallOrigin;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.core.call.ResumeOrigin;
import org.voiceteller.core.call.Turn;
import org.voiceteller.core.tool.ToolOutcome;
import org.voiceteller.core.tool.ToolUse;

/** A call of which there is a session and nobody who speaks. Its commands are given in turn. */
final class CheapCall {

  /** Where all of them come from; one party's consent is enough there. */
  static final CallOrigin ORIGIN = new CallOrigin("terminal", null, "US-CO", "en-US", "192.0.2.7");

  private final CallDesk desk;
  private final CallDesk.Opened opened;
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger kept = new AtomicInteger();

  CheapCall(CallDesk desk, CallDesk.Opened opened) {
    this.desk = desk;
    this.opened = opened;
  }

  String callId() {
    return opened.callId();
  }

  /** Turns that the session said it has kept. */
  int kept() {
    return kept.get();
  }

  CompletionStage<Void> say(Turn.Speaker speaker, String words) {
    var turn = new Turn("turn-" + asked.incrementAndGet(), speaker, words);
    return desk.recordTurn(opened.callId(), opened.legId(), turn).thenRun(kept::incrementAndGet);
  }

  CompletionStage<ToolOutcome> use(String tool, String inputJson) {
    return desk.useTool(
        opened.callId(),
        opened.legId(),
        new ToolUse("use-" + asked.incrementAndGet(), tool, inputJson));
  }

  CompletionStage<Void> end() {
    return desk.end(opened.callId(), opened.legId(), EndReason.CALLER_HUNG_UP);
  }

  /** Comes back on another leg and looks: whether the call is there with every turn it kept. */
  CompletionStage<Boolean> isWhole() {
    return desk.resume(
            opened.resumeToken(),
            new ResumeOrigin(ORIGIN.jurisdiction(), ORIGIN.address()),
            _ -> {})
        .thenApply(
            resumption ->
                switch (resumption) {
                  case CallDesk.Resumption.Resumed(var call) -> call.history().size() >= kept();
                  case CallDesk.Resumption.Unknown _ -> false;
                });
  }
}
