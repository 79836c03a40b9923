package org.voiceteller.loadtests.ways;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.voiceteller.loadtests.caller.CallSocket;
import org.voiceteller.loadtests.echo.EchoLeg;

/**
 * A leg through a telephone platform's media socket: the call's webhook is asked, signed as the
 * platform signs, and its answer is done. Open when the first of the agent's sound has come.
 */
abstract class PlatformLeg implements EchoLeg, CallSocket.Ear {

  final HttpClient client;
  final URI bank;
  final Echoes echoes;
  private final CompletableFuture<CallSocket> socket = new CompletableFuture<>();
  private final CompletableFuture<Void> opened = new CompletableFuture<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  PlatformLeg(HttpClient client, URI bank, Echoes echoes) {
    this.client = client;
    this.bank = bank;
    this.echoes = echoes;
  }

  /** Asks the call's webhook, and does what it answers. */
  void call(HttpRequest.Builder webhook, String body) {
    var _ =
        client
            .sendAsync(
                webhook.POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString())
            .thenAccept(
                answer -> {
                  if (answer.statusCode() != 200) {
                    throw new IllegalStateException(
                        "The bank answers " + answer.statusCode() + ": " + answer.body());
                  }
                  answered(answer.body());
                })
            .exceptionally(
                failure -> {
                  fail(failure);
                  return null;
                });
  }

  /** Opens the socket that the webhook's answer names. */
  abstract void answered(String body);

  /**
   * @param first what the platform says first of all
   */
  void joined(CompletableFuture<CallSocket> joining, String... first) {
    var _ =
        joining.whenComplete(
            (open, failure) -> {
              if (failure != null) {
                fail(failure);
              } else {
                socket.complete(open);
                for (String message : first) {
                  open.sendText(message);
                }
              }
            });
  }

  void fail(Throwable failure) {
    socket.completeExceptionally(failure);
    opened.completeExceptionally(failure);
    ended.completeExceptionally(failure);
  }

  CallSocket socket() {
    return socket.join();
  }

  /** PCM s16le of the agent's. */
  void heard(byte[] pcm) {
    opened.complete(null);
    echoes.onAudio(pcm);
  }

  @Override
  public CompletionStage<Void> opened() {
    return opened.copy();
  }

  /** What hangs up is said by now. */
  CompletionStage<Void> ended() {
    return ended;
  }

  @Override
  public void closed(int status, String reason) {
    opened.completeExceptionally(
        new IllegalStateException("The connection closed: " + status + " " + reason));
    ended.complete(null);
  }

  static byte[] hmac(String algorithm, String secret, String text) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), algorithm));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Expected the JDK to have " + algorithm, e);
    }
  }
}
