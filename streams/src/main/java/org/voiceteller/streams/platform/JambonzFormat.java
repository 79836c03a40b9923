package org.voiceteller.streams.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.apache.pekko.util.ByteString;
import org.voiceteller.streams.media.WireMessage;
import org.voiceteller.streams.sound.Pcm;

/**
 * jambonz's {@code listen} with streaming bidirectional audio, subprotocol {@value #SUBPROTOCOL}:
 * one JSON text about the call, then binary L16 (s16le) both ways, each at the rate that the verb
 * asks for. Texts come for keys ({@code passDtmf}) and for marks, {@code playout} when their place
 * was played and {@code cleared} when it never will be; to it go {@code mark} and {@code
 * killAudio}. A caller who hangs up shows only by a regular close.
 *
 * <p>Sources: https://docs.jambonz.org/verbs/verbs/listen and, for what it does not say, {@code
 * mod_audio_fork} (github.com/jambonz/freeswitch-modules): at most 30 marks at once; a mark lies in
 * the sound as a sample of -1, so no other sample may have that value; an {@code error} from us
 * ends the verb. Not thread-safe.
 */
public final class JambonzFormat implements PlatformFormat {

  public static final String SUBPROTOCOL = "audio.jambonz.org";

  /** The member of the verb's {@code metadata} that holds the ticket. */
  public static final String TICKET = "ticket";

  /** The rates of the caller's sound that we take. */
  public static final Set<Integer> RATES_HZ = Set.of(8_000, 16_000);

  private static final int MOST_MARKS = 24;
  private static final short LOOKS_LIKE_A_MARK = -1;
  private static final String ID = "[A-Za-z0-9-]{1,64}";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final int playbackRateHz;

  /**
   * @param playbackRateHz what the verb's {@code bidirectionalAudio.sampleRate} says
   */
  public static JambonzFormat create(int playbackRateHz) {
    return new JambonzFormat(playbackRateHz);
  }

  private JambonzFormat(int playbackRateHz) {
    this.playbackRateHz = playbackRateHz;
  }

  @Override
  public String channel() {
    return "jambonz";
  }

  @Override
  public FromPlatform read(WireMessage message) {
    return switch (message) {
      case WireMessage.Binary(var bytes) -> sound(bytes);
      case WireMessage.Text(var text) -> read(text);
    };
  }

  /**
   * A sample that is cut would make noise of all that follows in the message: none of it counts.
   */
  private static FromPlatform sound(ByteString bytes) {
    return bytes.isEmpty() || bytes.size() % 2 != 0
        ? new FromPlatform.Malformed("sound that is cut within a sample")
        : new FromPlatform.Sound(Pcm.samples(bytes.toArrayUnsafe()));
  }

  private static FromPlatform read(String text) {
    JsonNode message;
    try {
      message = JSON.readTree(text);
    } catch (JsonProcessingException notJson) {
      return new FromPlatform.Malformed("no JSON");
    }
    if (message.path("event").asText().equals("dtmf")) {
      return Keys.read(message.path("dtmf").asText());
    }
    if (message.path("type").asText().equals("mark")) {
      return mark(message.path("data"));
    }
    if (message.has("callSid")) {
      return begun(message);
    }
    return message.path("type").isTextual()
        ? new FromPlatform.Unimportant()
        : new FromPlatform.Malformed("an unknown message");
  }

  private static FromPlatform begun(JsonNode call) {
    String id = call.path("callSid").asText();
    int rate = call.path("sampleRate").asInt();
    if (!id.matches(ID)) {
      return new FromPlatform.Malformed("a beginning without its call");
    }
    if (!RATES_HZ.contains(rate) || !call.path("mixType").asText("mono").equals("mono")) {
      return new FromPlatform.Malformed("a beginning with sound that was not asked for");
    }
    return new FromPlatform.Begun(id, call.path(TICKET).textValue(), rate);
  }

  private static FromPlatform mark(JsonNode mark) {
    if (!mark.path("name").isTextual()) {
      return new FromPlatform.Malformed("a mark without a name");
    }
    return mark.path("event").asText().equals("playout")
        ? new FromPlatform.MarkPlayed(mark.path("name").textValue())
        : new FromPlatform.Unimportant();
  }

  @Override
  public int playbackRateHz() {
    return playbackRateHz;
  }

  @Override
  public WireMessage sound(short[] pcm) {
    short[] without = pcm.clone();
    for (int i = 0; i < without.length; i++) {
      if (without[i] == LOOKS_LIKE_A_MARK) {
        without[i] = 0;
      }
    }
    return new WireMessage.Binary(ByteString.fromArrayUnsafe(Pcm.bytes(without)));
  }

  @Override
  public WireMessage mark(String name) {
    ObjectNode mark = JSON.createObjectNode().put("type", "mark");
    mark.putObject("data").put("name", name);
    return new WireMessage.Text(mark.toString());
  }

  @Override
  public List<WireMessage> clear() {
    return List.of(
        new WireMessage.Text(JSON.createObjectNode().put("type", "killAudio").toString()));
  }

  @Override
  public int mostMarks() {
    return MOST_MARKS;
  }

  @Override
  public boolean hangsUpByClosing() {
    return true;
  }
}
