package org.voiceteller.http.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.voiceteller.streams.sound.G711;

/** Twilio, as its public descriptions have it. */
final class TwilioPlatform extends PhonePlatform {

  private static final Pattern STREAM =
      Pattern.compile(
          "<Connect action=\"([^\"]+)\"><Stream url=\"([^\"]+)\">"
              + "<Parameter name=\"ticket\" value=\"([^\"]+)\"/></Stream></Connect>");

  private final String callSid;
  private String action = "";

  private TwilioPlatform(RunningTeller teller, String callSid) {
    super(teller);
    this.callSid = callSid;
  }

  /** Takes a call, asks the bank's voice webhook what to do, and does it. */
  static TwilioPlatform call(RunningTeller teller, String callSid, String from) throws Exception {
    var twilio = new TwilioPlatform(teller, callSid);
    twilio.act(
        twilio.post(
            teller.home() + "/v1/calls/twilio/answer?jurisdiction=US-CO",
            Map.of(
                "CallSid", callSid,
                "AccountSid", "AC0123456789abcdef0123456789abcdef",
                "From", from,
                "To", "+18005551212",
                "CallStatus", "ringing",
                "Direction", "inbound")));
    return twilio;
  }

  @Override
  void losesItsConnection() throws Exception {
    socket().abort();
    act(post(action, Map.of("CallSid", callSid, "CallStatus", "in-progress")));
  }

  private String post(String address, Map<String, String> fields) throws Exception {
    var sorted = new TreeMap<>(fields);
    var signed = new StringBuilder(address);
    sorted.forEach((name, value) -> signed.append(name).append(value));
    String form =
        sorted.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return post(
        HttpRequest.newBuilder(URI.create(address))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("X-Twilio-Signature", signature(signed.toString())),
        form);
  }

  private static String signature(String text) throws Exception {
    return Base64.getEncoder().encodeToString(hmac("HmacSHA1", TWILIO_TOKEN, text));
  }

  private void act(String twiml) throws Exception {
    Matcher stream = STREAM.matcher(twiml);
    assertThat(stream.find()).as(twiml).isTrue();
    action = stream.group(1);
    connected(
        client
            .newWebSocketBuilder()
            .header("X-Twilio-Signature", signature(stream.group(2)))
            .buildAsync(URI.create(stream.group(2)), this)
            .join());
    send("{\"event\":\"connected\",\"protocol\":\"Call\",\"version\":\"1.0.0\"}");
    send(
        """
        {"event":"start","sequenceNumber":"1","start":{"accountSid":"AC1","streamSid":"MZ1",
        "callSid":"%s","tracks":["inbound"],"mediaFormat":{"encoding":"audio/x-mulaw",
        "sampleRate":8000,"channels":1},"customParameters":{"ticket":"%s"}},"streamSid":"MZ1"}
        """
            .formatted(callSid, stream.group(3)));
  }

  @Override
  String channel() {
    return "twilio";
  }

  @Override
  void hears(short[] pcm) {
    send(
        "{\"event\":\"media\",\"media\":{\"track\":\"inbound\",\"payload\":\"%s\"}}"
            .formatted(Base64.getEncoder().encodeToString(G711.MU_LAW.encode(pcm))));
  }

  @Override
  void press(String key) {
    send(
        "{\"event\":\"dtmf\",\"streamSid\":\"MZ1\",\"dtmf\":{\"track\":\"inbound_track\",\"digit\":\"%s\"}}"
            .formatted(key));
  }

  @Override
  void hangUp() {
    send("{\"event\":\"stop\",\"stop\":{\"callSid\":\"" + callSid + "\"}}");
  }

  @Override
  void told(JsonNode message) {
    switch (message.path("event").asText()) {
      case "media" -> soundMessages.incrementAndGet();
      case "mark" -> send(message.toString());
      default -> assertThat(message.path("event").asText()).isEqualTo("clear");
    }
  }
}
