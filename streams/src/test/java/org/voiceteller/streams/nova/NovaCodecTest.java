package org.voiceteller.streams.nova;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceteller.core.tool.ToolSpec;

class NovaCodecTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private final NovaCodec codec = NovaCodec.create();

  private Optional<NovaOutput> decode(String json) {
    return codec.decode(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }

  private void assertWritten(NovaInput input, String json) throws IOException {
    JsonNode written = JSON.readTree(codec.encode(input));
    assertThat(written).isEqualTo(JSON.readTree("{\"event\":" + json + "}"));
  }

  @Test
  void writesTheEventsAsTheServiceWantsThem() throws IOException {
    assertWritten(
        new NovaInput.SessionStart(1024, 0.9, 0.7, EndpointingSensitivity.HIGH),
        """
        {"sessionStart":{"inferenceConfiguration":{"maxTokens":1024,"topP":0.9,"temperature":0.7},
         "turnDetectionConfiguration":{"endpointingSensitivity":"HIGH"}}}""");
    assertWritten(
        new NovaInput.PromptStart(
            "p", "matthew", List.of(new ToolSpec("t", "does", "{\"type\":\"object\"}"))),
        """
        {"promptStart":{"promptName":"p","textOutputConfiguration":{"mediaType":"text/plain"},
         "audioOutputConfiguration":{"mediaType":"audio/lpcm","sampleRateHertz":24000,
         "sampleSizeBits":16,"channelCount":1,"voiceId":"matthew","encoding":"base64",
         "audioType":"SPEECH"},"toolUseOutputConfiguration":{"mediaType":"application/json"},
         "toolConfiguration":{"toolChoice":{"auto":{}},"tools":[{"toolSpec":{"name":"t",
         "description":"does","inputSchema":{"json":"{\\"type\\":\\"object\\"}"}}}]}}}""");
    assertWritten(
        new NovaInput.TextStart("p", "c", NovaRole.USER, true),
        """
        {"contentStart":{"promptName":"p","contentName":"c","type":"TEXT","interactive":true,
         "role":"USER","textInputConfiguration":{"mediaType":"text/plain"}}}""");
    assertWritten(
        new NovaInput.AudioStart("p", "c"),
        """
        {"contentStart":{"promptName":"p","contentName":"c","type":"AUDIO","interactive":true,
         "role":"USER","audioInputConfiguration":{"mediaType":"audio/lpcm","sampleRateHertz":16000,
         "sampleSizeBits":16,"channelCount":1,"audioType":"SPEECH","encoding":"base64"}}}""");
    assertWritten(
        new NovaInput.ToolResultStart("p", "c", "u"),
        """
        {"contentStart":{"promptName":"p","contentName":"c","type":"TOOL","interactive":false,
         "role":"TOOL","toolResultInputConfiguration":{"toolUseId":"u","type":"TEXT",
         "textInputConfiguration":{"mediaType":"text/plain"}}}}""");
    assertWritten(
        new NovaInput.TextInput("p", "c", "say \"ä\""),
        "{\"textInput\":{\"promptName\":\"p\",\"contentName\":\"c\",\"content\":\"say \\\"ä\\\"\"}}");
    assertWritten(
        new NovaInput.ToolResult("p", "c", "{\"a\":1}"),
        "{\"toolResult\":{\"promptName\":\"p\",\"contentName\":\"c\",\"content\":\"{\\\"a\\\":1}\"}}");
    assertWritten(
        new NovaInput.AudioInput(
            "p",
            "c",
            ByteString.fromArray(new byte[] {1, 2})
                .concat(ByteString.fromArray(new byte[] {3, 4}))),
        "{\"audioInput\":{\"promptName\":\"p\",\"contentName\":\"c\",\"content\":\"AQIDBA==\"}}");
    assertWritten(
        new NovaInput.ContentEnd("p", "c"),
        "{\"contentEnd\":{\"promptName\":\"p\",\"contentName\":\"c\"}}");
    assertWritten(new NovaInput.PromptEnd("p"), "{\"promptEnd\":{\"promptName\":\"p\"}}");
    assertWritten(new NovaInput.SessionEnd(), "{\"sessionEnd\":{}}");
  }

  @Test
  void readsSoundWhateverTheOrderOfItsFields() {
    assertThat(
            decode(
                """
                {"event":{"audioOutput":{"content":"AQIDBA==","x":{"y":[1]},"contentId":"a"}}}"""))
        .contains(new NovaOutput.AudioSaid("a", ByteString.fromArray(new byte[] {1, 2, 3, 4})));
  }

  @Test
  void readsAnInterruptionHoweverItIsSpaced() {
    assertThat(
            decode(
                """
                {"event":{"textOutput":{"contentId":"a","role":"ASSISTANT",
                 "content":" {\\"interrupted\\":true}\\n"}}}"""))
        .contains(new NovaOutput.Interrupted("a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "[]",
        "{}",
        "{\"event\":1}",
        "{\"event\":{}}",
        "{\"event\":{\"textOutput\":{\"content\":\"secret words\"}}}",
        "{\"event\":{\"audioOutput\":{\"contentId\":\"a\",\"content\":\"%%%\"}}}",
        "{\"event\":{\"audioOutput\":{\"contentId\":\"a\",\"content\":\"AQID\"}}}",
        "{\"event\":{\"textOutput\":{\"contentId\":\"a\",\"content\":\"secret wor"
      })
  void refusesWhatCannotBeReadWithoutQuotingIt(String json) {
    assertThatThrownBy(() -> decode(json))
        .isInstanceOf(MalformedNovaEventException.class)
        .hasNoCause()
        .hasMessageStartingWith("Expected ")
        .hasMessageNotContaining("secret");
  }
}
