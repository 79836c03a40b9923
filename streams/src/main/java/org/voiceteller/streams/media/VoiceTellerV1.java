package org.voiceteller.streams.media;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.call.CallDesk;
import org.voiceteller.core.call.CallTransfer;
import org.voiceteller.core.call.Challenge;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.core.call.HandOff;
import org.voiceteller.core.call.NumberAttestation;
import org.voiceteller.core.call.Turn;
import org.voiceteller.core.tool.ToolOutcome;
import org.voiceteller.streams.call.AgentFrame;
import org.voiceteller.streams.call.CallRoster;
import org.voiceteller.streams.call.CallerFrame;
import org.voiceteller.streams.nova.EndpointingSensitivity;

/**
 * The subprotocol {@code voice-teller.v1}: binary messages are sound (caller to agent PCM s16le,
 * mono, 16 kHz; agent to caller 24 kHz), texts are JSON events. Fields that are not known are
 * skipped. Thread-safe.
 */
public final class VoiceTellerV1 {

  /** The WebSocket subprotocol's name. */
  public static final String SUBPROTOCOL = "voice-teller.v1";

  /** A larger message closes the connection with 1009; the door in front of us sees to it. */
  public static final int MAX_MESSAGE_BYTES = 64 * 1024;

  public static final int INPUT_SAMPLE_RATE_HZ = 16_000;
  public static final int OUTPUT_SAMPLE_RATE_HZ = 24_000;

  /** 100 ms of 16 kHz s16. */
  static final int MAX_AUDIO_BYTES = 3_200;

  static final String JURISDICTION = "[A-Z]{2}(-[A-Z0-9]{1,3})?";
  static final String LOCALE = "[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,3}";
  private static final String E164 = "\\+[1-9][0-9]{6,14}";
  private static final String CHANNEL = "[a-z][a-z0-9-]{0,31}";
  private static final String TOKEN = "\\S{1,512}";
  private static final String DIGITS = "[0-9*#]{1,64}";
  private static final String ENDPOINTING = "high|medium|low";
  private static final String ATTESTATION = "full|partial|gateway|passed|failed|missing";
  private static final String TRANSFER = "begun|done|failed";
  private static final String WAY = "refer|bridge";
  private static final String TURN_ID = "\\S{1,64}";

  private final ObjectMapper json =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private final int maxTypedText;

  public static VoiceTellerV1 create(MediaSettings settings) {
    return new VoiceTellerV1(settings.maxTypedText());
  }

  private VoiceTellerV1(int maxTypedText) {
    this.maxTypedText = maxTypedText;
  }

  /** What a message means; never throws. */
  public FromCaller decode(WireMessage message) {
    return switch (message) {
      case WireMessage.Binary(var bytes) -> {
        if (bytes.isEmpty() || bytes.size() % 2 != 0) {
          yield rejected("bad_audio", "Sound must be whole 16-bit samples, but was cut in one.");
        }
        if (bytes.size() > MAX_AUDIO_BYTES) {
          yield rejected("bad_audio", "A frame of sound may last 100 ms at most.");
        }
        yield new FromCaller.Frame(new CallerFrame.Audio(bytes));
      }
      case WireMessage.Text(var text) -> decode(text);
    };
  }

  private FromCaller decode(String text) {
    JsonNode event;
    try {
      event = json.readTree(text);
    } catch (JsonProcessingException notJson) {
      return rejected("malformed_message", "A text message must be one JSON object.");
    }
    if (!event.isObject()) {
      return rejected("malformed_message", "A text message must be one JSON object.");
    }
    if (!event.path("type").isTextual()) {
      return rejected("malformed_message", "An event must say its \"type\".");
    }
    try {
      return decode((ObjectNode) event);
    } catch (BadField bad) {
      return rejected("bad_field", bad.sentence);
    }
  }

  private FromCaller decode(ObjectNode event) throws BadField {
    return switch (event.path("type").textValue()) {
      case "call.start" ->
          new FromCaller.Start(
              optional(event, "from", E164, "a number like +15552345678"),
              optional(event, "jurisdiction", JURISDICTION, "an ISO 3166-2 code like US-CO"),
              optional(event, "locale", LOCALE, "a language tag like en-US"),
              optional(event, "channel", CHANNEL, "a short name like browser"),
              endpointing(event),
              optional(event, "resume", TOKEN, "a token as call.started gave it"),
              attestation(event));
      case "text.input" -> new FromCaller.Frame(new CallerFrame.TextTyped(typed(event)));
      case "keypad.input" ->
          new FromCaller.Frame(
              new CallerFrame.KeyPressed(
                  required(event, "digits", DIGITS, "1 to 64 of the keys 0-9, * and #")));
      case "playback.position" ->
          new FromCaller.Frame(
              new CallerFrame.PlaybackPosition(
                  required(event, "turnId", TURN_ID, "a turn's id"), playedMs(event)));
      case "call.transfer" -> new FromCaller.Frame(new CallerFrame.Transferring(transfer(event)));
      case "call.end" -> new FromCaller.Frame(new CallerFrame.HungUp());
      case "line.check" -> new FromCaller.Check();
      default -> rejected("unknown_type", "This type of event is not known here.");
    };
  }

