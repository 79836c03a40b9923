package org.voiceteller.core.guard;

/** What becomes of an utterance. */
public sealed interface Judgement {

  record LetThrough() implements Judgement {}

  /**
   * It must not be heard.
   *
   * @param correction sentences that are so, to be said in its place
   */
  record Cut(Reason reason, String correction) implements Judgement {}

  /** What was claimed without grounds. The names stand in the audit log and never change. */
  enum Reason {
    ACTION_NOT_DONE,
    NUMBER_NOT_ISSUED,
    AMOUNT_NOT_TOLD
  }
}
