package org.voiceteller.localsonic.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.voiceteller.localsonic.Events;
import org.voiceteller.localsonic.dialogue.Bankers;
import org.voiceteller.localsonic.wire.InputEvents;
import org.voiceteller.localsonic.wire.ServiceError;
import org.voiceteller.localsonic.wire.ServiceException;

class ProtocolTest {

  private static final List<String> SESSION = List.of(Events.sessionStart());
  private static final List<String> PROMPT = and(SESSION, Events.promptStart());
  private static final List<String> SYSTEM =
      and(
          PROMPT,
          Events.textStart("system", "SYSTEM", false),
          Events.textInput("system", "Be kind."),
          Events.contentEnd("system"));
  private static final List<String> TALKING = and(SYSTEM, Events.audioStart("audio"));
  private static final String KILOBYTE = "x".repeat(1024);

  private final Protocol protocol = new Protocol();

  @Test
  void acceptsAWholeConversation() {
    var accepted =
        send(
            and(
                SYSTEM,
                Events.textStart("h1", "USER", false),
                Events.textInput("h1", "Hello"),
                Events.contentEnd("h1"),
                Events.textStart("h2", "ASSISTANT", false),
                Events.textInput("h2", "Good "),
                Events.textInput("h2", "morning"),
                Events.contentEnd("h2"),
                Events.audioStart("audio"),
                Events.audioInput("audio", new byte[] {1, 0, 0, -128}),
                Events.textStart("typed", "USER", true),
                Events.textInput("typed", "My balance"),
                Events.contentEnd("typed"),
                Events.contentEnd("audio"),
                Events.promptEnd(),
                Events.sessionEnd()));

    assertThat(accepted)
        .filteredOn(Accepted.Ready.class::isInstance)
        .singleElement()
        .satisfies(
            ready -> {
              var briefing = ((Accepted.Ready) ready).briefing();
              assertThat(briefing.systemPrompt()).isEqualTo("Be kind.");
              assertThat(briefing.tools())
                  .extracting(Bankers.Tool::name)
                  .containsExactly("checkBalanceTool");
              assertThat(briefing.history())
                  .containsExactly(
                      new Bankers.Turn(Bankers.Role.USER, "Hello"),
                      new Bankers.Turn(Bankers.Role.ASSISTANT, "Good morning"));
            });
    assertThat(accepted)
        .filteredOn(Accepted.Sound.class::isInstance)
        .singleElement()
        .satisfies(
            sound ->
                assertThat(((Accepted.Sound) sound).samples())
                    .containsExactly((short) 1, Short.MIN_VALUE));
    assertThat(accepted).contains(new Accepted.Typed("My balance"), new Accepted.PromptClosed());
    assertThat(protocol.sessionEnded()).isTrue();
  }

  @Test
  void acceptsAToolsAnswerOnce() {
    send(TALKING);
    protocol.toolUsed("use-1");

    var accepted =
        send(
            List.of(
                Events.toolStart("t1", "use-1"),
                Events.toolResult("t1", "{\"outcome\":\"succeeded\"}"),
                Events.contentEnd("t1")));

    assertThat(accepted.getLast())
        .isEqualTo(new Accepted.ToolAnswered("use-1", "{\"outcome\":\"succeeded\"}"));
    assertRefused(Events.toolStart("t2", "use-1"), "unanswered tool use");
  }

  @Test
  void refusesAToolsAnswerThatIsNoObject() {
    send(TALKING);
    protocol.toolUsed("use-1");
    send(List.of(Events.toolStart("t1", "use-1")));

    assertRefused(Events.toolResult("t1", "done"), "toolResult, but it is not JSON");
    assertRefused(Events.toolResult("t1", "[]"), "toolResult, but it is another value");
    assertRefused(Events.contentEnd("t1"), "Expected toolResult before contentEnd");
  }

