package org.voiceteller.http.journey;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A microphone for a {@link Caller}, and the loudspeaker beside it. The microphone sends silence,
 * and recordings when they are played, in frames of 20 ms, two in the time of one: who listens goes
 * by the sound and not by the clock, and the journey takes half the time. The loudspeaker plays in
 * no time: what has come is reported as heard, so that nobody waits for the end of a long sentence.
 */
final class Microphone implements AutoCloseable {

  /** 20 ms of PCM s16le, mono, 16 kHz. */
  private static final int FRAME_BYTES = 640;

  private static final long FRAME_EVERY_MS = 10;

  private final Caller caller;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private byte[] sound = new byte[0];
  private int position;
  private CompletableFuture<Void> played = CompletableFuture.completedFuture(null);
  private @Nullable JsonNode reported;

  private Microphone(Caller caller) {
    this.caller = caller;
  }

  /** Opens the microphone. */
  static Microphone openFor(Caller caller) {
    var microphone = new Microphone(caller);
    microphone.clock.scheduleAtFixedRate(
        microphone::tick, 0, FRAME_EVERY_MS, TimeUnit.MILLISECONDS);
    return microphone;
  }

  /** Plays a recording, PCM s16le, mono, 16 kHz; completes when its last frame is out. */
  synchronized CompletableFuture<Void> play(byte[] recording) {
    sound = recording;
    position = 0;
    played = new CompletableFuture<>();
    return played;
  }

  private void tick() {
    try {
      caller.sendAudio(nextFrame());
      var heard = caller.playbackPosition().orElse(null);
      if (heard != null && !heard.equals(reported)) {
        reported = heard;
        caller.send(heard);
      }
    } catch (RuntimeException hungUp) {
      silenced(hungUp);
      throw hungUp; // the clock stops
    }
  }

  private synchronized void silenced(RuntimeException cause) {
    played.completeExceptionally(cause);
  }

  private synchronized byte[] nextFrame() {
    var frame = new byte[FRAME_BYTES];
    if (position < sound.length) {
      var end = Math.min(sound.length, position + FRAME_BYTES);
      System.arraycopy(Arrays.copyOfRange(sound, position, end), 0, frame, 0, end - position);
      position = end;
      if (position == sound.length) {
        played.complete(null);
      }
    }
    return frame;
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
