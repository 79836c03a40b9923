package org.voiceteller.streams.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.List;
import org.voiceteller.streams.media.WireMessage;
import org.voiceteller.streams.sound.G711;

/**
 * Twilio's bidirectional Media Streams ({@code <Connect><Stream>}): JSON texts, the sound in them
 * mu-law at 8 kHz in base64. From it come {@code connected}, {@code start}, {@code media}, {@code
 * dtmf}, {@code mark} and {@code stop}; to it go {@code media}, {@code mark} and {@code clear}, and
 * nothing else: any other message ends the stream (error 31924).
 *
 * <p>A mark comes back when the sound before it was played, and at once after a {@code clear}.
 * Source: Twilio, "Media Streams - WebSocket Messages",
 * https://www.twilio.com/docs/voice/media-streams/websocket-messages. Not thread-safe.
 */
public final class TwilioFormat implements PlatformFormat {

  /** The custom parameter ({@code <Parameter>}) that holds the ticket. */
  public static final String TICKET = "ticket";

  /** 1 s; Twilio sends 20 ms. */
  private static final int MOST_SAMPLES = G711.SAMPLE_RATE_HZ;

  /** Base64 has four characters for three bytes. */
  private static final int MOST_BASE64 = MOST_SAMPLES / 3 * 4 + 8;

  private static final int MOST_MARKS = 64;
  private static final String SID = "[A-Za-z0-9]{1,64}";

  private static final ObjectMapper JSON = new ObjectMapper();

  private String streamSid = "";

  @Override
  public String channel() {
    return "twilio";
  }

  @Override
  public FromPlatform read(WireMessage message) {
    return switch (message) {
      case WireMessage.Binary _ -> new FromPlatform.Malformed("a binary message");
      case WireMessage.Text(var text) -> read(text);
    };
  }

  private FromPlatform read(String text) {
    JsonNode message;
    try {
      message = JSON.readTree(text);
    } catch (JsonProcessingException notJson) {
      return new FromPlatform.Malformed("no JSON");
    }
    return switch (message.path("event").asText()) {
      case "connected" -> new FromPlatform.Unimportant();
      case "start" -> start(message.path("start"));
      case "media" -> media(message.path("media"));
      case "dtmf" -> dtmf(message.path("dtmf").path("digit"));
      case "mark" -> mark(message.path("mark").path("name"));
      case "stop" -> new FromPlatform.HungUp();
      default -> new FromPlatform.Malformed("an unknown event");
    };
  }

  private FromPlatform start(JsonNode start) {
    JsonNode format = start.path("mediaFormat");
    String stream = start.path("streamSid").asText();
    String call = start.path("callSid").asText();
    if (!stream.matches(SID) || !call.matches(SID)) {
      return new FromPlatform.Malformed("a start without its stream or its call");
    }
    if (!format.path("encoding").asText().equals("audio/x-mulaw")
        || format.path("sampleRate").asInt() != G711.SAMPLE_RATE_HZ
        || format.path("channels").asInt() != 1) {
      return new FromPlatform.Malformed("a start with another format than mu-law, 8 kHz, mono");
    }
    streamSid = stream;
    return new FromPlatform.Begun(
        call, start.path("customParameters").path(TICKET).textValue(), G711.SAMPLE_RATE_HZ);
  }

  private static FromPlatform media(JsonNode media) {
    if (media.path("track").asText("inbound").equals("outbound")) {
      return new FromPlatform.Unimportant();
    }
    String payload = media.path("payload").textValue();
    if (payload == null || payload.isEmpty()) {
      return new FromPlatform.Malformed("media without sound");
    }
    if (payload.length() > MOST_BASE64) {
      return new FromPlatform.Malformed("media of more than a second");
    }
    try {
      return new FromPlatform.Sound(G711.MU_LAW.decode(Base64.getDecoder().decode(payload)));
    } catch (IllegalArgumentException notBase64) {
      return new FromPlatform.Malformed("media that is not base64");
    }
  }

  private static FromPlatform dtmf(JsonNode digit) {
    return Keys.read(digit.asText());
  }

  private static FromPlatform mark(JsonNode name) {
    return name.isTextual()
        ? new FromPlatform.MarkPlayed(name.textValue())
        : new FromPlatform.Malformed("a mark without a name");
  }

  @Override
  public int playbackRateHz() {
    return G711.SAMPLE_RATE_HZ;
  }

  @Override
  public WireMessage sound(short[] pcm) {
    ObjectNode media = event("media");
    media
        .putObject("media")
        .put("payload", Base64.getEncoder().encodeToString(G711.MU_LAW.encode(pcm)));
    return new WireMessage.Text(media.toString());
  }

  @Override
  public WireMessage mark(String name) {
    ObjectNode mark = event("mark");
    mark.putObject("mark").put("name", name);
    return new WireMessage.Text(mark.toString());
  }

  @Override
  public List<WireMessage> clear() {
    return List.of(new WireMessage.Text(event("clear").toString()));
  }

  private ObjectNode event(String event) {
    return JSON.createObjectNode().put("event", event).put("streamSid", streamSid);
  }

  @Override
  public int mostMarks() {
    return MOST_MARKS;
  }

  /** A {@code stop} says so. */
  @Override
  public boolean hangsUpByClosing() {
    return false;
  }
}
