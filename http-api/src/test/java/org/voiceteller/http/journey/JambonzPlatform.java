package org.voiceteller.http.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.WebSocket;
import java.util.Base64;
import java.util.HexFormat;
import org.voiceteller.streams.sound.Pcm;
import org.voiceteller.streams.sound.Resampler;

/** jambonz, as its public descriptions and its source have it. */
final class JambonzPlatform extends PhonePlatform {

  private final String callSid;
  private final Resampler resampler = Resampler.between(8_000, 16_000);
  private String action = "";

  private JambonzPlatform(RunningTeller teller, String callSid) {
    super(teller);
    this.callSid = callSid;
  }

  /** Takes a call, asks the bank's webhook what to do, and does it. */
  static JambonzPlatform call(RunningTeller teller, String callSid, String from) throws Exception {
    var jambonz = new JambonzPlatform(teller, callSid);
    jambonz.act(
        jambonz.post(
            teller.home() + "/v1/calls/jambonz/answer?jurisdiction=US-CO",
            "{\"call_sid\":\"%s\",\"direction\":\"inbound\",\"from\":\"%s\",\"call_status\":\"trying\"}"
                .formatted(callSid, from)));
    return jambonz;
  }

  @Override
  void losesItsConnection() throws Exception {
    socket().abort();
    act(post(action, "{\"call_sid\":\"" + callSid + "\",\"call_status\":\"in-progress\"}"));
  }

  private JsonNode post(String address, String body) throws Exception {
    long now = System.currentTimeMillis() / 1000;
    String signature =
        HexFormat.of().formatHex(hmac("HmacSHA256", JAMBONZ_SECRET, now + "." + body));
    return json(
        post(
            HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/json")
                .header("Jambonz-Signature", "t=%d,v1=%s".formatted(now, signature)),
            body));
  }

  private void act(JsonNode verbs) {
    JsonNode listen = verbs.path(0);
    assertThat(listen.path("verb").asText()).as(verbs.toString()).isEqualTo("listen");
    assertThat(listen.path("sampleRate").asInt()).isEqualTo(16_000);
    action = listen.path("actionHook").asText();
    JsonNode auth = listen.path("wsAuth");
    String both = auth.path("username").asText() + ":" + auth.path("password").asText();
    connected(
        client
            .newWebSocketBuilder()
            .subprotocols("audio.jambonz.org")
            .header(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(both.getBytes(UTF_8)))
            .buildAsync(URI.create(listen.path("url").asText()), this)
            .join());
    send(
        "{\"sampleRate\":16000,\"mixType\":\"mono\",\"callSid\":\"%s\",\"direction\":\"inbound\",\"ticket\":\"%s\"}"
            .formatted(callSid, listen.path("metadata").path("ticket").asText()));
  }

  @Override
  String channel() {
    return "jambonz";
  }

  @Override
  void hears(short[] pcm) {
    send(Pcm.bytes(resampler.resample(pcm)));
  }

  @Override
  void press(String key) {
    send("{\"event\":\"dtmf\",\"dtmf\":\"" + key + "\",\"duration\":\"1600\"}");
  }

  @Override
  void hangUp() {
    socket().sendClose(WebSocket.NORMAL_CLOSURE, "").join();
  }

  @Override
  void told(JsonNode message) {
    if (message.path("type").asText().equals("mark")) {
      send(
          "{\"type\":\"mark\",\"data\":{\"name\":\"%s\",\"event\":\"playout\"}}"
              .formatted(message.path("data").path("name").asText()));
    } else {
      assertThat(message.path("type").asText()).isEqualTo("killAudio");
    }
  }
}
