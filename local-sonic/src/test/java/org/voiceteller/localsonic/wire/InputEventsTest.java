package org.voiceteller.localsonic.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceteller.localsonic.Events;
import org.voiceteller.localsonic.wire.InputEvent.Configuration;
import org.voiceteller.localsonic.wire.InputEvent.ContentStart;
import org.voiceteller.localsonic.wire.InputEvent.PromptStart;
import org.voiceteller.localsonic.wire.InputEvent.SessionStart;

class InputEventsTest {

  @Test
  void readsTheSessionAndThePrompt() {
    assertThat(parse(Events.sessionStart())).isEqualTo(new SessionStart(1024, 0.9, 0.7, "MEDIUM"));

    var prompt = (PromptStart) parse(Events.promptStart());
    assertThat(prompt.promptName()).isEqualTo(Events.PROMPT);
    assertThat(prompt.audio().sampleRateHertz()).isEqualTo(24_000);
    assertThat(prompt.tools())
        .singleElement()
        .satisfies(
            tool ->
                assertThat(tool.schemaJson()).isEqualTo("{\"type\":\"object\",\"properties\":{}}"));
  }

  @Test
  void readsEachKindOfContent() {
    assertThat(((ContentStart) parse(Events.textStart("c", "USER", true))).configuration())
        .isEqualTo(new Configuration.Text("text/plain"));
    assertThat(((ContentStart) parse(Events.audioStart("c"))).configuration())
        .isInstanceOf(Configuration.Audio.class);
    assertThat(((ContentStart) parse(Events.toolStart("c", "use-1"))).configuration())
        .isEqualTo(new Configuration.ToolAnswer("use-1", "TEXT", "text/plain"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hello                                              | it is not JSON
          {"event":{"sessionEnd":{}}} x                      | it is not JSON
          []                                                 | expected {"event":{…}}
          {"event":{}}                                       | exactly one event
          {"event":{"promptEnd":{},"sessionEnd":{}}}         | exactly one event
          {"event":{"sessionEnd":{}},"more":1}               | exactly one event
          {"event":{"hangUp":{}}}                            | unknown event hangUp
          {"event":{"sessionEnd":[]}}                        | Expected sessionEnd to be an object
          {"event":{"sessionEnd":{"why":1}}}                 | Unknown field sessionEnd.why
          {"event":{"sessionStart":{}}}                      | Expected field sessionStart.inferenceConfiguration, but it is missing
          {"event":{"sessionStart":{"inferenceConfiguration":{"topp":1}}}} | Unknown field sessionStart.inferenceConfiguration.topp
          {"event":{"sessionStart":{"inferenceConfiguration":{"maxTokens":"9"}}}} | maxTokens to be a whole number
          {"event":{"promptEnd":{"promptName":7}}}           | Expected promptEnd.promptName to be a text
          {"event":{"contentStart":{"promptName":"p","contentName":"c","type":"TEXT","role":"USER","interactive":1}}} | interactive to be true or false
          {"event":{"contentEnd":{"promptName":"p"}}}        | Expected field contentEnd.contentName, but it is missing
          {"event":{"contentEnd":{"promptName":"p","promptName":"q","contentName":"c"}}} | it is not JSON
          """)
  void refusesWhatTheProtocolDoesNotKnow(String json, String reason) {
    assertThatThrownBy(() -> parse(json))
        .isInstanceOfSatisfying(
            ServiceException.class,
            refused -> assertThat(refused.error()).isEqualTo(ServiceError.VALIDATION))
        .hasMessageContaining(reason);
  }

  @Test
  void refusesASchemaThatIsNoText() {
    var schema =
        Events.promptStart()
            .replace(
                "\"{\\\"type\\\":\\\"object\\\",\\\"properties\\\":{}}\"", "{\"type\":\"object\"}");

    assertThatThrownBy(() -> parse(schema)).hasMessageContaining("inputSchema.json to be a text");
  }

  private static InputEvent parse(String json) {
    return InputEvents.parse(json.getBytes(StandardCharsets.UTF_8));
  }
}