  private static @Nullable NumberAttestation attestation(ObjectNode event) throws BadField {
    String told =
        optional(
            event, "attestation", ATTESTATION, "full, partial, gateway, passed, failed or missing");
    return told == null ? null : NumberAttestation.valueOf(told.toUpperCase(Locale.ROOT));
  }

  private static @Nullable EndpointingSensitivity endpointing(ObjectNode event) throws BadField {
    String wish = optional(event, "endpointing", ENDPOINTING, "high, medium or low");
    return wish == null ? null : EndpointingSensitivity.valueOf(wish.toUpperCase(Locale.ROOT));
  }

  private String typed(ObjectNode event) throws BadField {
    JsonNode text = event.path("text");
    if (!text.isTextual() || text.textValue().isBlank()) {
      throw new BadField("Expected \"text\" to be a text that is not blank.");
    }
    if (text.textValue().length() > maxTypedText) {
      throw new BadField("Expected \"text\" to have at most " + maxTypedText + " characters.");
    }
    return text.textValue().strip();
  }

  private static CallTransfer transfer(ObjectNode event) throws BadField {
    String state = required(event, "state", TRANSFER, "begun, done or failed");
    String way = required(event, "by", WAY, "refer or bridge");
    JsonNode status = event.path("status");
    if (!status.isMissingNode()
        && (!status.isInt() || status.intValue() < 100 || status.intValue() > 699)) {
      throw new BadField("Expected \"status\" to be that of a SIP answer, 100 to 699.");
    }
    return new CallTransfer(
        CallTransfer.State.valueOf(state.toUpperCase(Locale.ROOT)),
        CallTransfer.Way.valueOf(way.toUpperCase(Locale.ROOT)),
        status.isInt() ? status.intValue() : null);
  }

  private static long playedMs(ObjectNode event) throws BadField {
    JsonNode played = event.path("playedMs");
    if (!played.isNumber() || !played.canConvertToLong() || played.longValue() < 0) {
      throw new BadField("Expected \"playedMs\" to be a number of milliseconds, 0 or more.");
    }
    return played.longValue();
  }

  private static String required(ObjectNode event, String field, String pattern, String expected)
      throws BadField {
    String value = optional(event, field, pattern, expected);
    if (value == null) {
      throw new BadField("Expected \"" + field + "\" to be " + expected + ", but it is missing.");
    }
    return value;
  }

