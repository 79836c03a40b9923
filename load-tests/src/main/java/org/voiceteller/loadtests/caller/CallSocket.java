package org.voiceteller.loadtests.caller;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A client's end of the voice WebSocket ({@code voice-teller.v1}): messages leave in the order in
 * which they were given, and what comes is whole events and sound. Thread-safe.
 */
public final class CallSocket {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** As the page's: a server that says nothing for so long is given up. */
  private static final Duration OPENING = Duration.ofSeconds(10);

  /** Hears what comes, one thing at a time. */
  public interface Ear {

    /**
     * @param nanos when its last part came, in nanoseconds that never go back
     */
    void event(JsonNode event, long nanos);

    /** PCM s16le, mono, 24 kHz, or what the platform's sound is; valid only until this returns. */
    void sound(ByteBuffer pcm);

    /**
     * Nothing follows.
     *
     * @param status as the server gave it; 0 when the connection broke
     */
    void closed(int status, String reason);
  }

  private final WebSocket socket;
  private CompletableFuture<?> lastSend = CompletableFuture.completedFuture(null);

  private CallSocket(WebSocket socket) {
    this.socket = socket;
  }

  /**
   * @param calls as {@code ws://127.0.0.1:8080/v1/calls}
   * @return fails when the bank refuses the connection, or says nothing to it for 10 s
   */
  public static CompletableFuture<CallSocket> open(HttpClient client, URI calls, Ear ear) {
    return open(client.newWebSocketBuilder().subprotocols("voice-teller.v1"), calls, ear);
  }

  /**
   * A platform's end of its own WebSocket: whole JSON texts and sound, in the platform's words.
   *
   * @param builder with what the upgrade must carry
   */
  public static CompletableFuture<CallSocket> open(WebSocket.Builder builder, URI calls, Ear ear) {
    return builder
        .connectTimeout(OPENING)
        .buildAsync(calls, new Listener(ear))
        .thenApply(CallSocket::new);
  }

  /** An event with nothing but its type yet. */
  public static ObjectNode event(String type) {
    return JSON.createObjectNode().put("type", type);
  }

  public void send(JsonNode event) {
    sendText(event.toString());
  }

  public synchronized void sendText(String text) {
    lastSend = lastSend.thenCompose(_ -> socket.sendText(text, true));
  }

  /** PCM s16le, mono, 16 kHz, or what the platform's sound is. */
  public synchronized void send(byte[] sound) {
    lastSend = lastSend.thenCompose(_ -> socket.sendBinary(ByteBuffer.wrap(sound), true));
  }

  /** Closes it as it should be closed, when all is sent. */
  public synchronized void close() {
    lastSend = lastSend.thenCompose(_ -> socket.sendClose(WebSocket.NORMAL_CLOSURE, ""));
  }

  /** Breaks the connection off, without a word. */
  public void abort() {
    socket.abort();
  }

  private static final class Listener implements WebSocket.Listener {

    private final Ear ear;
    private final StringBuilder text = new StringBuilder();

    private Listener(Ear ear) {
      this.ear = ear;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      long now = System.nanoTime();
      text.append(data);
      if (last) {
        try {
          ear.event(JSON.readTree(text.toString()), now);
        } catch (JsonProcessingException e) {
          throw new IllegalStateException("The server sent what is not JSON", e);
        }
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
      ear.sound(data);
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      ear.closed(status, reason);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      ear.closed(0, error.toString());
    }
  }
}
