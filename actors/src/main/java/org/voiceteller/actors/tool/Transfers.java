package org.voiceteller.actors.tool;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.voiceteller.actors.entity.Entities;
import org.voiceteller.actors.transfer.TransferProcess;
import org.voiceteller.core.transfer.TransferRequest;

/**
 * Transfers as tools ask for them.
 *
 * @param patience how long a caller waits for the outcome
 */
record Transfers(Entities entities, Duration patience) {

  /** The same for every attempt at the same wish. */
  static String transferId(ToolRunner.Job job) {
    return TransferRequest.idOf(wishId(job));
  }

  /** What the wish is called towards everybody who must know it again. */
  static String wishId(ToolRunner.Job job) {
    return job.callId() + "/" + job.toolUseId();
  }

  /**
   * Begins, or asks after what began before.
   *
   * @return the outcome when it is persisted; empty when it is not known in time: then the transfer
   *     goes on, and asking again finds it
   */
  CompletionStage<Optional<TransferProcess.Reply>> outcome(TransferRequest request) {
    return entities
        .transfer(
            request.transferId(),
            patience,
            replyTo -> new TransferProcess.Command.Start(request, replyTo))
        .thenApply(Optional::of)
        .exceptionallyCompose(
            failure ->
                EntityToolRunner.cause(failure) instanceof TimeoutException
                    ? CompletableFuture.completedFuture(Optional.empty())
                    : CompletableFuture.failedFuture(failure));
  }
}
