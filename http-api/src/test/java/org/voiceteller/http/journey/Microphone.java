package org.voiceteller.http.journey;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** A microphone for a {@link Caller}: silence in real time, and recordings when they are played. */
final class Microphone implements AutoCloseable {

  private static final int FRAME_BYTES = 640;

  private final Caller caller;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private byte[] sound = new byte[0];
  private int position;
  private CompletableFuture<Void> played = CompletableFuture.completedFuture(null);

  private Microphone(Caller caller) {
    this.caller = caller;
  }

  /** Opens the microphone: from now on a frame goes out every 20 ms. */
  static Microphone openFor(Caller caller) {
    var microphone = new Microphone(caller);
    microphone.clock.scheduleAtFixedRate(microphone::tick, 0, 20, TimeUnit.MILLISECONDS);
    return microphone;
  }

  /** Plays a resource, a 16 kHz mono WAV; completes when its last frame is out. */
  synchronized CompletableFuture<Void> play(String resource)
      throws IOException, UnsupportedAudioFileException {
    var stream = Microphone.class.getResource(resource);
    if (stream == null) {
      throw new IllegalArgumentException("There is no recording " + resource);
    }
    try (var audio = AudioSystem.getAudioInputStream(stream)) {
      sound = audio.readAllBytes();
    }
    position = 0;
    played = new CompletableFuture<>();
    return played;
  }

  private synchronized void tick() {
    var frame = new byte[FRAME_BYTES];
    if (position < sound.length) {
      var end = Math.min(sound.length, position + FRAME_BYTES);
      System.arraycopy(Arrays.copyOfRange(sound, position, end), 0, frame, 0, end - position);
      position = end;
      if (position == sound.length) {
        played.complete(null);
      }
    }
    caller.sendAudio(frame);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
