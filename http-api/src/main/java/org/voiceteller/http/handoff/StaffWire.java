package org.voiceteller.http.handoff;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import org.voiceteller.actors.call.StaffLine;
import org.voiceteller.actors.call.StaffLine.Message;
import org.voiceteller.actors.call.StaffLine.Words;
import org.voiceteller.core.call.CallEar.Heard;
import org.voiceteller.core.call.HandOff;
import org.voiceteller.core.call.Pcm;
import org.voiceteller.core.call.Turn;
import org.voiceteller.streams.media.WireMessage;

/**
 * What goes over one line, as {@code docs/hand-off.md} has it: JSON in text frames, sound in binary
 * ones. Not thread-safe; reading and writing may happen on different threads.
 */
final class StaffWire {

  static final String SUBPROTOCOL = "voice-teller.staff.v1";

  /** A text frame is small, and so is 100 ms of sound at 24 kHz. */
  static final int MAX_BYTES = 16 * 1_024;

  private static final int LONGEST_TEXT = 1_000;
  private static final int MAX_SOUND = 4_800;
  private static final byte CALLER = 1;
  private static final byte AGENT = 2;
  private static final byte WHISPER = 3;
  private static final Pattern TURN_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String callId;
  private final LineMode mode;
  private StaffLine.State told = new StaffLine.State(null, null);

  /** What came from the browser. */
  sealed interface Read {

    record Said(Words words) implements Read {}

    record Unusable(WireMessage answer) implements Read {}
  }

  StaffWire(String callId, LineMode mode) {
    this.callId = callId;
    this.mode = mode;
  }

  /** What a message of the line is to the browser, in order. */
  List<WireMessage> write(Message message) {
    return switch (message) {
      case Message.Attached attached -> {
        told = attached.state();
        yield List.of(opened(attached));
      }
      case Message.Changed(var state) -> changed(state);
      case Message.WordsRefused(var turnId) ->
          List.of(text(event("words.refused").put("turnId", turnId).put("reason", "stale")));
      case Message.Whispered(var from, var words, var sound) -> whispered(from, words, sound);
      case Message.Overheard(var heard) -> heard(heard);
      case Message.Ended(var reason) ->
          List.of(
              text(
                  event("call.ended")
                      .put("reason", reason == null ? "over" : word(reason.name()))));
      case Message.TakenByAnother _, Message.Tell _, Message.Close _, Message.Announce _ ->
          List.of();
    };
  }

  private WireMessage opened(Message.Attached attached) {
    ObjectNode opened =
        event("line.opened")
            .put("callId", callId)
            .put("mode", mode.word())
            .put("level", attached.level().number());
    putStaff(opened, attached.state().handOff());
    ArrayNode history = opened.putArray("history");
    for (Turn turn : attached.history()) {
      history
          .addObject()
          .put("turnId", turn.turnId())
          .put("speaker", word(turn.speaker().name()))
          .put("text", turn.text());
    }
    return text(opened);
  }

  private List<WireMessage> changed(StaffLine.State now) {
    List<WireMessage> changes = new ArrayList<>();
    HandOff handOff = now.handOff();
    if (handOff == null ? told.handOff() != null : !handOff.equals(told.handOff())) {
      ObjectNode event =
          event("hand-off").put("state", handOff == null ? "agent" : word(handOff.state().name()));
      putStaff(event, handOff);
      changes.add(text(event));
    }
    if ((now.leg() == null) != (told.leg() == null)) {
      changes.add(text(event("caller").put("state", now.leg() == null ? "gone" : "back")));
    }
    told = now;
    return changes;
  }

  private static void putStaff(ObjectNode event, @Nullable HandOff handOff) {
    if (handOff != null && handOff.taken() != null) {
      event.put("staff", handOff.taken().staff());
    }
  }

