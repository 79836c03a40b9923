package org.voiceteller.actors.tool;

import java.util.concurrent.CompletionStage;
import org.voiceteller.actors.entity.Entities;
import org.voiceteller.core.tool.CardInput;
import org.voiceteller.core.tool.ToolAnswer;

/** What is done with a customer's cards. */
record CardTools(Entities entities) {

  CompletionStage<ToolAnswer> run(ToolRunner.Job job, CardInput wish) {
    throw new UnsupportedOperationException("Expected " + wish + " for " + job.callId());
  }
}
