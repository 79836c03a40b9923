package org.voiceteller.streams.recording;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.voiceteller.core.recording.RecordingMark;
import org.voiceteller.core.recording.RecordingStore;

/** The part of a recording that failed: takes nothing. */
enum Nowhere implements RecordingStore.Part {
  INSTANCE;

  @Override
  public CompletionStage<Void> write(long firstSample, byte[] pcm) {
    return failed();
  }

  @Override
  public CompletionStage<RecordingMark.Kept> finish() {
    return failed();
  }

  @Override
  public void abandon() {}

  private static <T> CompletionStage<T> failed() {
    return CompletableFuture.failedFuture(
        new IllegalStateException("Expected nothing to be kept of a recording that failed"));
  }
}