  static Stream<Arguments> broken() {
    return Stream.of(
        // order
        broken(
            List.of(), Events.promptStart(), "Unexpected promptStart: expected sessionStart first"),
        broken(
            List.of(), Events.sessionEnd(), "Unexpected sessionEnd: expected sessionStart first"),
        broken(List.of(), Events.audioInput("audio", new byte[2]), "expected sessionStart first"),
        broken(SESSION, Events.sessionStart(), "expected promptStart after sessionStart"),
        broken(SESSION, Events.audioStart("audio"), "expected promptStart after sessionStart"),
        broken(PROMPT, Events.promptStart(), "Unexpected promptStart: the prompt is open"),
        broken(PROMPT, Events.sessionEnd(), "Unexpected sessionEnd: the prompt is open"),
        broken(
            PROMPT, Events.audioStart("audio"), "Expected the system prompt before other contents"),
        broken(PROMPT, Events.textStart("h", "USER", false), "Expected the system prompt"),
        broken(
            SYSTEM, Events.textStart("s2", "SYSTEM", false), "one system prompt before all other"),
        broken(
            TALKING,
            Events.promptEnd(),
            "every content to be closed before promptEnd, but 1 are open"),
        broken(ended(), Events.audioStart("late"), "the prompt has ended"),
        broken(and(ended(), Events.sessionEnd()), Events.sessionEnd(), "the session has ended"),
        // names
        broken(
            SYSTEM,
            Events.audioStart("audio").replace("prompt-1", "prompt-2"),
            "promptName of promptStart in contentStart"),
        broken(
            TALKING,
            Events.promptEnd().replace("prompt-1", "prompt-2"),
            "promptName of promptStart in promptEnd"),
        broken(
            PROMPT,
            Events.textStart(" ", "SYSTEM", false),
            "Expected a contentName, but it is empty"),
        broken(
            SESSION,
            Events.promptStart().replace("prompt-1", ""),
            "Expected a promptName, but it is empty"),
        broken(TALKING, Events.textStart("audio", "USER", true), "Expected a new contentName"),
        broken(
            TALKING,
            Events.textInput("nobody", "x"),
            "contentName of a contentStart in textInput, but it is unknown"),
        broken(TALKING, Events.contentEnd("nobody"), "contentEnd, but it is unknown"),
        broken(
            TALKING,
            Events.textInput("system", "x"),
            "open content in textInput, but it was closed"),
        // content against event
        broken(
            TALKING,
            Events.textInput("audio", "x"),
            "Expected audioInput in this content, but it is textInput"),
        broken(
            TALKING,
            Events.toolResult("audio", "{}"),
            "Expected audioInput in this content, but it is toolResult"),
        broken(
            and(TALKING, Events.textStart("t", "USER", true)),
            Events.audioInput("t", new byte[2]),
            "Expected textInput in this content, but it is audioInput"),
        broken(
            and(TALKING, Events.textStart("t", "USER", true)),
            Events.contentEnd("t"),
            "Expected textInput before contentEnd"),
        broken(
            SYSTEM,
            Events.textStart("t", "ROBOT", true),
            "Expected role SYSTEM, USER or ASSISTANT"),
        broken(
            SYSTEM,
            Events.textStart("t", "ASSISTANT", true),
            "interactive false for role ASSISTANT"),
        broken(
            SYSTEM,
            Events.textStart("t", "USER", true).replace("\"TEXT\"", "\"VIDEO\""),
            "contentStart.type TEXT, AUDIO or TOOL"),
        broken(
            SYSTEM,
            Events.textStart("t", "USER", true).replace("\"TEXT\"", "\"AUDIO\""),
            "audioInputConfiguration for an AUDIO content"),
        broken(
            SYSTEM,
            Events.audioStart("a").replace("\"type\":\"AUDIO\"", "\"type\":\"TEXT\""),
            "textInputConfiguration for a TEXT content"),
        broken(TALKING, Events.audioStart("a2"), "one AUDIO content at a time"),
        // history
        broken(
            SYSTEM,
            Events.textStart("h", "ASSISTANT", false),
            "history to begin with a turn of USER"),
        broken(
            TALKING,
            Events.textStart("h", "USER", false),
            "history before the conversation begins"),
        broken(
            and(SYSTEM, Events.textStart("h", "USER", false)),
            Events.textStart("h2", "USER", false),
            "one turn of history after the other"),
        broken(
            and(SYSTEM, Events.textStart("h", "USER", false)),
            Events.textInput("h", KILOBYTE + "x"),
            "a textInput of at most 1024 bytes"),
        broken(
            and(SYSTEM, Events.textStart("h", "USER", false)),
            Events.textInput("h", "é".repeat(513)),
            "a textInput of at most 1024 bytes"),
        broken(longHistory(), Events.textInput("h", "x"), "a history of at most 40960 bytes"),
        broken(
            and(TALKING, Events.textStart("t", "USER", true)),
            Events.textInput("t", KILOBYTE + "x"),
            "a textInput of at most 1024 bytes"),
        broken(
            and(PROMPT, Events.textStart("s", "SYSTEM", false)),
            Events.textInput("s", "x".repeat(40_961)),
            "a system prompt of at most 40960 bytes"),
        // sound
        broken(
            TALKING,
            Events.audioInput("audio", new byte[3]),
            "whole 16-bit samples in audioInput, but it holds 3 bytes"),
        broken(TALKING, Events.audioInput("audio", new byte[0]), "but it holds 0 bytes"),
        broken(
            TALKING,
            Events.audioInput("audio", new byte[2]).replace("AAA=", "A*A="),
            "base64 in audioInput"),
        broken(
            SYSTEM,
            Events.audioStart("a").replace("16000", "8000"),
            "audioInputConfiguration.sampleRateHertz 16000, but it is 8000"),
        broken(
            SYSTEM,
            Events.audioStart("a").replace("Bits\":16", "Bits\":8"),
            "sampleSizeBits 16, but it is 8"),
        broken(
            SYSTEM,
            Events.audioStart("a").replace("Count\":1", "Count\":2"),
            "channelCount 1, but it is 2"),
        broken(
            SYSTEM,
            Events.audioStart("a").replace("audio/lpcm", "audio/wav"),
            "mediaType audio/lpcm, but it is audio/wav"),
        broken(
            SYSTEM,
            Events.audioStart("a").replace("base64", "hex"),
            "encoding base64, but it is hex"),
        broken(
            SYSTEM,
            Events.audioStart("a").replace("SPEECH", "MUSIC"),
            "audioType SPEECH, but it is MUSIC"),
        broken(
            SYSTEM,
            Events.audioStart("a").replace("\"interactive\":true", "\"interactive\":false"),
            "interactive true for an AUDIO content"),
        broken(
            SYSTEM,
            Events.audioStart("a").replace("USER", "ASSISTANT"),
            "role USER for a AUDIO content"),
        // tools
        broken(
            TALKING,
            Events.toolStart("t", "use-9"),
            "toolUseId of an unanswered tool use, but there is none"),
        broken(
            TALKING,
            Events.toolStart("t", "u").replace("\"role\":\"TOOL\"", "\"role\":\"USER\""),
            "role TOOL for a TOOL content"),
        broken(
            SESSION,
            Events.promptStart().replace("checkBalanceTool", "check balance"),
            "tool's name to match"),
        broken(
            SESSION,
            Events.promptStart().replace("Tells a balance.", " "),
            "description of tool checkBalanceTool, but it is empty"),
        broken(
            SESSION,
            Events.promptStart().replace("{\\\"type\\\":\\\"object\\\",", "{"),
            "schema of type object"),
        broken(
            SESSION,
            Events.promptStart().replace("\\\"properties\\\":{}}", "properties}"),
            "inputSchema.json of tool checkBalanceTool to hold JSON"),
        broken(
            SESSION,
            Events.promptStart().replace("\"auto\":{}", "\"tool\":{\"name\":\"other\"}"),
            "toolChoice.tool to name a tool"),
        broken(SESSION, twoTools(), "checkBalanceTool comes twice"),
        broken(
            SESSION,
            Events.promptStart()
                .replace(
                    "\"toolUseOutputConfiguration\":{\"mediaType\":\"application/json\"},", ""),
            "toolUseOutputConfiguration where there are tools"),
        // values
        broken(
            List.of(),
            Events.sessionStart().replace("1024", "0"),
            "maxTokens of 1 to 10000, but it is 0"),
        broken(
            List.of(), Events.sessionStart().replace("1024", "10001"), "maxTokens of 1 to 10000"),
        broken(
            List.of(),
            Events.sessionStart().replace("0.9", "1.1"),
            "topP of 0 to 1, but it is 1.1"),
        broken(
            List.of(),
            Events.sessionStart().replace("0.7", "-0.1"),
            "temperature of 0 to 1, but it is -0.1"),
        broken(
            List.of(),
            Events.sessionStart().replace("MEDIUM", "MIDDLE"),
            "endpointingSensitivity HIGH, MEDIUM or LOW"),
        broken(SESSION, Events.promptStart().replace("matthew", "kevin"), "voiceId of the service"),
        broken(
            SESSION,
            Events.promptStart().replace("24000", "16000"),
            "audioOutputConfiguration.sampleRateHertz 24000"),
        broken(
            SESSION,
            Events.promptStart().replace("text/plain", "text/html"),
            "textOutputConfiguration.mediaType text/plain"));
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("broken")
  void refusesABrokenSequenceAndNamesTheProblem(List<String> before, String event, String problem) {
    send(before);

    assertRefused(event, problem);
  }

  private void assertRefused(String event, String problem) {
    assertThatThrownBy(() -> send(List.of(event)))
        .isInstanceOfSatisfying(
            ServiceException.class,
            refused -> assertThat(refused.error()).isEqualTo(ServiceError.VALIDATION))
        .hasMessageContaining(problem);
  }

  private List<Accepted> send(List<String> events) {
    return events.stream()
        .map(event -> protocol.accept(InputEvents.parse(event.getBytes(StandardCharsets.UTF_8))))
        .toList();
  }

  private static Arguments broken(List<String> before, String event, String problem) {
    return Arguments.of(before, event, problem);
  }

  private static List<String> ended() {
    return and(TALKING, Events.contentEnd("audio"), Events.promptEnd());
  }

  private static List<String> longHistory() {
    var events = new ArrayList<>(SYSTEM);
    events.add(Events.textStart("h", "USER", false));
    for (int kilobyte = 0; kilobyte < 40; kilobyte++) {
      events.add(Events.textInput("h", KILOBYTE));
    }
    return events;
  }

  private static String twoTools() {
    var prompt = Events.promptStart();
    int from = prompt.indexOf("{\"toolSpec\"");
    var tool = prompt.substring(from, prompt.lastIndexOf("]"));
    return prompt.replace(tool, tool + "," + tool);
  }

  private static List<String> and(List<String> before, String... more) {
    return Stream.concat(before.stream(), Stream.of(more)).toList();
  }
}
