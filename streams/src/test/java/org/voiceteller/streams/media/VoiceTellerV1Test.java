package org.voiceteller.streams.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.util.List;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.call.CallDesk;
import org.voiceteller.core.call.CallTransfer;
import org.voiceteller.core.call.CallTransfer.State;
import org.voiceteller.core.call.CallTransfer.Way;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.core.call.HandOff;
import org.voiceteller.core.call.NumberAttestation;
import org.voiceteller.core.call.Turn.Speaker;
import org.voiceteller.core.tool.ToolOutcome;
import org.voiceteller.streams.call.AgentFrame;
import org.voiceteller.streams.call.CallerFrame;
import org.voiceteller.streams.nova.EndpointingSensitivity;

class VoiceTellerV1Test {

  private final VoiceTellerV1 wire = VoiceTellerV1.create(MediaSettings.from(ConfigFactory.load()));

  private FromCaller text(String json) {
    return wire.decode(new WireMessage.Text(json));
  }

  private FromCaller sound(int bytes) {
    return wire.decode(new WireMessage.Binary(ByteString.fromArray(new byte[bytes])));
  }

  private static String code(FromCaller message) {
    assertThat(message).isInstanceOf(FromCaller.Rejected.class);
    return ((FromCaller.Rejected) message).problem().code();
  }

  private static FromCaller transfer(CallTransfer transfer) {
    return new FromCaller.Frame(new CallerFrame.Transferring(transfer));
  }

  @Test
  void tellsWhyTheCallerWaitsAndWhatThePersonShouldKnow() {
    var queued =
        new AgentFrame.HandOffChanged(
            HandOff.State.QUEUED, HandOff.Reason.ASKED_FOR_PERSON, "call=C;level=1");
    assertThat(wire.encode(queued))
        .isEqualTo(
            new WireMessage.Text(
                "{\"type\":\"handOff.changed\",\"state\":\"queued\","
                    + "\"reason\":\"askedForPerson\",\"summary\":\"call=C;level=1\"}"));
    assertThat(wire.encode(new AgentFrame.HandOffChanged(null, null, null)))
        .isEqualTo(new WireMessage.Text("{\"type\":\"handOff.changed\",\"state\":\"agent\"}"));
  }

