package org.voiceteller.streams.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.pekko.util.ByteString;
import org.voiceteller.streams.media.WireMessage;
import org.voiceteller.streams.sound.Pcm;
import org.voiceteller.streams.sound.Resampler;

/**
 * The agent's sound on its way to the platform: at its rate, in messages of 20 ms, with a mark
 * after each 200 ms of a turn and at its end. Not thread-safe.
 */
final class AgentBand {

  private static final int TELLER_HZ = 24_000;
  private static final int FRAME_MS = 20;
  private static final int FRAMES_TO_A_MARK = 10;

  private final PlatformFormat format;
  private final Marks marks;
  private final int frame;
  private Resampler resampler;
  private short[] rest = {};
  private String turnId = "";
  private boolean isSpeaking;
  private long framesSent;
  private long samplesSent;

  AgentBand(PlatformFormat format) {
    this.format = format;
    this.marks = new Marks(format.mostMarks());
    this.frame = format.playbackRateHz() / 1000 * FRAME_MS;
    this.resampler = resampler();
  }

  private Resampler resampler() {
    return Resampler.between(TELLER_HZ, format.playbackRateHz());
  }

  void begin(String turn) {
    turnId = turn;
    isSpeaking = true;
    framesSent = 0;
    samplesSent = 0;
  }

  /**
   * @param pcm s16le, mono, 24 kHz
   */
  List<WireMessage> speak(ByteString pcm, Instant now) {
    short[] more = resampler.resample(Pcm.samples(pcm.toArrayUnsafe()));
    short[] sound = Arrays.copyOf(rest, rest.length + more.length);
    System.arraycopy(more, 0, sound, rest.length, more.length);
    List<WireMessage> messages = new ArrayList<>();
    int from = 0;
    for (; from + frame <= sound.length; from += frame) {
      send(Arrays.copyOfRange(sound, from, from + frame), now, messages);
      if (++framesSent % FRAMES_TO_A_MARK == 0) {
        mark(samplesSent * 1000 / format.playbackRateHz(), now, messages);
      }
    }
    rest = Arrays.copyOfRange(sound, from, sound.length);
    return messages;
  }

  private void send(short[] pcm, Instant now, List<WireMessage> messages) {
    messages.add(format.sound(pcm));
    samplesSent += pcm.length;
    marks.sent(Duration.ofNanos(pcm.length * 1_000_000_000L / format.playbackRateHz()), now);
  }

  private void mark(long playedMs, Instant now, List<WireMessage> messages) {
    marks.next(turnId, playedMs, now).ifPresent(name -> messages.add(format.mark(name)));
  }

  /** The turn's last sound, also what the resampler still holds. */
  List<WireMessage> end(long durationMs, Instant now) {
    int held = (int) Math.ceil(resampler.delayMs() * TELLER_HZ / 1000);
    List<WireMessage> messages = new ArrayList<>(speak(silence(held), now));
    if (rest.length > 0) {
      send(rest, now, messages);
    }
    mark(durationMs, now, messages);
    forget();
    return messages;
  }

  private static ByteString silence(int samples) {
    return ByteString.fromArrayUnsafe(new byte[2 * samples]);
  }

  /** Whether no turn is under way, and all of the last one was heard. */
  boolean isSilent(Instant now) {
    return !isSpeaking && marks.isPlayed(now);
  }

  private void forget() {
    isSpeaking = false;
    rest = new short[0];
    resampler = resampler();
  }

  /** What is queued is not to be heard any more. */
  List<WireMessage> clear(Instant now) {
    forget();
    marks.clear(now);
    return format.clear();
  }

  /**
   * @param mark that came back
   * @return what was heard by it, in the teller's words; nothing when it tells nothing
   */
  List<WireMessage> played(String mark, Instant now) {
    return marks
        .played(mark, now)
        .map(place -> TellerWire.played(place.turnId(), place.playedMs()))
        .stream()
        .toList();
  }
}
