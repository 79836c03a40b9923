package org.voiceteller.http.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One call from a terminal, from the first ring to its end. One thread reacts to what happens, in
 * order; a clock ticks every 20 ms for the microphone and the loudspeaker. When the line breaks,
 * the call is resumed with its token, a few times with growing pauses.
 */
final class TerminalCall {

  /** How a call ended. */
  enum End {
    NORMAL,
    FAILED
  }

  /**
   * What a call is made with.
   *
   * @param url the voice WebSocket, {@code ws://…/v1/calls}
   * @param from the caller's number, or null
   * @param resume the token of a call to come back to, or null
   * @param microphone whether sound is sent at all
   * @param prompted whether each utterance waits until it is the caller's turn
   * @param patience how long the agent may say nothing when it should answer
   */
  record Plan(
      URI url,
      @Nullable String from,
      String jurisdiction,
      @Nullable String resume,
      boolean microphone,
      boolean prompted,
      Duration patience) {}

  private static final int FRAME_SAMPLES = 320;
  private static final int TICKS_PER_POSITION = 10;
  private static final long LONGEST_PAUSE_MS = 5_000;
  private static final int MAX_RECONNECTS = 40;

  private final Plan plan;
  private final ConversationView view;
  private final @Nullable VoiceRecorder recorder;
  private final BlockingQueue<Happening> happenings = new LinkedBlockingQueue<>();
  private final Deque<Utterance> script = new ArrayDeque<>();
  private final Loudspeaker loudspeaker = new Loudspeaker();
  private final Attention attention = new Attention(System.nanoTime());
  private final HttpClient client = HttpClient.newHttpClient();
  private @Nullable Line line;
  private @Nullable String resumeToken;
  private Utterance.@Nullable Speech speaking;
  private int spokenSamples;
  private int ticks;
  private int reconnects;
  private boolean started;
  private boolean inputOver;
  private boolean hungUp;
  private long reconnectAtNanos;
  private @Nullable End end;

  TerminalCall(Plan plan, ConversationView view, @Nullable VoiceRecorder recorder) {
    this.plan = plan;
    this.view = view;
    this.recorder = recorder;
    this.resumeToken = plan.resume();
  }

  /** May be called from any thread. */
  void tell(Happening happening) {
    happenings.add(happening);
  }

