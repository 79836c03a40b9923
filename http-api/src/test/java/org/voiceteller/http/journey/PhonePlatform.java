package org.voiceteller.http.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A telephone platform that has taken a call and streams it to the bank, as a bank's own Twilio or
 * jambonz does. Its loudspeaker plays in no time: a mark comes back at once.
 */
abstract class PhonePlatform extends Telephone implements WebSocket.Listener {

  static final String TWILIO_TOKEN = "a-twilio-auth-token-for-tests-01";
  static final String JAMBONZ_SECRET = "a-jambonz-webhook-secret-01";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PLATFORMS = "-Dvoice-teller.platforms.";

  final RunningTeller teller;
  final HttpClient client = HttpClient.newHttpClient();
  final AtomicLong soundMessages = new AtomicLong();
  private final StringBuilder text = new StringBuilder();
  private final Object sending = new Object();
  private volatile @Nullable WebSocket socket;

  PhonePlatform(RunningTeller teller) {
    this.teller = teller;
  }

  /** With which the bank on this port takes calls by both. */
  static List<String> settings(int port) {
    return List.of(
        PLATFORMS + "public-url=http://127.0.0.1:" + port,
        PLATFORMS + "twilio.auth-token=" + TWILIO_TOKEN,
        PLATFORMS + "jambonz.webhook-secret=" + JAMBONZ_SECRET);
  }

  /** Twice the pace of a clock: who listens goes by the sound. */
  @Override
  long frameEveryMs() {
    return 10;
  }

  /** A message of the bank's. */
  abstract void told(JsonNode message);

  /** The connection breaks, and the platform asks what comes next; it does as it is told. */
  abstract void losesItsConnection() throws Exception;

  void connected(WebSocket opened) {
    socket = opened;
  }

  WebSocket socket() {
    WebSocket open = socket;
    if (open == null) {
      throw new IllegalStateException("Expected a stream to be open");
    }
    return open;
  }

  /** Asks a webhook of the bank's, which must answer. */
  String post(HttpRequest.Builder request, String body) throws Exception {
    HttpResponse<String> answer =
        client.send(
            request.POST(HttpRequest.BodyPublishers.ofString(body)).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  void send(String message) {
    synchronized (sending) {
      socket().sendText(message, true).join();
    }
  }

  void send(byte[] message) {
    synchronized (sending) {
      socket().sendBinary(ByteBuffer.wrap(message), true).join();
    }
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The bank sent what is not JSON", e);
    }
  }

  static byte[] hmac(String algorithm, String secret, String text) throws Exception {
    Mac mac = Mac.getInstance(algorithm);
    mac.init(new SecretKeySpec(secret.getBytes(UTF_8), algorithm));
    return mac.doFinal(text.getBytes(UTF_8));
  }

  @Override
  public synchronized @Nullable CompletionStage<?> onText(
      WebSocket socket, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      told(json(text.toString()));
      text.setLength(0);
    }
    socket.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
    soundMessages.incrementAndGet();
    socket.request(1);
    return null;
  }

  @Override
  public void close() {
    WebSocket open = socket;
    if (open != null) {
      open.abort();
    }
    client.shutdownNow();
  }
}