  private static @Nullable String optional(
      ObjectNode event, String field, String pattern, String expected) throws BadField {
    JsonNode value = event.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual() || !value.textValue().matches(pattern)) {
      throw new BadField("Expected \"" + field + "\" to be " + expected + ".");
    }
    return value.textValue();
  }

  private static FromCaller rejected(String code, String sentence) {
    return new FromCaller.Rejected(new AgentFrame.Problem(code, sentence, false));
  }

  /** The message that tells it. */
  public WireMessage encode(ToCaller told) {
    return switch (told) {
      case ToCaller.Started(var call) -> started(call);
      case ToCaller.GoingAway(var word) -> goingAway(word);
      case ToCaller.Frame(var frame) -> encode(frame);
      case ToCaller.Checked() -> checked();
    };
  }

  /** {@code call.started}: the leg is joined to its call. */
  public WireMessage started(CallDesk.Opened call) {
    return text(
        event("call.started")
            .put("callId", call.callId())
            .put("resumeToken", call.resumeToken())
            .put("inputSampleRateHz", INPUT_SAMPLE_RATE_HZ)
            .put("outputSampleRateHz", OUTPUT_SAMPLE_RATE_HZ));
  }

  /** {@code server.draining}: the server goes away; the call goes on for a while. */
  public WireMessage goingAway(CallRoster.Word.GoingAway word) {
    return text(
        event("server.draining")
            .put("endsInMs", word.endsIn().toMillis())
            .put("elsewhere", word.elsewhere()));
  }

  /** {@code line.checked}: the answer to {@code line.check}. */
  public WireMessage checked() {
    return text(event("line.checked"));
  }

  public WireMessage encode(AgentFrame frame) {
    return switch (frame) {
      case AgentFrame.Audio(_, var pcm) -> new WireMessage.Binary(pcm);
      case AgentFrame.AudioStarted(var turnId) -> text(event("audio.start").put("turnId", turnId));
      case AgentFrame.AudioEnded(var turnId, var durationMs) ->
          text(event("audio.end").put("turnId", turnId).put("durationMs", durationMs));
      case AgentFrame.AudioCleared(var turnId) -> text(event("audio.clear").put("turnId", turnId));
      case AgentFrame.Transcript(var turnId, var speaker, var words, var isFinal) ->
          text(
              event("transcript")
                  .put("turnId", turnId)
                  .put("role", role(speaker))
                  .put("text", words)
                  .put("final", isFinal));
      case AgentFrame.Unheard(var turnId, var words) ->
          text(event("transcript.unheard").put("turnId", turnId).put("text", words));
      case AgentFrame.ToolStarted(var toolUseId, var tool) ->
          text(event("tool.started").put("toolUseId", toolUseId).put("tool", tool));
      case AgentFrame.ToolFinished(var toolUseId, var tool, var result, var confirmation) -> {
        ObjectNode finished =
            event("tool.finished")
                .put("toolUseId", toolUseId)
                .put("tool", tool)
                .put("outcome", outcome(result));
        if (confirmation != null) {
          finished.put("confirmation", confirmation);
        }
        yield text(finished);
      }
      case AgentFrame.LevelReached(var level) ->
          text(event("authentication.level").put("level", level.number()));
      case AgentFrame.ChallengeOpened(var kind, var destination) -> {
        ObjectNode challenge = event("authentication.challenge").put("kind", kind(kind));
        if (destination != null) {
          challenge.put("destination", destination);
        }
        yield text(challenge);
      }
      case AgentFrame.ChallengeClosed _ -> text(event("authentication.challengeClosed"));
      case AgentFrame.HandOffChanged(var state, var reason, var summary) -> {
        ObjectNode changed =
            event("handOff.changed")
                .put("state", state == null ? "agent" : state.name().toLowerCase(Locale.ROOT));
        if (reason != null) {
          changed.put("reason", reason(reason));
        }
        if (summary != null) {
          changed.put("summary", summary);
        }
        yield text(changed);
      }
      case AgentFrame.CallEnded(var reason) ->
          text(event("call.ended").put("reason", reason(reason)));
      case AgentFrame.Notice(var code, var message, var turnId) ->
          text(event("notice").put("code", code).put("message", message).put("turnId", turnId));
      case AgentFrame.Problem(var code, var message, var retryable) ->
          text(
              event("error").put("code", code).put("message", message).put("retryable", retryable));
    };
  }

  private ObjectNode event(String type) {
    return json.createObjectNode().put("type", type);
  }

  private static WireMessage text(ObjectNode event) {
    return new WireMessage.Text(event.toString());
  }

  private static String role(Turn.Speaker speaker) {
    return switch (speaker) {
      case CALLER -> "caller";
      case AGENT -> "agent";
      case STAFF -> "staff";
    };
  }

  private static String kind(Challenge.Kind kind) {
    return switch (kind) {
      case ONE_TIME_CODE -> "oneTimeCode";
      case SECURITY_QUESTION -> "securityQuestion";
      case AUTHENTICATOR_CODE -> "totp";
    };
  }

  private static String outcome(ToolOutcome.Result result) {
    return result.name().toLowerCase(Locale.ROOT);
  }

  private static String reason(HandOff.Reason reason) {
    return switch (reason) {
      case ASKED_FOR_PERSON -> "askedForPerson";
      case AUTHENTICATION_FAILED -> "authenticationFailed";
      case ROUND_IN_CIRCLES -> "roundInCircles";
      case MODEL_UNAVAILABLE -> "modelUnavailable";
      case TAKEN_UNASKED -> "takenUnasked";
    };
  }

  private static String reason(EndReason reason) {
    return switch (reason) {
      case CALLER_HUNG_UP -> "callerHungUp";
      case IDLE_TIMEOUT -> "idleTimeout";
      case AGENT_ENDED -> "agentEnded";
      case TRANSFERRED -> "transferred";
      case SERVER_DRAINING -> "serverDraining";
      case FAILED -> "failed";
    };
  }

  /** A field's value cannot be used. */
  private static final class BadField extends Exception {

    private static final long serialVersionUID = 1L;
    private final String sentence;

    private BadField(String sentence) {
      super(sentence, null, false, false);
      this.sentence = sentence;
    }
  }
}
