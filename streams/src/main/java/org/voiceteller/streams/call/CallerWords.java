package org.voiceteller.streams.call;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.voiceteller.core.authentication.Secret;

/**
 * What the caller types and keys, and what the telephone system tells the model beside it. A secret
 * goes past the model: the session has it before the model, told that it is there, can ask for it.
 * Not thread-safe.
 */
final class CallerWords {

  private static final AgentFrame NOT_TAKEN =
      new AgentFrame.Problem(
          "not_taken", "What was entered could not be taken; please try again.", true);

  private final SecretGate gate;
  private final CallTurns turns;
  private final CallModel model;
  private final Function<Secret, CompletionStage<Void>> session;
  private final Consumer<Given> answers;

  /** What became of a secret: whether the session has it. */
  record Given(String cue, boolean taken) {}

  /**
   * @param session takes a secret
   * @param answers hears what became of it, from any thread; {@link #given} must follow
   */
  CallerWords(
      SecretGate gate,
      CallTurns turns,
      CallModel model,
      Function<Secret, CompletionStage<Void>> session,
      Consumer<Given> answers) {
    this.gate = gate;
    this.turns = turns;
    this.model = model;
    this.session = session;
    this.answers = answers;
  }

  void typed(String text) {
    gate.typed(text)
        .ifPresentOrElse(
            this::withhold,
            () -> {
              String words = Cue.neverIn(text);
              turns.typed(words);
              model.tell(words);
            });
  }

  /** What was keyed is complete. */
  void keyed(String digits) {
    gate.keyed(digits).ifPresentOrElse(this::withhold, () -> cue(Cue.keyed(digits)));
  }

  private void withhold(SecretGate.Taken taken) {
    turns.secretGiven();
    session
        .apply(taken.secret())
        .whenComplete((_, thrown) -> answers.accept(new Given(taken.cue(), thrown == null)));
  }

  /** The session has it or has not: the model or the caller is told. */
  void given(Given given, Consumer<AgentFrame> caller) {
    if (given.taken()) {
      cue(given.cue());
    } else {
      caller.accept(NOT_TAKEN);
    }
  }

  /** Tells the model something that nobody has said. */
  void cue(String text) {
    turns.cued(text);
    model.tell(text);
  }
}
