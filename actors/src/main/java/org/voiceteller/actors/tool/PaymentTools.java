package org.voiceteller.actors.tool;

import java.util.concurrent.CompletionStage;
import org.voiceteller.actors.entity.Entities;
import org.voiceteller.core.tool.PaymentInput;
import org.voiceteller.core.tool.ToolAnswer;

/** Money moved, stopped and looked for. */
record PaymentTools(AccountDirectory accounts, Entities entities) {

  CompletionStage<ToolAnswer> run(ToolRunner.Job job, PaymentInput wish) {
    throw new UnsupportedOperationException("Expected " + wish + " for " + job.callId());
  }
}