  /**
   * Makes the call and returns when it is over.
   *
   * @throws Line.LineException when the first attempt reaches nobody
   */
  End run() throws InterruptedException {
    connect();
    try (ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory())) {
      clock.scheduleAtFixedRate(() -> tell(new Happening.Tick()), 20, 20, TimeUnit.MILLISECONDS);
      while (end == null) {
        react(happenings.take());
      }
      clock.shutdownNow();
    }
    if (line != null) {
      line.close();
    }
    return end;
  }

  private void react(Happening happening) {
    switch (happening) {
      case Happening.Event(var event) -> onEvent(event);
      case Happening.Sound(var pcm) -> loudspeaker.hear(pcm);
      case Happening.LineLost(var why) -> onLineLost(why);
      case Happening.Typed(var text) -> onTyped(text);
      case Happening.TypingOver() -> inputOver = true;
      case Happening.Tick() -> onTick();
      case Happening.HangUp() -> hangUp();
    }
  }

  private void connect() {
    line = Line.open(client, door(), this::tell);
    Map<String, String> start = new LinkedHashMap<>();
    start.put("type", "call.start");
    start.put("channel", "terminal");
    start.put("jurisdiction", plan.jurisdiction());
    start.put("locale", "en-US");
    if (plan.from() != null) {
      start.put("from", plan.from());
    }
    if (resumeToken != null) {
      start.put("resume", resumeToken);
    }
    send(start);
  }

  /** Who comes back says so at the door: it goes before new callers. */
  private URI door() {
    return resumeToken == null ? plan.url() : URI.create(plan.url() + "?resume");
  }

  private void onEvent(JsonNode event) {
    long now = System.nanoTime();
    attention.observe(event, now);
    view.show(event);
    String turnId = event.path("turnId").asText();
    switch (event.path("type").asText()) {
      case "call.started" -> {
        started = true;
        reconnects = 0;
        resumeToken = event.path("resumeToken").asText();
      }
      case "audio.start" -> loudspeaker.begin(turnId);
      case "audio.end" -> loudspeaker.end(turnId);
      case "audio.clear" -> loudspeaker.clear(turnId);
      case "call.ended" ->
          end = event.path("reason").asText().equals("failed") ? End.FAILED : End.NORMAL;
      case "error" -> {
        if (!started && !event.path("retryable").asBoolean()) {
          end = End.FAILED;
        }
      }
      default -> {}
    }
  }

  private void onLineLost(String why) {
    if (line == null) {
      return;
    }
    line = null;
    started = false;
    loudspeaker.clearAll();
    attention.reset(System.nanoTime());
    if (hungUp) {
      end = End.NORMAL;
      return;
    }
    if (resumeToken == null) {
      view.note("The line was " + why + " before the call began.");
      end = End.FAILED;
      return;
    }
    view.note("The line was " + why + "; calling back.");
    reconnectLater();
  }

  /** At once, then after 1, 2 and 4 s, then every 5 s for three minutes. */
  private void reconnectLater() {
    if (reconnects >= MAX_RECONNECTS) {
      view.note("The bank does not answer any more. --resume with the call's token comes back.");
      end = End.FAILED;
      return;
    }
    long pauseMs =
        reconnects == 0 ? 0 : Math.min(LONGEST_PAUSE_MS, 500L << Math.min(reconnects, 4));
    reconnects++;
    reconnectAtNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pauseMs);
  }

  private void reconnect() {
    try {
      connect();
    } catch (Line.LineException nobody) {
      view.note(String.valueOf(nobody.getMessage()));
      reconnectLater();
    }
  }

  private void onTyped(String text) {
    Utterance utterance = Utterance.typed(text);
    if (utterance != null) {
      script.add(utterance);
    }
  }

  /** Adds what will be said, before the call or during it. */
  void say(Utterance utterance) {
    script.add(utterance);
  }

  private void onTick() {
    ticks++;
    long now = System.nanoTime();
    if (line == null) {
      if (now >= reconnectAtNanos) {
        reconnect();
      }
      return;
    }
    play(now);
    if (started) {
      speak();
      goOn(now);
    }
  }

  private void play(long now) {
    loudspeaker
        .tick()
        .ifPresent(
            played -> {
              attention.heardSound(now);
              record(played.pcm());
              if (played.turnEnded() || ticks % TICKS_PER_POSITION == 0) {
                send(
                    Map.of(
                        "type", "playback.position",
                        "turnId", played.turnId(),
                        "playedMs", played.playedMs()));
              }
            });
  }

  private void record(byte[] pcm) {
    if (recorder != null) {
      try {
        recorder.write(pcm);
      } catch (IOException full) {
        throw new UncheckedIOException(full);
      }
    }
  }

  /** Sends 20 ms of speech or of silence, as an open microphone does. */
  private void speak() {
    if (!plan.microphone() || line == null) {
      return;
    }
    byte[] frame = new byte[FRAME_SAMPLES * 2];
    if (speaking != null) {
      short[] pcm = speaking.pcm();
      int samples = Math.min(FRAME_SAMPLES, pcm.length - spokenSamples);
      for (int i = 0; i < samples; i++) {
        frame[2 * i] = (byte) pcm[spokenSamples + i];
        frame[2 * i + 1] = (byte) (pcm[spokenSamples + i] >> 8);
      }
      spokenSamples += samples;
      if (spokenSamples >= pcm.length) {
        speaking = null;
        attention.callerSpoke(System.nanoTime());
      }
    }
    line.send(frame);
  }

  private void goOn(long now) {
    if (speaking != null || hungUp) {
      return;
    }
    boolean callersTurn = attention.isCallersTurn(now) && loudspeaker.isSilent();
    boolean tooLong = attention.quietFor(now).compareTo(plan.patience()) > 0;
    if (!script.isEmpty() && (callersTurn || tooLong || !plan.prompted())) {
      utter(script.remove(), now);
    } else if (script.isEmpty() && inputOver && (callersTurn || tooLong)) {
      if (!callersTurn) {
        view.note("The agent has said nothing for " + plan.patience().toSeconds() + " s.");
      }
      hangUp();
    }
  }

  private void utter(Utterance utterance, long now) {
    attention.callerSpoke(now);
    switch (utterance) {
      case Utterance.Text(var text) -> send(Map.of("type", "text.input", "text", text));
      case Utterance.Keys(var digits) -> send(Map.of("type", "keypad.input", "digits", digits));
      case Utterance.Speech speech -> {
        view.note("playing " + speech.name());
        speaking = speech;
        spokenSamples = 0;
      }
    }
  }

  private void hangUp() {
    if (hungUp || line == null) {
      end = End.NORMAL;
      return;
    }
    hungUp = true;
    send(Map.of("type", "call.end"));
  }

  private void send(Map<String, ?> event) {
    if (line != null) {
      line.send(event);
    }
  }
}
