package org.voiceteller.streams.call;

import java.util.List;

/** What a call knows of its conversation, for the stream to the model that comes next. */
interface ModelMemory {

  /** What a stream that takes over is told: first of all the history, last the texts. */
  record Carried(List<History.Line> history, List<String> told) {}

  /** What was begun on the stream comes to nothing; another will be opened. */
  void streamLost();

  /** Another stream takes over, and nothing is lost by it but what is being said just now. */
  void streamRenewed();

  /**
   * @param planned a stream that nobody shall notice, after one that has not failed
   * @param moreToAnswer the stream will be told more that it has to answer
   */
  Carried carry(boolean planned, boolean moreToAnswer);

  /** A text is given to a stream once more. */
  void toldAgain(String text);

  /** A tool is used for what the caller said. */
  void actedOn();

  /** The agent's turn was said and heard, and nothing waits for an answer. */
  boolean isBetweenTurns();

  /** The caller waits for words of the agent, and not for a tool. */
  boolean isAnswerOwed();

  /** The agent has begun a turn and not ended it, and does not wait for a tool. */
  boolean isInMidSpeech();

  boolean isToolPending();

  /** Nothing of the agent's sound is still on its way to the caller's ear. */
  boolean isAllHeard();
}
