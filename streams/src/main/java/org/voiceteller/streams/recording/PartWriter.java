package org.voiceteller.streams.recording;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.core.recording.RecordingMark;
import org.voiceteller.core.recording.RecordingStore;
import org.voiceteller.streams.observe.CallObserver;

/**
 * One part of a recording on its way to the store. Nothing reaches the store before the journal has
 * taken the part's beginning. What waits is bounded in milliseconds; beyond that, or when the store
 * fails, the part ends as it is then and the rest is dropped. Thread-safe.
 */
final class PartWriter {

  private static final Logger LOG = LoggerFactory.getLogger(PartWriter.class);

  private static final int BYTES_PER_MS =
      RecordingStore.SAMPLES_PER_S / 1000 * RecordingStore.BYTES_PER_SAMPLE;

  private final String callId;
  private final String part;
  private final MarkLine marks;
  private final long queueMs;
  private final CallObserver observer;
  private CompletionStage<RecordingStore.Part> ready;
  private long waitingMs;
  private boolean over;
  private boolean failed;

  private PartWriter(
      String callId, String part, MarkLine marks, Duration queue, CallObserver observer) {
    this.callId = callId;
    this.part = part;
    this.marks = marks;
    this.queueMs = queue.toMillis();
    this.observer = observer;
    this.ready = CompletableFuture.completedFuture(Nowhere.INSTANCE);
  }

  /**
   * Begins a part.
   *
   * @param since the time of its first sample
   */
  static PartWriter begin(
      String callId,
      String part,
      Instant since,
      RecordingStore store,
      MarkLine marks,
      Duration queue,
      CallObserver observer) {
    PartWriter writer = new PartWriter(callId, part, marks, queue, observer);
    writer.ready =
        marks
            .tell(RecordingMark.started(part, since))
            .thenCompose(
                journalled -> journalled ? writer.opened(store, since) : writer.notJournalled());
    return writer;
  }

  private CompletionStage<RecordingStore.Part> opened(RecordingStore store, Instant since) {
    return store
        .begin(callId, part, since)
        .exceptionallyCompose(
            thrown -> {
              fail("STORE_FAILED", since, thrown);
              return nowhere();
            });
  }

  /** Whether nothing is taken any more. */
  synchronized boolean isOver() {
    return over;
  }

  void mark(RecordingMark mark) {
    if (!isOver()) {
      marks.tell(mark);
    }
  }

  /**
   * Takes sound.
   *
   * @param firstSample where in the part it lies
   * @param bounded false for what was held back when the recording ends: it was bounded before
   */
  void write(long firstSample, byte[] pcm, Instant now, boolean bounded) {
    long soundMs = pcm.length / BYTES_PER_MS;
    boolean isFull;
    synchronized (this) {
      isFull = bounded && waitingMs + soundMs > queueMs;
      if (!over && !isFull) {
        waitingMs += soundMs;
        ready = ready.thenCompose(begun -> written(begun, firstSample, pcm, soundMs, now));
        return;
      }
    }
    observer.recordingDropped(soundMs);
    if (isFull) {
      fail("STORE_TOO_SLOW", now, null);
    }
  }

  /** Nothing follows: completes the part. */
  synchronized void end(Instant at, String reason) {
    if (!over) {
      over = true;
      ready = ready.thenCompose(begun -> finished(begun, at, reason));
    }
  }

  private CompletionStage<RecordingStore.Part> written(
      RecordingStore.Part begun, long firstSample, byte[] pcm, long soundMs, Instant now) {
    if (isFailed()) {
      done(soundMs, false);
      return abandoned(begun);
    }
    return begun
        .write(firstSample, pcm)
        .thenApply(
            _ -> {
              done(soundMs, true);
              return begun;
            })
        .exceptionallyCompose(
            thrown -> {
              done(soundMs, false);
              fail("STORE_FAILED", now, thrown);
              return abandoned(begun);
            });
  }

  private void done(long soundMs, boolean kept) {
    synchronized (this) {
      waitingMs -= soundMs;
    }
    if (kept) {
      observer.recorded(soundMs);
    } else {
      observer.recordingDropped(soundMs);
    }
  }

  private CompletionStage<RecordingStore.Part> finished(
      RecordingStore.Part begun, Instant at, String reason) {
    if (isFailed()) {
      return abandoned(begun);
    }
    return begun
        .finish()
        .thenAccept(kept -> marks.tell(RecordingMark.ended(part, at, reason, kept)))
        .thenCompose(_ -> nowhere())
        .exceptionallyCompose(
            thrown -> {
              fail("STORE_FAILED", at, thrown);
              return abandoned(begun);
            });
  }

  private CompletionStage<RecordingStore.Part> notJournalled() {
    synchronized (this) {
      over = true;
      failed = true;
    }
    observer.recordingFailed("NOT_JOURNALLED");
    return nowhere();
  }

  private synchronized boolean isFailed() {
    return failed;
  }

  /** The first time only. */
  private void fail(String reason, Instant now, @Nullable Throwable thrown) {
    synchronized (this) {
      if (failed) {
        return;
      }
      over = true;
      failed = true;
      ready = ready.thenCompose(PartWriter::abandoned);
    }
    LOG.warn("Call {}: the recording {} ends: {}", callId, part, reason, thrown);
    observer.recordingFailed(reason);
    marks.tell(RecordingMark.failed(part, now, reason));
  }

  private static CompletionStage<RecordingStore.Part> nowhere() {
    return CompletableFuture.completedFuture(Nowhere.INSTANCE);
  }

  private static CompletionStage<RecordingStore.Part> abandoned(RecordingStore.Part begun) {
    begun.abandon();
    return nowhere();
  }
}
