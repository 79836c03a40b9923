package org.voiceteller.actors.call;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;
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

  /**
   * @param traceparent the trace of who waits; null when it has none
   */
  void await(String toolUseId, @Nullable String traceparent, ActorRef<CallSession.Reply> replyTo) {
    spans.begin(toolUseId, traceparent);
    waiting.computeIfAbsent(toolUseId, _ -> new ArrayList<>()).add(replyTo);
  }

  void begin(String toolUseId) {
    underWay.add(toolUseId);
  }

  /** Begins a piece of the use's work as a part of its trace. */
  <T> T inTrace(String toolUseId, Supplier<T> work) {
    return spans.within(toolUseId, work);
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
