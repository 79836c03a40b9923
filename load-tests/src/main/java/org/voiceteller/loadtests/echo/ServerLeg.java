package org.voiceteller.loadtests.echo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A caller's leg through the server: its voice WebSocket, {@code voice-teller.v1}. */
final class ServerLeg implements EchoLeg, WebSocket.Listener {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String START =
      """
      {"type":"call.start","channel":"load-test","jurisdiction":"US-CO","locale":"en-US"}""";
  private static final String END = "{\"type\":\"call.end\"}";

  private final Echoes echoes;
  private final CompletableFuture<WebSocket> started = new CompletableFuture<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final StringBuilder text = new StringBuilder();
  private CompletableFuture<?> lastSend = CompletableFuture.completedFuture(null);

  private ServerLeg(Echoes echoes) {
    this.echoes = echoes;
  }

  static ServerLeg open(HttpClient client, URI calls, Echoes echoes) {
    var leg = new ServerLeg(echoes);
    client
        .newWebSocketBuilder()
        .subprotocols("voice-teller.v1")
        .buildAsync(calls, leg)
        .whenComplete(
            (_, failure) -> {
              if (failure != null) {
                leg.fail(failure);
              }
            });
    return leg;
  }

  @Override
  public CompletionStage<Void> opened() {
    return started.thenApply(_ -> null);
  }

  @Override
  public synchronized void send(byte[] frame) {
    var socket = started.join();
    lastSend = lastSend.thenCompose(_ -> socket.sendBinary(ByteBuffer.wrap(frame), true));
  }

  @Override
  public CompletionStage<Void> close() {
    var socket = started.join();
    synchronized (this) {
      lastSend = lastSend.thenCompose(_ -> socket.sendText(END, true));
    }
    return ended;
  }

  @Override
  public void onOpen(WebSocket socket) {
    socket.sendText(START, true);
    socket.request(1);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      var message = text.toString();
      text.setLength(0);
      onEvent(socket, message);
    }
    socket.request(1);
    return null;
  }

  private void onEvent(WebSocket socket, String message) {
    try {
      var event = JSON.readTree(message);
      switch (event.path("type").asText()) {
        case "call.started" -> started.complete(socket);
        case "call.ended" -> ended.complete(null);
        case "error" -> fail(new IllegalStateException("The server says: " + message));
        default -> {
          // transcripts and the like say nothing about the echo
        }
      }
    } catch (JsonProcessingException e) {
      fail(e);
    }
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
    var audio = new byte[data.remaining()];
    data.get(audio);
    echoes.onAudio(audio);
    socket.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
    ended.complete(null);
    started.completeExceptionally(
        new IllegalStateException("Closed before the call began: " + status + " " + reason));
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    fail(error);
  }

  private void fail(Throwable failure) {
    started.completeExceptionally(failure);
    ended.completeExceptionally(failure);
  }
}
