package org.voiceteller.loadtests.load;

import java.util.Optional;

/**
 * What a caller says, and a part of what the agent must say to it.
 *
 * @param name of the request in Gatling's figures
 * @param tool that it takes to answer, where one is used each time
 */
record Line(String name, String words, String answer, Optional<String> tool) {

  static final Line CHECKING =
      new Line(
          "checking balance",
          "What is the balance of my checking account?",
          "Your checking account ending in",
          Optional.of("checkBalanceTool"));

  static final Line SAVINGS =
      new Line(
          "savings balance",
          "What is the balance of my savings account?",
          "Your savings account ending in",
          Optional.of("checkBalanceTool"));

  static final Line TRANSACTIONS =
      new Line(
          "transactions",
          "Show me my recent transactions",
          "Here are the last",
          Optional.of("viewRecentTransactionsTool"));

  static final Line YES = new Line("transfer", "yes", "Transfer complete!", Optional.empty());

  static final Line THANKS = new Line("goodbye", "Thank you, goodbye", "Goodbye", Optional.empty());

  static Line of(String name, String words, String answer) {
    return new Line(name, words, answer, Optional.empty());
  }

  /** A dollar from one account to the other, up to the agent's reading it back. */
  static Line transfer(String from, String to) {
    return of("transfer read back", "Transfer $1 from " + from + " to " + to, "Shall I go ahead?");
  }
}
