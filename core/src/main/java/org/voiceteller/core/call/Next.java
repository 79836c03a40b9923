package org.voiceteller.core.call;

import org.jspecify.annotations.Nullable;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.authentication.OneTimeCodes;
import org.voiceteller.core.authentication.Secret;
import org.voiceteller.core.customer.PhoneNumber;
import org.voiceteller.core.tool.Tool;
import org.voiceteller.core.tool.ToolInput;
import org.voiceteller.core.tool.ToolOutcome;

/** What is to be done next about a use of a tool. */
public sealed interface Next {

  /** Decided: answer this. */
  record Answer(ToolOutcome outcome) implements Next {}

  /** The same use is under way: answer when it is finished. */
  record Wait() implements Next {}

  /** Something to be done beside the call; it comes back as a {@link Found}. */
  sealed interface Task extends Next {}

  /** Find out whom this number leads to. */
  record Identify(PhoneNumber number) implements Task {}

  /** Do this for the customer. */
  record Run(Work work) implements Task {}

  /** Draw a code and find out where it goes; do not send it yet. */
  record DrawCode(String customerId, String codeId) implements Task {}

  /** Send the code that was drawn: it is kept now. */
  record SendCode(String codeId) implements Task {}

  /** Count an attempt of the customer's, then compare. */
  record TryCode(String customerId, OneTimeCodes.Issued issued, Secret entered) implements Task {}

  /** Find out how this customer can be asked for a second step. */
  record FindQuestion(String customerId) implements Task {}

  /** Count an attempt of the customer's, then compare. */
  record TryAnswer(String customerId, Challenge.Question question, Secret entered)
      implements Task {}

  /**
   * A piece of work.
   *
   * @param jobId the same for every attempt at the same wish
   * @param wishId the kept wish that it carries out; null when it is the use's own
   * @param inputJson what {@code input} was read from, as it is kept
   * @param confirmed whether the caller said yes to the read-back
   */
  record Work(
      String jobId,
      @Nullable String wishId,
      Tool tool,
      String inputJson,
      String customerId,
      ToolInput input,
      Level level,
      boolean confirmed) {}
}
