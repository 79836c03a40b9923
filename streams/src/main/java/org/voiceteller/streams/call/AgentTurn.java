package org.voiceteller.streams.call;

import java.util.BitSet;

/** One turn of the agent while it is being spoken: a part of {@link TurnTracker}. */
final class AgentTurn {

  final String id;
  int planned;
  int finals;
  boolean hasSound;
  boolean speechOver;
  boolean interrupted;
  long audioBytes;
  long heardMs = -1;

  /** What sound begins now belongs to a text that was cut. */
  boolean cutting;

  private final BitSet cuts = new BitSet();
  private final StringBuilder plan = new StringBuilder();
  private final StringBuilder said = new StringBuilder();

  AgentTurn(String id) {
    this.id = id;
  }

  void plan(String text) {
    join(plan, text);
  }

  void say(String text) {
    join(said, text);
  }

  /** The planned text at this place must not be heard. */
  void cut(int place) {
    cuts.set(place);
    cutting = true;
  }

  boolean isCut(int place) {
    return cuts.get(place);
  }

  String plannedText() {
    return plan.toString();
  }

  boolean isComplete() {
    return speechOver && !interrupted && finals > 0 && finals >= planned;
  }

  /**
   * What was really spoken: the model's final text, or else what was planned, as far as it was
   * heard.
   */
  String spokenText() {
    if (!said.isEmpty()) {
      return said.toString();
    }
    long audioMs = audioBytes / AgentFrame.Audio.BYTES_PER_MS;
    if (interrupted && audioMs == 0) {
      return "";
    }
    if (heardMs < 0 || heardMs >= audioMs) {
      return plan.toString();
    }
    int end = (int) (plan.length() * heardMs / audioMs);
    int word = plan.lastIndexOf(" ", end);
    return word <= 0 ? "" : plan.substring(0, word) + "…";
  }

  private static void join(StringBuilder text, String more) {
    String piece = more.strip();
    if (!text.isEmpty() && !piece.isEmpty()) {
      text.append(' ');
    }
    text.append(piece);
  }
}
