package org.voiceteller.http.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket to the bank. What comes in is handed to a consumer, one at a time; what goes out
 * keeps its order. Sound that the network does not take within a second is dropped: a voice does
 * not wait.
 */
final class Line {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String SUBPROTOCOL = "voice-teller.v1";
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final int MAX_WAITING_FRAMES = 50;

  private final WebSocket socket;
  private final AtomicInteger waitingFrames = new AtomicInteger();
  private CompletableFuture<?> lastSent = CompletableFuture.completedFuture(0);

  private Line(WebSocket socket) {
    this.socket = socket;
  }

  /**
   * @throws LineException in one sentence when nobody answers or the call is refused
   */
  static Line open(HttpClient client, URI url, Consumer<Happening> listener) {
    try {
      return new Line(
          client
              .newWebSocketBuilder()
              .connectTimeout(CONNECT_TIMEOUT)
              .subprotocols(SUBPROTOCOL)
              .buildAsync(url, new Receiver(listener))
              .join());
    } catch (CompletionException failed) {
      throw LineException.of(url, failed.getCause() == null ? failed : failed.getCause());
    }
  }

  void send(Map<String, ?> event) {
    String text;
    try {
      text = JSON.writeValueAsString(event);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("Expected a map of plain values", impossible);
    }
    after(() -> socket.sendText(text, true));
  }

  /** PCM s16le, mono, 16 kHz. */
  void send(byte[] pcm) {
    if (waitingFrames.get() >= MAX_WAITING_FRAMES) {
      return;
    }
    waitingFrames.incrementAndGet();
    after(() -> socket.sendBinary(ByteBuffer.wrap(pcm), true))
        .whenComplete((_, _) -> waitingFrames.decrementAndGet());
  }

  void close() {
    after(() -> socket.sendClose(WebSocket.NORMAL_CLOSURE, ""))
        .orTimeout(2, TimeUnit.SECONDS)
        .whenComplete((_, _) -> socket.abort());
  }

  /** The client allows one send at a time; a failed one is told by the receiver. */
  private synchronized CompletableFuture<?> after(Supplier<CompletionStage<?>> send) {
    lastSent = lastSent.handle((_, _) -> 0).thenCompose(_ -> send.get());
    return lastSent;
  }

  /** The line could not be opened. The message is one sentence. */
  static final class LineException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Whether trying again later may help. */
    private final boolean passing;

    private LineException(String message, boolean passing) {
      super(message);
      this.passing = passing;
    }

    boolean isPassing() {
      return passing;
    }

    private static LineException of(URI url, Throwable cause) {
      if (cause instanceof WebSocketHandshakeException refused) {
        int status = refused.getResponse().statusCode();
        return switch (status) {
          case 403 -> new LineException("The bank at " + url + " forbids this origin.", false);
          case 503 ->
              new LineException(
                  "All lines of the bank at " + url + " are busy; please try again later.", true);
          default ->
              new LineException(
                  "%s does not answer calls (HTTP status %d).".formatted(url, status), false);
        };
      }
      return new LineException(
          "Nobody answers at " + url + ". Is the bank running? ./teller starts it.", true);
    }
  }

  private static final class Receiver implements WebSocket.Listener {

    private final Consumer<Happening> listener;
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream sound = new ByteArrayOutputStream();

    private Receiver(Consumer<Happening> listener) {
      this.listener = listener;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        String whole = text.toString();
        text.setLength(0);
        try {
          JsonNode event = JSON.readTree(whole);
          listener.accept(new Happening.Event(event));
        } catch (JsonProcessingException malformed) {
          listener.accept(new Happening.LineLost("the bank sent something that is no JSON"));
        }
      }
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
      byte[] bytes = new byte[data.remaining()];
      data.get(bytes);
      sound.writeBytes(bytes);
      if (last) {
        listener.accept(new Happening.Sound(sound.toByteArray()));
        sound.reset();
      }
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      listener.accept(
          new Happening.LineLost(
              "closed with " + status + (reason.isEmpty() ? "" : " (" + reason + ")")));
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      listener.accept(new Happening.LineLost("broken: " + error.getClass().getSimpleName()));
    }
  }
}
