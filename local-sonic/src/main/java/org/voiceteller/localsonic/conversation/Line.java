package org.voiceteller.localsonic.conversation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.voiceteller.localsonic.wire.InputEvent;
import org.voiceteller.localsonic.wire.OutputEvent;

/**
 * One client's stream: what it sent is checked, what it is to get waits, and whose ids it bears.
 */
final class Line {

  private final Protocol protocol = new Protocol();
  private final Deque<OutputEvent> out = new ArrayDeque<>();
  private final String sessionId;
  private final String completionId;
  private String promptName = "";

  Line(String sessionId, String completionId) {
    this.sessionId = sessionId;
    this.completionId = completionId;
  }

  /**
   * Takes the next event.
   *
   * @throws org.voiceteller.localsonic.wire.ServiceException when it breaks the protocol
   */
  Accepted accept(InputEvent event) {
    var accepted = protocol.accept(event);
    if (accepted instanceof Accepted.PromptOpened(var name)) {
      promptName = name;
    }
    return accepted;
  }

  void toolUsed(String toolUseId) {
    protocol.toolUsed(toolUseId);
  }

  /** What is to be sent, oldest first. */
  Deque<OutputEvent> out() {
    return out;
  }

  Optional<OutputEvent> next() {
    return Optional.ofNullable(out.poll());
  }

  OutputEvent.Ids ids() {
    return new OutputEvent.Ids(sessionId, promptName, completionId);
  }

  boolean allHeard() {
    return protocol.sessionEnded();
  }

  boolean ended() {
    return allHeard() && out.isEmpty();
  }
}