  private List<WireMessage> whispered(String from, @Nullable String words, @Nullable Pcm sound) {
    if (mode != LineMode.TAKE) {
      return List.of();
    }
    List<WireMessage> whispered = new ArrayList<>();
    if (words != null) {
      whispered.add(text(event("whisper").put("from", from).put("text", words)));
    }
    if (sound != null) {
      whispered.add(sound(WHISPER, sound));
    }
    return whispered;
  }

  private List<WireMessage> heard(Heard heard) {
    return switch (heard) {
      case Heard.CallerSound(var pcm) -> List.of(sound(CALLER, pcm));
      // whoever has the call is the bank's voice, and need not hear themselves
      case Heard.AgentSound(var pcm) ->
          mode == LineMode.TAKE ? List.of() : List.of(sound(AGENT, pcm));
      case Heard.AgentCleared() -> List.of(text(event("sound.cleared")));
      case Heard.Words(var turnId, var speaker, var words, var isFinal) ->
          List.of(
              text(
                  event("transcript")
                      .put("turnId", turnId)
                      .put("speaker", word(speaker.name()))
                      .put("text", words)
                      .put("final", isFinal)));
      case Heard.SecretAwaited(var kind) -> {
        ObjectNode event = event("challenge").put("open", kind != null);
        if (kind != null) {
          event.put("kind", word(kind.name()));
        }
        yield List.of(text(event));
      }
    };
  }

  Read read(WireMessage message) {
    return switch (message) {
      case WireMessage.Binary(var pcm) -> sound(pcm);
      case WireMessage.Text(var json) -> words(json);
    };
  }

  private Read sound(ByteString pcm) {
    if (mode == LineMode.LISTEN) {
      return notAllowed();
    }
    return pcm.isEmpty() || pcm.size() % 2 != 0 || pcm.size() > MAX_SOUND
        ? unusable("bad_sound", "A binary frame is 1 to 100 ms of PCM s16le, mono, 24 kHz.")
        : new Read.Said(new Words.Sound(new Pcm(pcm.toArray())));
  }

  private Read words(String json) {
    JsonNode event;
    try {
      event = JSON.readTree(json);
    } catch (JsonProcessingException notJson) {
      return unusable("bad_json", "A text frame is a JSON object with a type.");
    }
    return switch (event.path("type").asText()) {
      case "say" -> say(event.path("turnId").asText(), event.path("text").asText().strip());
      case "mic" -> {
        JsonNode on = event.path("on");
        yield on.isBoolean()
            ? only(mode != LineMode.LISTEN, new Words.Microphone(on.booleanValue()))
            : unusable("bad_field", "The field on is true or false.");
      }
      case "give-back" -> only(mode == LineMode.TAKE, new Words.GiveBack());
      case "end" -> only(mode == LineMode.TAKE, new Words.End());
      default -> unusable("unknown_type", "The types are say, mic, give-back and end.");
    };
  }

  private Read say(String turnId, String words) {
    if (!TURN_ID.matcher(turnId).matches()) {
      return unusable("bad_field", "The field turnId has 1 to 64 letters, digits, - and _.");
    }
    if (words.isEmpty() || words.length() > LONGEST_TEXT) {
      return unusable("bad_field", "The field text has 1 to 1,000 characters.");
    }
    return only(mode != LineMode.LISTEN, new Words.Text(turnId, words));
  }

  private static Read only(boolean allowed, Words words) {
    return allowed ? new Read.Said(words) : notAllowed();
  }

  private static Read notAllowed() {
    return unusable("not_allowed", "This line is not for that.");
  }

  private static Read unusable(String code, String sentence) {
    return new Read.Unusable(text(event("error").put("code", code).put("message", sentence)));
  }

  private static WireMessage sound(byte whose, Pcm pcm) {
    return new WireMessage.Binary(
        ByteString.fromArray(new byte[] {whose}).concat(ByteString.fromArrayUnsafe(pcm.bytes())));
  }

  private static ObjectNode event(String type) {
    return JSON.createObjectNode().put("type", type);
  }

  private static WireMessage text(ObjectNode event) {
    return new WireMessage.Text(event.toString());
  }

  private static String word(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
