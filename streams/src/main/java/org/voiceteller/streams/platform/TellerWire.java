package org.voiceteller.streams.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.pekko.util.ByteString;
import org.voiceteller.streams.media.WireMessage;

/** {@code voice-teller.v1} from its other side: what a caller's client says and hears. */
final class TellerWire {

  private static final ObjectMapper JSON = new ObjectMapper();

  private TellerWire() {}

  /** What the teller's message means to a telephone. */
  sealed interface FromTeller {

    record Started(String resumeToken) implements FromTeller {}

    record TurnBegun(String turnId) implements FromTeller {}

    /**
     * @param pcm s16le, mono, 24 kHz
     */
    record Sound(ByteString pcm) implements FromTeller {}

    record TurnEnded(String turnId, long durationMs) implements FromTeller {}

    record Cleared() implements FromTeller {}

    /**
     * @param isOpen whether the bank waits for a secret from now on
     */
    record Challenged(boolean isOpen) implements FromTeller {}

    /**
     * @param isUnderWay since now, or no longer
     */
    record Tool(boolean isUnderWay) implements FromTeller {}

    /**
     * The server goes away.
     *
     * @param elsewhere whether another one takes the call up
     */
    record GoingAway(boolean elsewhere) implements FromTeller {}

    record Ended(String reason) implements FromTeller {}

    /**
     * @param code as in the protocol's description
     */
    record Failed(String code) implements FromTeller {}

    /** Words and signs that a telephone cannot show. */
    record Unheard() implements FromTeller {}
  }

  static FromTeller read(WireMessage message) {
    return switch (message) {
      case WireMessage.Binary(var pcm) -> new FromTeller.Sound(pcm);
      case WireMessage.Text(var text) -> read(text);
    };
  }

  private static FromTeller read(String text) {
    JsonNode event;
    try {
      event = JSON.readTree(text);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("Expected our own messages to be JSON", impossible);
    }
    return switch (event.path("type").asText()) {
      case "call.started" -> new FromTeller.Started(event.path("resumeToken").asText());
      case "audio.start" -> new FromTeller.TurnBegun(event.path("turnId").asText());
      case "audio.end" ->
          new FromTeller.TurnEnded(
              event.path("turnId").asText(), event.path("durationMs").asLong());
      case "audio.clear" -> new FromTeller.Cleared();
      case "authentication.challenge" -> new FromTeller.Challenged(true);
      case "authentication.challengeClosed" -> new FromTeller.Challenged(false);
      case "tool.started" -> new FromTeller.Tool(true);
      case "tool.finished" -> new FromTeller.Tool(false);
      case "server.draining" -> new FromTeller.GoingAway(event.path("elsewhere").asBoolean());
      case "call.ended" -> new FromTeller.Ended(event.path("reason").asText());
      case "error" -> new FromTeller.Failed(event.path("code").asText());
      default -> new FromTeller.Unheard();
    };
  }

  static WireMessage start(Ticket ticket, String channel) {
    ObjectNode start = event("call.start");
    if (ticket.resume() != null) {
      return text(start.put("resume", ticket.resume()));
    }
    start.put("channel", channel);
    if (ticket.from() != null) {
      start.put("from", ticket.from());
    }
    if (ticket.jurisdiction() != null) {
      start.put("jurisdiction", ticket.jurisdiction());
    }
    if (ticket.locale() != null) {
      start.put("locale", ticket.locale());
    }
    return text(start);
  }

  static WireMessage keys(String digits) {
    return text(event("keypad.input").put("digits", digits));
  }

  static WireMessage played(String turnId, long playedMs) {
    return text(event("playback.position").put("turnId", turnId).put("playedMs", playedMs));
  }

  static WireMessage end() {
    return text(event("call.end"));
  }

  private static ObjectNode event(String type) {
    return JSON.createObjectNode().put("type", type);
  }

  private static WireMessage text(ObjectNode event) {
    return new WireMessage.Text(event.toString());
  }
}
