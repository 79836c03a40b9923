package org.voiceteller.streams.recording;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.recording.RecordingMark;
import org.voiceteller.core.recording.RecordingStore;
import org.voiceteller.streams.observe.CallObserver;
import org.voiceteller.streams.sound.Pcm;
import org.voiceteller.streams.sound.Resampler;

/**
 * Records one leg. Sound before the consent is taken down nowhere. While a secret is awaited
 * neither side is, and after that not before the agent speaks again: the caller may still be
 * repeating what they gave. A secret that nobody asked for is known when its words are; until then
 * it is held back, and is left out. Not thread-safe.
 */
final class CallRecorder implements LegRecorder {

  /** The agent's sound as the model gives it. */
  private static final int MODEL_HZ = 24_000;

  private static final int PER_MS = RecordingStore.SAMPLES_PER_S / 1000;

  /** What is written at once. */
  private static final int BLOCK = RecordingStore.SAMPLES_PER_S;

  /** An agent that says nothing to what was given does not keep the recording from going on. */
  private static final Duration SETTLED_AFTER = Duration.ofSeconds(10);

  /**
   * The caller's next words may have begun so long before the last ones were understood; unless
   * there was a pause between.
   */
  private static final long OVERLAP = 3_000L * PER_MS;

  /** Sound that comes more unevenly than this was not sent for a while, or was held up. */
  private static final long JITTER = 200L * PER_MS;

  private static final long MOST_AHEAD = 5_000L * PER_MS;
  private static final int QUIET = 60;
  private static final long PAUSE = 500L * PER_MS;
  private static final int MAX_TURNS = 8;

  private final String callId;
  private final String legId;
  private final RecordingStore store;
  private final RecordingSettings settings;
  private final MarkLine marks;
  private final InstantSource clock;
  private final CallObserver observer;
  private final HeldSide caller = new HeldSide();
  private final HeldSide agent = new HeldSide();
  private final Map<String, AgentTurn> turns = new LinkedHashMap<>();
  private @Nullable PartWriter writer;
  private Instant zero = Instant.EPOCH;

  /** All before this place was handed to the writer, or left out. */
  private long done;

  /** Nothing before this place is taken. */
  private long floor;

  private long callerEnd;
  private long callerKnownTo;

  /** Where the caller's present quiet began, and where they were last quiet for a pause. */
  private long quietFrom;

  private long lastPause;
  private int parts;
  private @Nullable String awaited;
  private @Nullable Instant settledAt;
  private boolean over;

  /** One turn of the agent's as far as it was sent to the leg. */
  private static final class AgentTurn {
    private final Resampler sound = Resampler.between(MODEL_HZ, RecordingStore.SAMPLES_PER_S);
    private long samples;
    private long end = Long.MIN_VALUE;
    private boolean withheld;
  }

  CallRecorder(
      String callId,
      String legId,
      RecordingStore store,
      RecordingSettings settings,
      MarkLine marks,
      InstantSource clock,
      CallObserver observer) {
    this.callId = callId;
    this.legId = legId;
    this.store = store;
    this.settings = settings;
    this.marks = marks;
    this.clock = clock;
    this.observer = observer;
  }

  @Override
  public void consent(boolean given) {
    if (given && writer == null && !over) {
      begin();
    } else if (!given) {
      finish(false, "CONSENT_LOST");
    }
  }

  private void begin() {
    zero = clock.instant();
    done = 0;
    floor = 0;
    callerEnd = 0;
    callerKnownTo = 0;
    quietFrom = 0;
    lastPause = 0;
    parts++;
    String part = legId + "-" + parts;
    writer = PartWriter.begin(callId, part, zero, store, marks, settings.queue(), observer);
    if (awaited != null) {
      mark(RecordingMark.paused(part(), zero, awaited));
    }
  }

  @Override
  public void secretAwaited(String kind) {
    Instant now = clock.instant();
    awaited = kind;
    settledAt = null;
    caller.cutFrom(place(now));
    agent.cutFrom(place(now));
    mark(RecordingMark.paused(part(), now, kind));
  }

  @Override
  public void secretSettled() {
    settledAt = clock.instant();
  }

  private boolean isPaused(Instant now) {
    if (settledAt != null && !now.isBefore(settledAt.plus(SETTLED_AFTER))) {
      resume(now);
    }
    return awaited != null;
  }

  private void resume(Instant now) {
    awaited = null;
    settledAt = null;
    floor = Math.max(floor, place(now));
    callerKnownTo = floor;
    mark(RecordingMark.resumed(part(), now));
  }

  @Override
  public void callerSounds(ByteString pcm) {
    Instant now = clock.instant();
    if (!isRecording(now)) {
      return;
    }
    short[] samples = samples(pcm);
    long at = place(now) - samples.length;
    long ahead = callerEnd - at;
    boolean quiet = isQuiet(samples);
    if (at < floor || ahead > MOST_AHEAD || (ahead > JITTER && quiet)) {
      return;
    }
    long from = Math.max(ahead < -JITTER ? at : callerEnd, done);
    caller.add(from, samples);
    callerEnd = from + samples.length;
    if (callerEnd - quietFrom >= PAUSE) {
      lastPause = quiet ? callerEnd : Math.max(lastPause, from);
    }
    if (!quiet) {
      quietFrom = callerEnd;
    }
  }

