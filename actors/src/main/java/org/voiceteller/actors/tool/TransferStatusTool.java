package org.voiceteller.actors.tool;

import java.util.concurrent.CompletionStage;
import org.voiceteller.core.tool.PaymentInput;
import org.voiceteller.core.tool.ToolAnswer;
import org.voiceteller.core.tool.TransferStatusAnswers;
import org.voiceteller.core.transfer.TransferHistory;

/** Where a transfer is, from the history that follows the journal. */
record TransferStatusTool(TransferHistory history, TransferStatusAnswers answers) {

  CompletionStage<ToolAnswer> run(ToolRunner.Job job, PaymentInput.CheckZelleStatus wish) {
    return history
        .search(TransferStatusAnswers.query(wish, job.customerId()))
        .thenApply(found -> answers.found(wish, found, job.now()));
  }
}
