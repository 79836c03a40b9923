package org.voiceteller.http.journey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The line of one of the bank's people to a call, as their browser has it. */
final class StaffsLine implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(45);

  private final List<JsonNode> events = new ArrayList<>();
  private final long[] bytesOf = new long[4];
  private int nextUnread;
  private @Nullable WebSocket socket;

  /** What the socket tells. */
  WebSocket.Listener listener() {
    return new Listener();
  }

  StaffsLine open(WebSocket opened) {
    socket = opened;
    return this;
  }

  void send(String json) {
    opened().sendText(json, true).join();
  }

  void say(String turnId, String words) {
    send(
        JSON.createObjectNode()
            .put("type", "say")
            .put("turnId", turnId)
            .put("text", words)
            .toString());
  }

  /**
   * @param pcm s16le, mono, 24 kHz
   */
  void sound(byte[] pcm) {
    opened().sendBinary(ByteBuffer.wrap(pcm), true).join();
  }

  private WebSocket opened() {
    if (socket == null) {
      throw new IllegalStateException("Expected the line to be open");
    }
    return socket;
  }

  JsonNode await(String type) throws InterruptedException {
    return await(type, _ -> true);
  }

  /** The next event of this type that fits; those before it count as read. */
  synchronized JsonNode await(String type, Predicate<JsonNode> fits) throws InterruptedException {
    Instant until = Instant.now().plus(PATIENCE);
    while (true) {
      while (nextUnread < events.size()) {
        JsonNode event = events.get(nextUnread++);
        if (event.path("type").asText().equals(type) && fits.test(event)) {
          return event;
        }
      }
      long left = Duration.between(Instant.now(), until).toMillis();
      if (left <= 0) {
        throw new AssertionError("Expected " + type + ", but there came " + events);
      }
      wait(left);
    }
  }

  JsonNode awaitCaller(String words) throws InterruptedException {
    return await(
        "transcript",
        turn ->
            turn.path("speaker").asText().equals("caller")
                && turn.path("text").asText().equals(words));
  }

  /** How much sound has come of 1 the caller, 2 the agent, 3 a whisper. */
  synchronized long bytesOf(int whose) {
    return bytesOf[whose];
  }

  @Override
  public void close() {
    opened().abort();
  }

  private final class Listener implements WebSocket.Listener {

    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        told(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
      heard(part);
      from.request(1);
      return null;
    }
  }

  private synchronized void told(String json) {
    try {
      events.add(JSON.readTree(json));
    } catch (JsonProcessingException notJson) {
      throw new AssertionError("Expected JSON, but got: " + json, notJson);
    }
    notifyAll();
  }

  private synchronized void heard(ByteBuffer sound) {
    int whose = sound.get();
    bytesOf[whose] += sound.remaining();
    notifyAll();
  }
}
