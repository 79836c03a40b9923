package org.voiceteller.image;

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
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Who calls by typing, and waits for what they expect to be told. */
final class Caller implements WebSocket.Listener, AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(40);

  private final List<JsonNode> events = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private final HttpClient client = HttpClient.newHttpClient();
  private final WebSocket socket;
  private int nextUnread;

  private Caller(URI node) {
    socket =
        client
            .newWebSocketBuilder()
            .subprotocols("voice-teller.v1")
            .buildAsync(URI.create("ws://" + node.getAuthority()).resolve("/v1/calls"), this)
            .join();
  }

  static Caller call(URI node) {
    var caller = new Caller(node);
    caller.send(event("call.start").put("jurisdiction", "US-CO").put("channel", "terminal"));
    return caller;
  }

  void type(String words) {
    send(event("text.input").put("text", words));
  }

  /** Waits until the agent has said something with these words in it. */
  void awaitAgent(String words) throws InterruptedException {
    await(
        "the agent to say: " + words,
        event ->
            event.path("type").asText().equals("transcript")
                && event.path("role").asText().equals("agent")
                && event.path("text").asText().contains(words));
  }

  JsonNode awaitType(String type) throws InterruptedException {
    return await(type, event -> event.path("type").asText().equals(type));
  }

  /** The next unread event that fits; what lies before it is read, too. */
  private synchronized JsonNode await(String what, Predicate<JsonNode> fits)
      throws InterruptedException {
    long giveUp = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      while (nextUnread < events.size()) {
        JsonNode event = events.get(nextUnread++);
        if (fits.test(event)) {
          return event;
        }
      }
      long left = giveUp - System.nanoTime();
      if (left <= 0) {
        throw new AssertionError("Expected " + what + ", but there came " + events);
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  private static ObjectNode event(String type) {
    return JSON.createObjectNode().put("type", type);
  }

  private void send(JsonNode event) {
    socket.sendText(event.toString(), true).join();
  }

  @Override
  public synchronized @Nullable CompletionStage<?> onText(
      WebSocket socket, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      try {
        events.add(JSON.readTree(text.toString()));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("The node sent what is not JSON", e);
      }
      text.setLength(0);
      notifyAll();
    }
    socket.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
    socket.request(1);
    return null;
  }

  @Override
  public void close() {
    socket.abort();
    client.shutdownNow();
  }
}
