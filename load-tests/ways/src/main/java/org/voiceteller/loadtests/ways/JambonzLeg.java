package org.voiceteller.loadtests.ways;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.voiceteller.loadtests.caller.CallSocket;

/**
 * As jambonz's {@code listen}: PCM at 16 kHz there and 8 kHz back; marks come back as played as
 * soon as they are sent.
 */
final class JambonzLeg extends PlatformLeg {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String secret;
  private final String callSid = UUID.randomUUID().toString();

  private JambonzLeg(HttpClient client, URI bank, String secret, Echoes echoes) {
    super(client, bank, echoes);
    this.secret = secret;
  }

  static JambonzLeg open(HttpClient client, URI bank, String secret, Echoes echoes) {
    var leg = new JambonzLeg(client, bank, secret, echoes);
    leg.call();
    return leg;
  }

  private void call() {
    String body =
        "{\"call_sid\":\"%s\",\"direction\":\"inbound\",\"from\":\"+15552345678\",\"call_status\":\"trying\"}"
            .formatted(callSid);
    long now = System.currentTimeMillis() / 1000;
    String signature = HexFormat.of().formatHex(hmac("HmacSHA256", secret, now + "." + body));
    call(
        HttpRequest.newBuilder(URI.create(bank + "/v1/calls/jambonz/answer?jurisdiction=US-CO"))
            .header("Content-Type", "application/json")
            .header("Jambonz-Signature", "t=%d,v1=%s".formatted(now, signature)),
        body);
  }

  @Override
  void answered(String verbs) {
    JsonNode listen;
    try {
      listen = JSON.readTree(verbs).path(0);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Expected verbs, but the answer is " + verbs, e);
    }
    JsonNode auth = listen.path("wsAuth");
    String both = auth.path("username").asText() + ":" + auth.path("password").asText();
    joined(
        CallSocket.open(
            client
                .newWebSocketBuilder()
                .subprotocols("audio.jambonz.org")
                .header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(both.getBytes(UTF_8))),
            URI.create(listen.path("url").asText()),
            this),
        "{\"sampleRate\":16000,\"mixType\":\"mono\",\"callSid\":\"%s\",\"ticket\":\"%s\"}"
            .formatted(callSid, listen.path("metadata").path("ticket").asText()));
  }

  @Override
  public void send(byte[] frame) {
    socket().send(frame);
  }

  @Override
  public void event(JsonNode event, long nanos) {
    if (event.path("type").asText().equals("mark")) {
      socket()
          .sendText(
              "{\"type\":\"mark\",\"data\":{\"name\":\"%s\",\"event\":\"playout\"}}"
                  .formatted(event.path("data").path("name").asText()));
    }
  }

  @Override
  public void sound(ByteBuffer pcm) {
    byte[] sound = new byte[pcm.remaining()];
    pcm.get(sound);
    heard(sound);
  }

  @Override
  public CompletionStage<Void> close() {
    socket().close();
    return ended();
  }
}
