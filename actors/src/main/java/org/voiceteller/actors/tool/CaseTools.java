package org.voiceteller.actors.tool;

import java.util.concurrent.CompletionStage;
import org.voiceteller.actors.entity.Entities;
import org.voiceteller.core.tool.CaseInput;
import org.voiceteller.core.tool.ToolAnswer;

/** Cases opened for wrong charges, and how they stand. */
record CaseTools(AccountDirectory accounts, Entities entities) {

  CompletionStage<ToolAnswer> run(ToolRunner.Job job, CaseInput wish) {
    throw new UnsupportedOperationException("Expected " + wish + " for " + job.callId());
  }
}
