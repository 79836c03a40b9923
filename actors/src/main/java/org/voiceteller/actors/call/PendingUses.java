package org.voiceteller.actors.call;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.voiceteller.core.tool.ToolOutcome;

/**
 * The tool uses of one session that are not answered yet: who waits for which, and which of them
 * this session has somebody work on. All of it is forgotten when the session starts anew.
 */
final class PendingUses {

  private final UseSpans spans;
  private final Map<String, List<ActorRef<CallSession.Reply>>> waiting = new HashMap<>();
  private final Set<String> underWay = new HashSet<>();

  PendingUses(UseSpans spans) {
    this.spans = spans;
  }

  void await(CallSession.Command.UseTool asked) {
    spans.begin(asked.use().toolUseId(), asked.traceparent());
    waiting.computeIfAbsent(asked.use().toolUseId(), _ -> new ArrayList<>()).add(asked.replyTo());
  }

  void begin(String toolUseId) {
    underWay.add(toolUseId);
  }

  /** Begins a piece of the use's work as a part of its trace. */
  <T> T inTrace(String toolUseId, Supplier<T> work) {
    return spans.within(toolUseId, work);
  }

  /** The same for a use that nobody waits for yet. */
  <T> T inTrace(CallSession.Command.UseTool asked, Supplier<T> work) {
    spans.begin(asked.use().toolUseId(), asked.traceparent());
    return spans.within(asked.use().toolUseId(), work);
  }

  Set<String> underWay() {
    return Set.copyOf(underWay);
  }

  /** Tells everybody who waits for it. */
  void answer(String toolUseId, ToolOutcome outcome) {
    underWay.remove(toolUseId);
    spans.end(toolUseId, outcome.result());
    List<ActorRef<CallSession.Reply>> all = waiting.remove(toolUseId);
    if (all != null) {
      all.forEach(replyTo -> replyTo.tell(new CallSession.Reply.ToolUsed(outcome)));
    }
  }

  void forgetAll() {
    waiting.clear();
    underWay.clear();
    spans.forgetAll();
  }
}
