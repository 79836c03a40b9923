package org.voiceteller.actors.tool;

import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.customer.Claim;
import org.voiceteller.core.customer.PhoneNumber;
import org.voiceteller.core.tool.ToolAnswer;
import org.voiceteller.core.tool.ToolInput;

/** Does the work of a tool for a caller whose level was checked before. */
public interface ToolRunner {

  /**
   * A piece of work: who wants what, and the use that it is for.
   *
   * @param toolUseId the same for every attempt at the same wish: for what was read back first, the
   *     use that read it back
   * @param level what the caller has reached
   * @param confirmed whether the caller said yes to the read-back; a wish that moves money is read
   *     back before, and done after
   */
  record Job(
      String callId,
      String toolUseId,
      String customerId,
      ToolInput input,
      Level level,
      boolean confirmed,
      Instant now) {}

  /** Whom a number leads to; the stage fails when that cannot be found out. */
  CompletionStage<Claim> claim(String callId, PhoneNumber number);

  /**
   * Always completes with an answer, within a bounded time: what goes wrong inside is an apology.
   */
  CompletionStage<ToolAnswer> run(Job job);
}
