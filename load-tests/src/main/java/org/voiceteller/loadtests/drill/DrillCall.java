package org.voiceteller.loadtests.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.voiceteller.loadtests.caller.CallSocket;

/**
 * One leg of a call, as a softphone holds it: sends 20 ms of sound every 20 ms, silence or what is
 * spoken, plays the agent's sound in real time and reports how far it is, and keeps every event
 * with the time when it came. Leaves a line on which nobody answers any more, as the page does.
 */
final class DrillCall implements CallSocket.Ear, AutoCloseable {

  /** 20 ms of PCM s16le, mono, 16 kHz. */
  private static final int FRAME_BYTES = 640;

  private static final long FRAME_MS = 20;
  private static final int REPORT_EVERY_FRAMES = 12;

  /** As the page's: asks after so long a silence, and leaves after as long a one again. */
  private static final long QUIET_NANOS = Duration.ofSeconds(5).toNanos();

  /** An event and when it came, in nanoseconds that never go back. */
  record Stamped(JsonNode event, long nanos) {

    String type() {
      return event.path("type").asText();
    }

    String text(String field) {
      return event.path(field).asText();
    }
  }

  /** What was awaited did not come. */
  static final class Missing extends Exception {
    private static final long serialVersionUID = 1L;

    Missing(String message) {
      super(message);
    }
  }

  private final List<Stamped> events = new ArrayList<>();
  private final Loudspeaker loudspeaker = new Loudspeaker();
  private final CallSocket socket;
  private @Nullable ScheduledFuture<?> microphone;
  private byte[] speech = new byte[0];
  private int spoken;
  private CompletableFuture<Void> said = CompletableFuture.completedFuture(null);
  private long frames;
  private Loudspeaker.@Nullable Position reported;
  private boolean started;
  private long heard;

  /** When it asked whether anybody is there; 0 when it need not. */
  private long asked;

  private boolean closed;
  private int closeStatus;

  private DrillCall(HttpClient client, URI calls) {
    socket = CallSocket.open(client, calls, this).join();
  }

  /** The first message, and from then on sound. */
  private synchronized DrillCall begin(ObjectNode start, ScheduledExecutorService clock) {
    send(start);
    if (!closed) {
      microphone = clock.scheduleAtFixedRate(this::tick, 0, FRAME_MS, TimeUnit.MILLISECONDS);
    }
    return this;
  }

  /**
   * Begins a call.
   *
   * @param clock whose threads send sound; shared by many calls
   * @throws CompletionException when the bank refuses it or does not answer
   */
  static DrillCall open(HttpClient client, URI calls, ScheduledExecutorService clock) {
    return new DrillCall(client, calls)
        .begin(
            CallSocket.event("call.start")
                .put("jurisdiction", "US-CO")
                .put("locale", "en-US")
                .put("channel", "drill"),
            clock);
  }

  /** Comes back to a call whose connection broke. */
  static DrillCall resume(
      HttpClient client, URI calls, ScheduledExecutorService clock, String token) {
    return new DrillCall(client, URI.create(calls + "?resume"))
        .begin(CallSocket.event("call.start").put("resume", token), clock);
  }

  void type(String words) {
    send(CallSocket.event("text.input").put("text", words));
  }

  void hangUp() {
    send(CallSocket.event("call.end"));
  }

  /** Speaks PCM s16le, mono, 16 kHz; completes when its last frame is out. */
  synchronized CompletableFuture<Void> speak(byte[] pcm) {
    speech = pcm;
    spoken = 0;
    said = new CompletableFuture<>();
    return said;
  }

  private synchronized void send(JsonNode event) {
    if (!closed) {
      socket.send(event);
    }
  }

  private synchronized void tick() {
    if (closed) {
      return;
    }
    socket.send(nextFrame());
    if (++frames % REPORT_EVERY_FRAMES == 0) {
      loudspeaker.position(System.nanoTime()).ifPresent(this::report);
    }
    if (started) {
      check(System.nanoTime());
    }
  }

  private void check(long now) {
    if (asked > 0 && now - asked > QUIET_NANOS) {
      close();
    } else if (asked == 0 && now - heard > QUIET_NANOS) {
      asked = now;
      send(CallSocket.event("line.check"));
    }
  }

  private void hears(long nanos) {
    heard = nanos;
    asked = 0;
  }

  private void report(Loudspeaker.Position position) {
    if (!position.equals(reported)) {
      reported = position;
      send(
          CallSocket.event("playback.position")
              .put("turnId", position.turnId())
              .put("playedMs", position.playedMs()));
    }
  }

