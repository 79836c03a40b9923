package org.voiceteller.core.recording;

import java.time.Instant;
import java.util.concurrent.CompletionStage;

/**
 * Port: where recorded sound is kept, encrypted. Thread-safe; nothing here blocks, and no stage
 * completes before what it tells of is with the store. Sound is PCM s16le, 16 kHz, two channels:
 * the caller on the left, the agent on the right; four bytes are one sample of both.
 */
public interface RecordingStore {

  int SAMPLES_PER_S = 16_000;
  int BYTES_PER_SAMPLE = 4;

  /**
   * Begins a part of a call's recording; fails when there is no key or no room for it.
   *
   * @param since the time of its sample 0
   */
  CompletionStage<Part> begin(String callId, String part, Instant since);

  /** A part that is being written. One write at a time, in the order of the samples. */
  interface Part {

    /**
     * Keeps sound. Whoever reads the part finds it also when nothing follows.
     *
     * @param firstSample where it lies; what lies between two writes is silence
     */
    CompletionStage<Void> write(long firstSample, byte[] pcm);

    /** Completes the part; nothing is written after it. */
    CompletionStage<RecordingMark.Kept> finish();

    /** Leaves the part as it is and frees what it holds; what was written stays. */
    void abandon();
  }
}
