package org.voiceteller.http.journey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A caller at the voice WebSocket: says things and waits until it hears what it expects. */
final class Caller implements WebSocket.Listener, AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long AGENT_BYTES_PER_MS = 48;
  private static final int ASKED_AT_MOST = 5;

  /** From the last thing that came: a list of ten is read for as long as it takes. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(40);

  private static final long LONGEST_WAIT_NANOS = TimeUnit.MINUTES.toNanos(4);

  private final long began = System.nanoTime();
  private final List<JsonNode> events = new ArrayList<>();
  private final List<Long> cameNanos = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private final Object sending = new Object();
  private final WebSocket socket;
  private int nextUnread;
  private long audioBytes;
  private @Nullable String heardTurn;
  private long heardTurnBytes;
  private boolean closed;
  private int closeStatus;

  private Caller(URI calls) {
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .subprotocols("voice-teller.v1")
            .buildAsync(calls, this)
            .join();
  }

  /** Connects, and says nothing yet. */
  static Caller connect(URI calls) {
    return new Caller(calls);
  }

  /** Begins a call. */
  static Caller call(URI calls) {
    var caller = connect(calls);
    caller.send(event("call.start").put("jurisdiction", "US-CO").put("channel", "terminal"));
    return caller;
  }

  /** Comes back to a call whose connection broke. */
  static Caller resume(URI calls, String token) {
    var caller = connect(calls);
    caller.send(event("call.start").put("resume", token));
    return caller;
  }

  /** The same, tried again as often as the bank asks for it: after a crash it has much to read. */
  static Caller comeBack(URI calls, String token) throws InterruptedException {
    for (int asked = 1; ; asked++) {
      var caller = resume(calls, token);
      var answer =
          caller.await(
              "the call or an error",
              event -> List.of("call.started", "error").contains(event.path("type").asText()));
      if (!answer.path("retryable").asBoolean() || asked == ASKED_AT_MOST) {
        return caller.again();
      }
      caller.close();
    }
  }

  void type(String words) {
    send(event("text.input").put("text", words));
  }

  void press(String digits) {
    send(event("keypad.input").put("digits", digits));
  }

  void hangUp() {
    send(event("call.end"));
  }

  void send(JsonNode event) {
    sendText(event.toString());
  }

  void sendText(String message) {
    synchronized (sending) {
      socket.sendText(message, true).join();
    }
  }

  /** Sends PCM s16le, mono, 16 kHz, as it is. */
  void sendAudio(byte[] frame) {
    synchronized (sending) {
      socket.sendBinary(ByteBuffer.wrap(frame), true).join();
    }
  }

  /** The next unread event that fits; what lies before it is read, too. */
  synchronized JsonNode await(String what, Predicate<JsonNode> fits) throws InterruptedException {
    var asked = System.nanoTime();
    var giveUp = asked + PATIENCE_NANOS;
    while (true) {
      while (nextUnread < events.size()) {
        var patience = Math.max(cameNanos.get(nextUnread) - asked, 0) + PATIENCE_NANOS;
        giveUp = asked + Math.min(patience, LONGEST_WAIT_NANOS);
        var event = events.get(nextUnread++);
        if (fits.test(event)) {
          return event;
        }
      }
      var left = giveUp - System.nanoTime();
      if (left <= 0 || closed) {
        throw new AssertionError("Expected " + what + ", but there came\n" + conversation());
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  /** What was said and done so far and when, a line each. */
  private String conversation() {
    return IntStream.range(0, events.size())
        .filter(each -> !events.get(each).path("type").asText().startsWith("audio."))
        .mapToObj(
            each ->
                "%6.1f s %s"
                    .formatted((cameNanos.get(each) - began) / 1e9, inShort(events.get(each))))
        .collect(Collectors.joining("\n"));
  }

  private static String inShort(JsonNode event) {
    return event.path("type").asText().equals("transcript")
        ? event.path("role").asText() + ": " + event.path("text").asText()
        : event.toString();
  }

  JsonNode awaitType(String type) throws InterruptedException {
    return await(type, event -> event.path("type").asText().equals(type));
  }

  void awaitHandOff(String state) throws InterruptedException {
    await(
        "the hand-off " + state,
        event ->
            event.path("type").asText().equals("handOff.changed")
                && event.path("state").asText().equals(state));
  }

  void awaitStaff(String words) throws InterruptedException {
    await(
        "the person's words",
        event ->
            event.path("role").asText().equals("staff")
                && event.path("text").asText().equals(words));
  }

  /** Waits until the agent has said something with these words in it; the whole sentence. */
  String awaitAgent(String words) throws InterruptedException {
    return await(
            "the agent to say: " + words,
            event ->
                event.path("type").asText().equals("transcript")
                    && event.path("role").asText().equals("agent")
                    && event.path("text").asText().contains(words))
        .path("text")
        .asText();
  }

  /** Waits until the agent has been heard to the end of a turn that holds these words. */
  String awaitHeard(String words) throws InterruptedException {
    return await(
            "the agent to be heard: " + words,
            event ->
                event.path("type").asText().equals("transcript")
                    && event.path("role").asText().equals("agent")
                    && event.path("final").asBoolean()
                    && event.path("text").asText().contains(words))
        .path("text")
        .asText();
  }

  /** Waits until the server closes the connection; the status (RFC 6455 section 7.4). */
  synchronized int awaitClosed() throws InterruptedException {
    var giveUp = System.nanoTime() + PATIENCE_NANOS;
    while (!closed) {
      var left = giveUp - System.nanoTime();
      if (left <= 0) {
        throw new AssertionError("Expected the server to close, but there came " + events);
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return closeStatus;
  }

  /** Hears everything from the beginning once more. */
  Caller again() {
    return from(0);
  }

  /** Hears everything once more from this event on. */
  synchronized Caller from(int event) {
    nextUnread = event;
    return this;
  }

  /** All events so far. */
  synchronized List<JsonNode> events() {
    return List.copyOf(events);
  }

  /** All final words of one side so far, in order. */
  List<String> finalWords(String role) {
    return events().stream()
        .filter(event -> event.path("type").asText().equals("transcript"))
        .filter(event -> event.path("role").asText().equals(role))
        .filter(event -> event.path("final").asBoolean())
        .map(event -> event.path("text").asText())
        .toList();
  }

  synchronized long audioBytes() {
    return audioBytes;
  }

  /** How far the caller has heard the agent, whose sound has all come out of the loudspeaker. */
  synchronized Optional<JsonNode> playbackPosition() {
    return Optional.ofNullable(heardTurn)
        .map(
            turnId ->
                event("playback.position")
                    .put("turnId", turnId)
                    .put("playedMs", heardTurnBytes / AGENT_BYTES_PER_MS));
  }

  /** Lets the connection break, without a word. */
  @Override
  public void close() {
    socket.abort();
  }

  static ObjectNode event(String type) {
    return JSON.createObjectNode().put("type", type);
  }

  @Override
  public synchronized @Nullable CompletionStage<?> onText(
      WebSocket socket, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      try {
        JsonNode event = JSON.readTree(text.toString());
        events.add(event);
        cameNanos.add(System.nanoTime());
        if (event.path("type").asText().equals("audio.start")) {
          heardTurn = event.path("turnId").asText();
          heardTurnBytes = 0;
        }
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("The server sent what is not JSON", e);
      }
      text.setLength(0);
      notifyAll();
    }
    socket.request(1);
    return null;
  }

  @Override
  public synchronized @Nullable CompletionStage<?> onBinary(
      WebSocket socket, ByteBuffer data, boolean last) {
    audioBytes += data.remaining();
    heardTurnBytes += data.remaining();
    notifyAll();
    socket.request(1);
    return null;
  }

  @Override
  public synchronized @Nullable CompletionStage<?> onClose(
      WebSocket socket, int status, String reason) {
    closed = true;
    closeStatus = status;
    notifyAll();
    return null;
  }

  @Override
  public synchronized void onError(WebSocket socket, Throwable error) {
    closed = true;
    notifyAll();
  }
}
