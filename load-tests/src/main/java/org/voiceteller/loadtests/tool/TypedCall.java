package org.voiceteller.loadtests.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One call by typing; each event is stamped when it comes. */
public final class TypedCall implements WebSocket.Listener, AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LATELY = 30;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  /** How a use of a tool ended and how long it took. */
  record Use(String outcome, long micros) {}

  private record Stamped(JsonNode event, long nanos) {}

  private final Deque<Stamped> unread = new ArrayDeque<>();
  private final Map<String, Long> begun = new HashMap<>();
  private final Deque<String> lately = new ArrayDeque<>();
  private final StringBuilder text = new StringBuilder();
  private final WebSocket socket;
  private CompletableFuture<?> lastSend = CompletableFuture.completedFuture(null);
  private boolean closed;

  private TypedCall(HttpClient client, URI calls) {
    socket =
        client.newWebSocketBuilder().subprotocols("voice-teller.v1").buildAsync(calls, this).join();
  }

  /** Calls and hears the greeting. */
  public static TypedCall open(HttpClient client, URI calls) throws InterruptedException {
    var call = new TypedCall(client, calls);
    call.send(
        event("call.start")
            .put("jurisdiction", "US-CO")
            .put("locale", "en-US")
            .put("channel", "load-test"));
    call.awaitAgent("How may I help you today?");
    return call;
  }

  public void say(String words) {
    send(event("text.input").put("text", words));
  }

  /** Ends the call and waits until it is over. */
  public void hangUp() throws InterruptedException {
    send(event("call.end"));
    await(
        "the end of the call",
        stamped -> stamped.event().path("type").asText().equals("call.ended"));
  }

  /** 20 ms of silence, as an open microphone sends it. */
  synchronized void sendSilence(byte[] frame) {
    lastSend = lastSend.thenCompose(_ -> socket.sendBinary(ByteBuffer.wrap(frame), true));
  }

  private synchronized void send(JsonNode event) {
    lastSend = lastSend.thenCompose(_ -> socket.sendText(event.toString(), true));
  }

  /** Waits until the agent has said this and is done: who speaks sooner interrupts. */
  public String awaitAgent(String words) throws InterruptedException {
    return await(
            "the agent to say " + words,
            stamped ->
                stamped.event().path("type").asText().equals("transcript")
                    && stamped.event().path("role").asText().equals("agent")
                    && stamped.event().path("final").asBoolean()
                    && stamped.event().path("text").asText().contains(words))
        .event()
        .path("text")
        .asText();
  }

  Use awaitUse(String tool) throws InterruptedException {
    var finished =
        await(
            "the end of " + tool,
            stamped ->
                stamped.event().path("type").asText().equals("tool.finished")
                    && stamped.event().path("tool").asText().equals(tool));
    long start;
    synchronized (this) {
      start = begun.getOrDefault(finished.event().path("toolUseId").asText(), finished.nanos());
    }
    return new Use(
        finished.event().path("outcome").asText(),
        TimeUnit.NANOSECONDS.toMicros(finished.nanos() - start));
  }

  private synchronized Stamped await(String what, Predicate<Stamped> fits)
      throws InterruptedException {
    var giveUp = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      while (!unread.isEmpty()) {
        var next = unread.removeFirst();
        if (fits.test(next)) {
          return next;
        }
      }
      var left = giveUp - System.nanoTime();
      if (left <= 0 || closed) {
        throw new IllegalStateException(
            "Expected " + what + ", but it did not come after\n" + lately());
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  private static ObjectNode event(String type) {
    return JSON.createObjectNode().put("type", type);
  }

  @Override
  public synchronized @Nullable CompletionStage<?> onText(
      WebSocket socket, CharSequence data, boolean last) {
    long now = System.nanoTime();
    text.append(data);
    if (last) {
      try {
        var event = JSON.readTree(text.toString());
        if (event.path("type").asText().equals("tool.started")) {
          begun.put(event.path("toolUseId").asText(), now);
        }
        unread.addLast(new Stamped(event, now));
        remember(event);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("The server sent what is not JSON", e);
      }
      text.setLength(0);
      notifyAll();
    }
    socket.request(1);
    return null;
  }

  private void remember(JsonNode event) {
    lately.addLast(event.toString());
    if (lately.size() > LATELY) {
      lately.removeFirst();
    }
  }

  /** The latest events, to explain what was not expected. */
  synchronized String lately() {
    return String.join("\n", lately);
  }

  @Override
  public synchronized @Nullable CompletionStage<?> onClose(
      WebSocket socket, int status, String reason) {
    closed = true;
    notifyAll();
    return null;
  }

  @Override
  public synchronized void onError(WebSocket socket, Throwable error) {
    closed = true;
    notifyAll();
  }

  @Override
  public void close() {
    socket.abort();
  }
}