  @Test
  void readsEveryEventOfTheCaller() {
    assertThat(
            text(
                """
                {"type":"call.start","from":"+15552345678","jurisdiction":"US-CO",
                 "locale":"en-US","channel":"browser","endpointing":"low","later":[1,{"a":2}]}\
                """))
        .isEqualTo(
            new FromCaller.Start(
                "+15552345678", "US-CO", "en-US", "browser", EndpointingSensitivity.LOW, null));
    assertThat(text("{\"type\":\"call.start\",\"resume\":\"abc\",\"from\":null}"))
        .isEqualTo(new FromCaller.Start(null, null, null, null, null, "abc"));
    assertThat(text("{\"type\":\"call.start\",\"attestation\":\"gateway\"}"))
        .isEqualTo(
            new FromCaller.Start(null, null, null, null, null, null, NumberAttestation.GATEWAY));
    assertThat(text("{\"type\":\"call.transfer\",\"state\":\"begun\",\"by\":\"bridge\"}"))
        .isEqualTo(transfer(new CallTransfer(State.BEGUN, Way.BRIDGE, null)));
    assertThat(
            text(
                "{\"type\":\"call.transfer\",\"state\":\"failed\",\"by\":\"refer\",\"status\":486}"))
        .isEqualTo(transfer(new CallTransfer(State.FAILED, Way.REFER, 486)));
    assertThat(
            text("{\"type\":\"call.transfer\",\"state\":\"done\",\"by\":\"refer\",\"status\":7}"))
        .isInstanceOf(FromCaller.Rejected.class);
    assertThat(text("{\"type\":\"text.input\",\"text\":\" What's my balance? \"}"))
        .isEqualTo(new FromCaller.Frame(new CallerFrame.TextTyped("What's my balance?")));
    assertThat(text("{\"type\":\"keypad.input\",\"digits\":\"12*#\"}"))
        .isEqualTo(new FromCaller.Frame(new CallerFrame.KeyPressed("12*#")));
    assertThat(text("{\"type\":\"playback.position\",\"turnId\":\"t\",\"playedMs\":12.5}"))
        .isEqualTo(new FromCaller.Frame(new CallerFrame.PlaybackPosition("t", 12)));
    assertThat(text("{\"type\":\"call.end\"}"))
        .isEqualTo(new FromCaller.Frame(new CallerFrame.HungUp()));
    assertThat(text("{\"type\":\"line.check\"}")).isEqualTo(new FromCaller.Check());
    assertThat(sound(640)).isInstanceOf(FromCaller.Frame.class);
    assertThat(sound(3_200)).isInstanceOf(FromCaller.Frame.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 641, 3_201, 3_202, 65_536})
  void refusesSoundInBrokenSamplesOrOverLong(int bytes) {
    assertThat(code(sound(bytes))).isEqualTo("bad_audio");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[]", "\"x\"", "null", "{}", "{\"type\":1}", "{\"type\":\"call.end\"} x"})
  void refusesWhatIsNoEvent(String json) {
    assertThat(code(text(json))).isEqualTo("malformed_message");
  }

  @Test
  void refusesDeepNestingWithoutFalling() {
    assertThat(code(text("[".repeat(30_000)))).isEqualTo("malformed_message");
  }

  @Test
  void refusesAnUnknownType() {
    assertThat(code(text("{\"type\":\"call.dance\"}"))).isEqualTo("unknown_type");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "call.start | \"from\":\"5552345678\"",
        "call.start | \"from\":15552345678",
        "call.start | \"jurisdiction\":\"Colorado\"",
        "call.start | \"locale\":\"english please\"",
        "call.start | \"channel\":\"Browser!\"",
        "call.start | \"resume\":\"\"",
        "call.start | \"endpointing\":\"lowest\"",
        "text.input | \"text\":\"  \"",
        "text.input | \"text\":7",
        "text.input | \"x\":7",
        "keypad.input | \"digits\":\"12a\"",
        "keypad.input | \"digits\":\"\"",
        "keypad.input | \"x\":\"\"",
        "playback.position | \"turnId\":\"t\"",
        "playback.position | \"turnId\":\"t\",\"playedMs\":-1",
        "playback.position | \"turnId\":\"t\",\"playedMs\":\"1\"",
        "playback.position | \"turnId\":\"t\",\"playedMs\":1e40",
        "playback.position | \"playedMs\":1"
      })
  void refusesAFieldThatCannotBeUsed(String type, String fields) {
    FromCaller answer = text("{\"type\":\"" + type + "\"," + fields + "}");

    assertThat(code(answer)).isEqualTo("bad_field");
    assertThat(((FromCaller.Rejected) answer).problem().message()).startsWith("Expected \"");
  }

  @Test
  void refusesTypedTextThatIsTooLong() {
    assertThat(code(text("{\"type\":\"text.input\",\"text\":\"" + "a".repeat(1_001) + "\"}")))
        .isEqualTo("bad_field");
  }

  @Test
  void writesEveryEventOfTheServer() {
    assertThat(
            wire.started(
                new CallDesk.Opened(
                    "call-1",
                    "leg-1",
                    "secret",
                    Level.NONE,
                    List.of(),
                    "prompt",
                    List.of(),
                    List.of())))
        .isEqualTo(
            new WireMessage.Text(
                "{\"type\":\"call.started\",\"callId\":\"call-1\",\"resumeToken\":\"secret\","
                    + "\"inputSampleRateHz\":16000,\"outputSampleRateHz\":24000}"));
    assertWritten(
        new AgentFrame.Transcript("t", Speaker.AGENT, "Say \"hi\"", false),
        "{\"type\":\"transcript\",\"turnId\":\"t\",\"role\":\"agent\",\"text\":\"Say \\\"hi\\\"\","
            + "\"final\":false}");
    assertWritten(new AgentFrame.AudioStarted("t"), "{\"type\":\"audio.start\",\"turnId\":\"t\"}");
    assertWritten(
        new AgentFrame.AudioEnded("t", 1500),
        "{\"type\":\"audio.end\",\"turnId\":\"t\",\"durationMs\":1500}");
    assertWritten(new AgentFrame.AudioCleared("t"), "{\"type\":\"audio.clear\",\"turnId\":\"t\"}");
    assertWritten(
        new AgentFrame.ToolStarted("u", "checkBalanceTool"),
        "{\"type\":\"tool.started\",\"toolUseId\":\"u\",\"tool\":\"checkBalanceTool\"}");
    assertWritten(
        new AgentFrame.ToolFinished("u", "checkBalanceTool", ToolOutcome.Result.REFUSED, null),
        "{\"type\":\"tool.finished\",\"toolUseId\":\"u\",\"tool\":\"checkBalanceTool\","
            + "\"outcome\":\"refused\"}");
    assertWritten(
        new AgentFrame.ToolFinished("u", "payTool", ToolOutcome.Result.SUCCEEDED, "C-1"),
        "{\"type\":\"tool.finished\",\"toolUseId\":\"u\",\"tool\":\"payTool\","
            + "\"outcome\":\"succeeded\",\"confirmation\":\"C-1\"}");
    assertWritten(
        new AgentFrame.LevelReached(Level.ONE_TIME_CODE),
        "{\"type\":\"authentication.level\",\"level\":2}");
    assertWritten(
        new AgentFrame.ChallengeClosed(), "{\"type\":\"authentication.challengeClosed\"}");
    assertWritten(
        new AgentFrame.Notice("please_hold", "Moment.", "t9"),
        "{\"type\":\"notice\",\"code\":\"please_hold\",\"message\":\"Moment.\",\"turnId\":\"t9\"}");
    assertWritten(
        new AgentFrame.Problem("bad_audio", "No.", false),
        "{\"type\":\"error\",\"code\":\"bad_audio\",\"message\":\"No.\",\"retryable\":false}");
    assertThat(wire.encode(new AgentFrame.Audio("t", ByteString.fromString("ab"))))
        .isEqualTo(new WireMessage.Binary(ByteString.fromString("ab")));
  }

  @ParameterizedTest
  @CsvSource({
    "CALLER_HUNG_UP,callerHungUp", "IDLE_TIMEOUT,idleTimeout", "AGENT_ENDED,agentEnded",
    "TRANSFERRED,transferred", "SERVER_DRAINING,serverDraining", "FAILED,failed"
  })
  void namesTheReasonOfAnEnd(EndReason reason, String name) {
    assertWritten(
        new AgentFrame.CallEnded(reason), "{\"type\":\"call.ended\",\"reason\":\"" + name + "\"}");
  }

  private void assertWritten(AgentFrame frame, String json) {
    assertThat(wire.encode(frame)).isEqualTo(new WireMessage.Text(json));
  }
}
