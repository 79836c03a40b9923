package org.voiceteller.streams.recording;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.core.call.CallDesk;
import org.voiceteller.core.recording.RecordingMark;

/**
 * One leg's marks on their way to the journal: one after the other, each tried again for a while. A
 * mark that could not be kept is given up, and those after it are told all the same. Thread-safe.
 */
final class MarkLine {

  private static final Logger LOG = LoggerFactory.getLogger(MarkLine.class);

  private static final int ATTEMPTS = 6;
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final CallDesk desk;
  private final String callId;
  private final String legId;
  private CompletionStage<?> last = CompletableFuture.completedFuture(true);

  MarkLine(CallDesk desk, String callId, String legId) {
    this.desk = desk;
    this.callId = callId;
    this.legId = legId;
  }

  /**
   * @return whether it stands in the journal; never fails
   */
  synchronized CompletionStage<Boolean> tell(RecordingMark mark) {
    CompletionStage<Boolean> told = last.thenCompose(_ -> attempt(mark, 1));
    last = told;
    return told;
  }

  private CompletionStage<Boolean> attempt(RecordingMark mark, int attempt) {
    return desk.markRecording(callId, legId, mark)
        .exceptionallyCompose(
            thrown -> {
              if (attempt == ATTEMPTS) {
                LOG.error(
                    "Call {}: its journal does not tell that its recording {} was {}.",
                    callId,
                    mark.part(),
                    mark.kind(),
                    thrown);
                return CompletableFuture.completedFuture(false);
              }
              return CompletableFuture.supplyAsync(
                      () -> attempt + 1,
                      CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS))
                  .thenCompose(next -> attempt(mark, next));
            });
  }
}
