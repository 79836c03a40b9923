package org.voiceteller.loadtests.ways;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.voiceteller.loadtests.caller.CallSocket;
import org.voiceteller.streams.sound.G711;
import org.voiceteller.streams.sound.Pcm;

/** As Twilio's Media Streams: mu-law in JSON texts; marks come back as soon as they are sent. */
final class TwilioLeg extends PlatformLeg {

  private static final Pattern STREAM =
      Pattern.compile("<Stream url=\"([^\"]+)\"><Parameter name=\"ticket\" value=\"([^\"]+)\"/>");

  private final String token;
  private final String callSid = "CA" + UUID.randomUUID().toString().replace("-", "");

  private TwilioLeg(HttpClient client, URI bank, String token, Echoes echoes) {
    super(client, bank, echoes);
    this.token = token;
  }

  static TwilioLeg open(HttpClient client, URI bank, String token, Echoes echoes) {
    var leg = new TwilioLeg(client, bank, token, echoes);
    leg.call();
    return leg;
  }

  private void call() {
    String address = bank + "/v1/calls/twilio/answer?jurisdiction=US-CO";
    var fields =
        new TreeMap<>(Map.of("CallSid", callSid, "From", "+15552345678", "CallStatus", "ringing"));
    var signed = new StringBuilder(address);
    fields.forEach((name, value) -> signed.append(name).append(value));
    String form =
        fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    call(
        HttpRequest.newBuilder(URI.create(address))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("X-Twilio-Signature", signature(signed.toString())),
        form);
  }

  private String signature(String text) {
    return Base64.getEncoder().encodeToString(hmac("HmacSHA1", token, text));
  }

  @Override
  void answered(String twiml) {
    Matcher stream = STREAM.matcher(twiml);
    if (!stream.find()) {
      throw new IllegalStateException("Expected a stream, but the answer is " + twiml);
    }
    joined(
        CallSocket.open(
            client.newWebSocketBuilder().header("X-Twilio-Signature", signature(stream.group(1))),
            URI.create(stream.group(1)),
            this),
        "{\"event\":\"connected\",\"protocol\":\"Call\",\"version\":\"1.0.0\"}",
        """
        {"event":"start","start":{"streamSid":"MZ1","callSid":"%s","tracks":["inbound"],
        "mediaFormat":{"encoding":"audio/x-mulaw","sampleRate":8000,"channels":1},
        "customParameters":{"ticket":"%s"}},"streamSid":"MZ1"}"""
            .formatted(callSid, stream.group(2)));
  }

  @Override
  public void send(byte[] frame) {
    socket()
        .sendText(
            "{\"event\":\"media\",\"media\":{\"track\":\"inbound\",\"payload\":\""
                + Base64.getEncoder().encodeToString(frame)
                + "\"}}");
  }

  @Override
  public void event(JsonNode event, long nanos) {
    switch (event.path("event").asText()) {
      case "media" -> {
        byte[] sound = Base64.getDecoder().decode(event.path("media").path("payload").asText());
        heard(Pcm.bytes(G711.MU_LAW.decode(sound)));
      }
      case "mark" -> socket().send(event);
      default -> {
        // what was cleared is not heard here either way
      }
    }
  }

  @Override
  public void sound(ByteBuffer none) {
    fail(new IllegalStateException("Expected texts only"));
  }

  @Override
  public CompletionStage<Void> close() {
    socket().sendText("{\"event\":\"stop\",\"stop\":{\"callSid\":\"" + callSid + "\"}}");
    return ended();
  }
}
