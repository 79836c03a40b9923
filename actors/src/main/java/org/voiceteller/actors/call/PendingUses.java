package org.voiceteller.actors.call;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.voiceteller.core.tool.ToolOutcome;

/**
 * The tool uses of one session that are not answered yet: who waits for which, and which of them
 * this session has somebody work on. All of it is forgotten when the session starts anew.
 */
final class PendingUses {

  private final Map<String, List<ActorRef<CallSession.Reply>>> waiting = new HashMap<>();
  private final Set<String> underWay = new HashSet<>();

  void await(String toolUseId, ActorRef<CallSession.Reply> replyTo) {
    waiting.computeIfAbsent(toolUseId, _ -> new ArrayList<>()).add(replyTo);
  }

  void begin(String toolUseId) {
    underWay.add(toolUseId);
  }

  Set<String> underWay() {
    return Set.copyOf(underWay);
  }

  /** Tells everybody who waits for it. */
  void answer(String toolUseId, ToolOutcome outcome) {
    underWay.remove(toolUseId);
    List<ActorRef<CallSession.Reply>> all = waiting.remove(toolUseId);
    if (all != null) {
      all.forEach(replyTo -> replyTo.tell(new CallSession.Reply.ToolUsed(outcome)));
    }
  }

  void forgetAll() {
    waiting.clear();
    underWay.clear();
  }
}
