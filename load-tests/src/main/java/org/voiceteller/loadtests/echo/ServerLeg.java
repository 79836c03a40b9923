package org.voiceteller.loadtests.echo;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.voiceteller.loadtests.caller.CallSocket;

/** A caller's leg through the server: its voice WebSocket, {@code voice-teller.v1}. */
public final class ServerLeg implements EchoLeg, CallSocket.Ear {

  private final Echoes echoes;
  private final CompletableFuture<CallSocket> socket;
  private final CompletableFuture<Void> started = new CompletableFuture<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  private ServerLeg(HttpClient client, URI calls, Echoes echoes) {
    this.echoes = echoes;
    this.socket = CallSocket.open(client, calls, this);
  }

  /**
   * @param calls as {@code ws://127.0.0.1:8080/v1/calls}
   */
  public static ServerLeg open(HttpClient client, URI calls, Echoes echoes) {
    var leg = new ServerLeg(client, calls, echoes);
    leg.socket.whenComplete(
        (open, failure) -> {
          if (failure != null) {
            leg.fail(failure);
          } else {
            open.send(
                CallSocket.event("call.start")
                    .put("channel", "load-test")
                    .put("jurisdiction", "US-CO")
                    .put("locale", "en-US"));
          }
        });
    return leg;
  }

  @Override
  public CompletionStage<Void> opened() {
    return started.copy();
  }

  @Override
  public void send(byte[] frame) {
    started.join();
    socket.join().send(frame);
  }

  @Override
  public CompletionStage<Void> close() {
    started.join();
    socket.join().send(CallSocket.event("call.end"));
    return ended;
  }

  @Override
  public void event(JsonNode event, long nanos) {
    switch (event.path("type").asText()) {
      case "call.started" -> started.complete(null);
      case "call.ended" -> ended.complete(null);
      case "error" -> fail(new IllegalStateException("The server says: " + event));
      default -> {
        // transcripts and the like say nothing about the echo
      }
    }
  }

  @Override
  public void sound(ByteBuffer pcm) {
    var audio = new byte[pcm.remaining()];
    pcm.get(audio);
    echoes.onAudio(audio);
  }

  @Override
  public void closed(int status, String reason) {
    var closed = new IllegalStateException("The connection closed: " + status + " " + reason);
    started.completeExceptionally(closed);
    if (status == 0) {
      ended.completeExceptionally(closed);
    } else {
      ended.complete(null);
    }
  }

  private void fail(Throwable failure) {
    started.completeExceptionally(failure);
    ended.completeExceptionally(failure);
  }
}