  private byte[] nextFrame() {
    var frame = new byte[FRAME_BYTES];
    if (spoken < speech.length) {
      int end = Math.min(speech.length, spoken + FRAME_BYTES);
      System.arraycopy(Arrays.copyOfRange(speech, spoken, end), 0, frame, 0, end - spoken);
      spoken = end;
      if (spoken == speech.length) {
        said.complete(null);
      }
    }
    return frame;
  }

  /** How many events there are: where to go on from. */
  synchronized int count() {
    return events.size();
  }

  synchronized List<Stamped> events() {
    return List.copyOf(events);
  }

  synchronized List<Stamped> eventsFrom(int from) {
    return List.copyOf(events.subList(from, events.size()));
  }

  /** The first event from there on that fits, however long ago it came. */
  synchronized Stamped await(int from, String what, Duration patience, Predicate<Stamped> fits)
      throws Missing, InterruptedException {
    return find(from, patience, fits)
        .orElseThrow(
            () ->
                new Missing(
                    "Expected %s within %d s%s, but there came:\n%s"
                        .formatted(
                            what,
                            patience.toSeconds(),
                            closed ? " before the connection was closed" : "",
                            conversation(from))));
  }

  /** As {@link #await}; empty when it does not come in time, or the connection is closed before. */
  synchronized Optional<Stamped> find(int from, Duration patience, Predicate<Stamped> fits)
      throws InterruptedException {
    long giveUp = System.nanoTime() + patience.toNanos();
    int next = from;
    while (true) {
      for (; next < events.size(); next++) {
        if (fits.test(events.get(next))) {
          return Optional.of(events.get(next));
        }
      }
      long left = giveUp - System.nanoTime();
      if (left <= 0 || closed) {
        return Optional.empty();
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  /** Where the events after this one begin. */
  synchronized int indexAfter(Stamped event) {
    return events.indexOf(event) + 1;
  }

  /** Listens for so long, or until the connection is closed. */
  synchronized void listen(Duration time) throws InterruptedException {
    long until = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0 && !closed; left = until - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  /** Returns when the agent has come to its end at the loudspeaker. */
  synchronized void awaitSilence(Duration patience) throws InterruptedException {
    long giveUp = System.nanoTime() + patience.toNanos();
    while (!loudspeaker.isSilent(System.nanoTime()) && System.nanoTime() < giveUp && !closed) {
      TimeUnit.MILLISECONDS.timedWait(this, FRAME_MS);
    }
  }

  /** What was said and done from there on, a line each. */
  synchronized String conversation(int from) {
    var lines = new StringBuilder();
    for (var stamped : events.subList(from, events.size())) {
      switch (stamped.type()) {
        case "audio.start", "audio.end" -> {}
        case "transcript" ->
            lines.append(
                "  %s%s: %s%n"
                    .formatted(
                        stamped.text("role"),
                        stamped.event().path("final").asBoolean() ? "" : " (begins)",
                        stamped.text("text")));
        default -> lines.append("  ").append(stamped.event()).append('\n');
      }
    }
    return lines.toString();
  }

  /** What has come out of the loudspeaker so far. */
  synchronized List<Loudspeaker.Played> played() {
    return loudspeaker.turns();
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** As the server gave it; 0 while it is open, or when it broke. */
  synchronized int closeStatus() {
    return closeStatus;
  }

  @Override
  public synchronized void event(JsonNode event, long nanos) {
    hears(nanos);
    var stamped = new Stamped(event, nanos);
    if (stamped.type().equals("line.checked")) {
      return;
    }
    events.add(stamped);
    switch (stamped.type()) {
      case "call.started" -> started = true;
      case "audio.start" -> loudspeaker.starts(stamped.text("turnId"), nanos);
      case "audio.end" -> loudspeaker.ends(nanos);
      case "audio.clear" -> loudspeaker.clears(nanos);
      default -> {}
    }
    notifyAll();
  }

  @Override
  public synchronized void sound(ByteBuffer pcm) {
    hears(System.nanoTime());
    loudspeaker.plays(pcm.remaining(), heard);
  }

  @Override
  public synchronized void closed(int status, String reason) {
    closeStatus = status;
    over();
  }

  private void over() {
    closed = true;
    if (microphone != null) {
      microphone.cancel(false);
    }
    said.complete(null);
    notifyAll();
  }

  /** Breaks the connection off, without a word. */
  @Override
  public void close() {
    synchronized (this) {
      over();
    }
    socket.abort();
  }
}
