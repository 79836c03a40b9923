package org.voiceteller.streams.recording;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.voiceteller.core.recording.RecordingMark;
import org.voiceteller.core.recording.RecordingStore;

/** A store in memory that can be slow or broken. */
public final class FakeRecordingStore implements RecordingStore {

  public final List<Kept> parts = new CopyOnWriteArrayList<>();

  /** Writing is done with it. */
  public volatile CompletionStage<Void> writing = CompletableFuture.completedFuture(null);

  /** Beginning is done with it. */
  public volatile CompletionStage<Void> beginning = CompletableFuture.completedFuture(null);

  @Override
  public CompletionStage<Part> begin(String callId, String part, Instant since) {
    return beginning.thenApply(
        _ -> {
          Kept begun = new Kept(part, since);
          parts.add(begun);
          return begun;
        });
  }

  /** A part of a recording as it is kept. */
  public final class Kept implements Part {

    public final String name;
    public final Instant since;
    public final List<Write> writes = new CopyOnWriteArrayList<>();
    public volatile int attempts;
    public volatile boolean finished;
    public volatile boolean abandoned;

    public record Write(long firstSample, byte[] pcm) {}

    private Kept(String name, Instant since) {
      this.name = name;
      this.since = since;
    }

    @Override
    public CompletionStage<Void> write(long firstSample, byte[] pcm) {
      attempts = attempts + 1; // one write at a time
      return writing.thenRun(() -> writes.add(new Write(firstSample, pcm)));
    }

    @Override
    public CompletionStage<RecordingMark.Kept> finish() {
      finished = true;
      return CompletableFuture.completedFuture(
          new RecordingMark.Kept(name, soundMs(), "0".repeat(64)));
    }

    @Override
    public void abandon() {
      abandoned = true;
    }

    private long soundMs() {
      return writes.isEmpty()
          ? 0
          : (writes.getLast().firstSample() + writes.getLast().pcm().length / 4) / 16;
    }

    /** How many milliseconds of one side read as this sample, or nearly. */
    public long ms(int channel, short sample) {
      long count = 0;
      for (Write write : writes) {
        for (int at = channel * 2; at < write.pcm().length; at += 4) {
          count += isNear(at(write.pcm(), at), sample) ? 1 : 0;
        }
      }
      return count / 16;
    }

    /** The place of the first such sample, in milliseconds; -1 when there is none. */
    public long firstMs(int channel, short sample) {
      for (Write write : writes) {
        for (int at = channel * 2; at < write.pcm().length; at += 4) {
          if (isNear(at(write.pcm(), at), sample)) {
            return (write.firstSample() + at / 4) / 16;
          }
        }
      }
      return -1;
    }

    /** The place after the last such sample, in milliseconds; -1 when there is none. */
    public long endMs(int channel, short sample) {
      long end = -1;
      for (Write write : writes) {
        for (int at = channel * 2; at < write.pcm().length; at += 4) {
          if (isNear(at(write.pcm(), at), sample)) {
            end = (write.firstSample() + at / 4) / 16;
          }
        }
      }
      return end;
    }

    private static boolean isNear(short heard, short sample) {
      return Math.abs(heard - sample) <= 50;
    }

    private static short at(byte[] pcm, int at) {
      return (short) ((pcm[at] & 0xff) | pcm[at + 1] << 8);
    }
  }
}