  @Override
  public void agentSpeaks() {
    if (settledAt != null) {
      resume(clock.instant());
    }
  }

  @Override
  public void agentSounds(String turnId, Instant heardFrom, ByteString pcm) {
    boolean recording = isRecording(clock.instant());
    if (writer == null) {
      return;
    }
    AgentTurn turn = turn(turnId);
    short[] samples = turn.sound.resample(Pcm.samples(pcm.toArrayUnsafe()));
    long ofTurn = turn.samples;
    turn.samples += samples.length;
    if (recording && !turn.withheld) {
      long at = place(heardFrom);
      long from = Math.max(Math.abs(at - turn.end) <= JITTER ? turn.end : at, done);
      agent.add(from, turnId, ofTurn, samples);
      turn.end = from + samples.length;
    }
  }

  private AgentTurn turn(String turnId) {
    AgentTurn known = turns.get(turnId);
    if (known != null) {
      return known;
    }
    if (turns.size() == MAX_TURNS) {
      turns.remove(turns.keySet().iterator().next());
    }
    AgentTurn turn = new AgentTurn();
    turns.put(turnId, turn);
    return turn;
  }

  @Override
  public void agentCut(String turnId, long heardMs) {
    agent.cutTurn(turnId, heardMs * PER_MS);
  }

  @Override
  public void earMoved(Duration by) {
    if (writer != null && !by.isZero()) {
      long samples = by.toNanos() * PER_MS / 1_000_000;
      agent.shift(place(clock.instant()), samples, done);
      turns.values().stream()
          .filter(turn -> turn.end != Long.MIN_VALUE)
          .forEach(turn -> turn.end += samples);
    }
  }

  @Override
  public void callerSaid(boolean secret) {
    Instant now = clock.instant();
    long to = Math.max(place(now), callerEnd);
    long from = Math.max(done, callerKnownTo);
    if (secret && caller.isAnyBetween(from, to)) {
      caller.cut(from, to);
      mark(RecordingMark.withheld(part(), time(from), time(to), "CALLER"));
    }
    boolean inPause = to - quietFrom >= PAUSE;
    callerKnownTo = inPause ? to : Math.max(lastPause, to - OVERLAP);
  }

  @Override
  public void agentSaidSecret(String turnId) {
    AgentTurn turn = turn(turnId);
    if (!turn.withheld) {
      turn.withheld = true;
      agent.cutTurn(turnId, 0);
      if (awaited == null) {
        mark(RecordingMark.withheld(part(), clock.instant(), null, "AGENT"));
      }
    }
  }

  @Override
  public void end(boolean allHeard, String reason) {
    over = true;
    finish(allHeard, reason);
  }

  private void finish(boolean allHeard, String reason) {
    PartWriter open = writer;
    if (open == null) {
      return;
    }
    Instant now = clock.instant();
    long last = place(now);
    if (allHeard) {
      last = Math.max(last, Math.max(caller.end(), agent.end()));
    }
    while (done < last) {
      write(open, (int) Math.min(BLOCK, last - done), now, false);
    }
    open.end(time(last), reason);
    forget();
  }

  /** Hands on what was held back for long enough. */
  private boolean isRecording(Instant now) {
    PartWriter open = writer;
    if (open == null) {
      return false;
    }
    if (open.isOver()) {
      over = true;
      forget();
      return false;
    }
    long ripe = place(now.minus(settings.holdBack()));
    while (done + BLOCK <= ripe) {
      write(open, BLOCK, now, true);
    }
    return !isPaused(now);
  }

  private void write(PartWriter open, int samples, Instant now, boolean bounded) {
    if (caller.isAnyBetween(done, done + samples) || agent.isAnyBetween(done, done + samples)) {
      byte[] pcm = new byte[samples * RecordingStore.BYTES_PER_SAMPLE];
      caller.take(done, done + samples, pcm, 0);
      agent.take(done, done + samples, pcm, 1);
      open.write(done, pcm, now, bounded);
    }
    done += samples;
  }

  private void forget() {
    writer = null;
    caller.clear();
    agent.clear();
    turns.clear();
  }

  private void mark(RecordingMark mark) {
    if (writer != null) {
      writer.mark(mark);
    }
  }

  private String part() {
    return legId + "-" + parts;
  }

  private long place(Instant time) {
    return Duration.between(zero, time).toNanos() * PER_MS / 1_000_000;
  }

  private Instant time(long place) {
    return zero.plusNanos(place * 1_000_000 / PER_MS);
  }

  private static short[] samples(ByteString pcm) {
    byte[] bytes = pcm.toArrayUnsafe();
    short[] samples = new short[bytes.length / 2];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) ((bytes[2 * i] & 0xff) | bytes[2 * i + 1] << 8);
    }
    return samples;
  }

  private static boolean isQuiet(short[] samples) {
    long energy = 0;
    for (short sample : samples) {
      energy += (long) sample * sample;
    }
    return energy < (long) QUIET * QUIET * samples.length;
  }
}
