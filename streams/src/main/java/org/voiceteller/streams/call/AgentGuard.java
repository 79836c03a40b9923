package org.voiceteller.streams.call;

import java.util.List;
import org.voiceteller.core.call.PastOutcome;
import org.voiceteller.core.call.Turn;
import org.voiceteller.core.guard.CallFacts;
import org.voiceteller.core.guard.ClaimGuard;
import org.voiceteller.core.guard.Judgement;
import org.voiceteller.core.guard.Judgement.Cut;
import org.voiceteller.core.guard.Judgement.LetThrough;
import org.voiceteller.core.tool.ToolOutcome;

/**
 * Judges what the model announces before its sound is let through, by what this call's tools have
 * answered and what its caller has said. After a cut the model is told what to say instead, a few
 * times in a row at most: one that goes on inventing is left silent until the caller speaks again.
 * Not thread-safe.
 */
final class AgentGuard {

  private static final int MAX_CORRECTIONS = 3;

  /** What is done about a cut. */
  interface Host {

    /** It was not heard; it must be reported. */
    void cut(Judgement.Reason reason);

    /** The model is to say this instead. */
    void correct(String correction);
  }

  private final ClaimGuard guard = ClaimGuard.create();
  private final CallFacts facts = CallFacts.none();
  private final Host host;
  private int corrections;

  /**
   * @param before what was said on the call before this leg
   * @param outcomes what its tools have answered before
   */
  AgentGuard(List<Turn> before, List<PastOutcome> outcomes, Host host) {
    this.host = host;
    outcomes.forEach(past -> facts.add(past.tool(), past.outcome()));
    before.stream()
        .filter(turn -> turn.speaker() == Turn.Speaker.CALLER)
        .forEach(turn -> facts.callerSaid(turn.text()));
  }

  /** Told before the model hears of the outcome. */
  void toolAnswered(String tool, ToolOutcome outcome) {
    facts.add(tool, outcome);
  }

  void callerSaid(String text) {
    corrections = 0;
    facts.callerSaid(text);
  }

  /** Whether the caller may hear this; if not, all that follows from it has been set going. */
  boolean mayBeSaid(String utterance) {
    return switch (guard.judge(utterance, facts)) {
      case LetThrough _ -> {
        corrections = 0;
        yield true;
      }
      case Cut(var reason, var correction) -> {
        host.cut(reason);
        if (corrections < MAX_CORRECTIONS) {
          corrections++;
          host.correct(correction);
        }
        yield false;
      }
    };
  }
}
