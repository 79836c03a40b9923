package org.voiceteller.localsonic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceteller.localsonic.conversation.Echo;
import org.voiceteller.localsonic.dialogue.Act;
import org.voiceteller.localsonic.dialogue.Banker;
import org.voiceteller.localsonic.dialogue.Expectation;
import org.voiceteller.localsonic.dialogue.Heard;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.AccessDeniedException;
import software.amazon.awssdk.services.bedrockruntime.model.ResourceNotFoundException;
import software.amazon.awssdk.services.bedrockruntime.model.ThrottlingException;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

/** The server as the real AWS SDK meets it. */
class LocalSonicServerTest {

  /** 100 ms of sound for any sentence. */
  private static final short[] SOUND = new short[2400];

  private static LocalSonicServer sonic;
  private static BedrockRuntimeAsyncClient client;

  @BeforeAll
  static void start() {
    sonic =
        LocalSonicServer.start(
            LocalSonicSettings.defaults().withMaxStreams(3),
            (_, _, _) -> new Clerk(),
            Engines.of(_ -> SOUND));
    client = SdkCall.client(sonic.uri());
  }

  @AfterAll
  static void stop() {
    client.close();
    sonic.stop();
  }

  @Test
  void answersTypedTextWithTextSoundAndText() {
    var call = new SdkCall(client).begin().type("typed-1", "Hello");

    var started = call.await("completionStart");
    assertThat(started.path("promptName").asText()).isEqualTo(Events.PROMPT);
    assertThat(started.path("sessionId").asText()).isNotEmpty();
    var caller = call.await("contentStart");
    assertThat(caller.path("role").asText()).isEqualTo("USER");
    assertThat(caller.path("additionalModelFields").asText())
        .isEqualTo("{\"generationStage\":\"FINAL\"}");
    assertThat(call.await("textOutput").path("content").asText()).isEqualTo("Hello");
    var spoken = call.await("contentStart");
    assertThat(spoken.path("additionalModelFields").asText())
        .isEqualTo("{\"generationStage\":\"SPECULATIVE\"}");
    assertThat(call.await("textOutput").path("content").asText()).isEqualTo("You said Hello.");
    assertThat(
            call.await("contentStart")
                .path("audioOutputConfiguration")
                .path("sampleRateHertz")
                .asInt())
        .isEqualTo(24_000);
    assertThat(soundOf(call)).hasSize(SOUND.length * 2);
    assertThat(call.awaitText("You said Hello.").path("role").asText()).isEqualTo("ASSISTANT");
    assertThat(call.await("contentEnd").path("stopReason").asText()).isEqualTo("END_TURN");
    var usage = call.await("usageEvent");
    assertThat(usage.path("totalTokens").asLong())
        .isPositive()
        .isEqualTo(
            usage.path("totalInputTokens").asLong() + usage.path("totalOutputTokens").asLong());
    call.hangUp();
    assertThat(call.await("completionEnd").path("stopReason").asText()).isEqualTo("END_TURN");
    assertThat(call.ended()).succeedsWithin(Duration.ofSeconds(10));
  }

  private static byte[] soundOf(SdkCall call) {
    var bytes = new ByteArrayOutputStream();
    for (var event = call.next(); !event.has("contentEnd"); event = call.next()) {
      bytes.writeBytes(
          Base64.getDecoder().decode(event.path("audioOutput").path("content").asText()));
    }
    return bytes.toByteArray();
  }

  @Test
  void usesAToolAndSpeaksItsResult() {
    var call = new SdkCall(client).begin().type("typed-1", "balance");

    JsonNode toolUse = call.await("toolUse");
    assertThat(toolUse.path("toolName").asText()).isEqualTo("checkBalanceTool");
    assertThat(toolUse.path("content").asText()).isEqualTo("{}");
    assertThat(call.await("contentEnd").path("stopReason").asText()).isEqualTo("TOOL_USE");
    call.say(
        Events.toolStart("tool-1", toolUse.path("toolUseId").asText()),
        Events.toolResult("tool-1", "{\"outcome\":\"succeeded\"}"),
        Events.contentEnd("tool-1"));

    call.awaitText("The tool says {\"outcome\":\"succeeded\"}.");
    call.hangUp();
    call.await("completionEnd");
  }

  @Test
  void refusesABrokenOrderInTheStreamByName() {
    var call = new SdkCall(client).say(Events.promptStart());

    assertThatThrownBy(() -> call.ended().join())
        .cause()
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("Unexpected promptStart: expected sessionStart first");
  }

  @Test
  void refusesARequestThatEndsTooEarly() {
    var call = new SdkCall(client).begin();
    call.complete();

    assertThatThrownBy(() -> call.ended().join())
        .cause()
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("Expected sessionEnd before the end of the request");
  }

  @Test
  void refusesAnUnknownModelBeforeTheStream() {
    assertThatThrownBy(() -> new SdkCall(client, "amazon.nova-9").ended().join())
        .cause()
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("model identifier is invalid");
    assertThatThrownBy(() -> new SdkCall(client, "amazon.nova-sonic-v1:0").ended().join())
        .cause()
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("end of its life");
  }

  @Test
  void throttlesOneStreamTooManyAndTakesItWhenAnotherHasEnded() {
    var calls = List.of(new SdkCall(client), new SdkCall(client), new SdkCall(client));
    calls.forEach(call -> call.begin().await("completionStart"));

    assertThatThrownBy(() -> new SdkCall(client).ended().join())
        .cause()
        .isInstanceOf(ThrottlingException.class);

    calls.forEach(call -> call.hangUp().await("completionEnd"));
    calls.forEach(call -> call.ended().join());
    var next = new SdkCall(client).begin();
    next.await("completionStart");
    next.hangUp().await("completionEnd");
  }

  @Test
  void readsUnwrappedFramesOfABearerToken() {
    try (var bearer = SdkCall.bearerClient(sonic.uri())) {
      var call = new SdkCall(bearer).begin().type("typed-1", "Hello");
      call.awaitText("You said Hello.");
      call.hangUp().await("completionEnd");
    }
  }

  @Test
  void refusesACallerWithoutAuthorization() {
    try (var nobody = SdkCall.clientOfNobody(sonic.uri())) {
      assertThatThrownBy(() -> new SdkCall(nobody).ended().join())
          .cause()
          .isInstanceOf(AccessDeniedException.class)
          .hasMessageContaining("Missing Authentication Token");
    }
  }

  @Test
  void cutsItsSoundWhenTheCallerTypes() {
    var call = new SdkCall(client).begin().type("typed-1", "long");
    call.await("audioOutput");

    call.type("typed-2", "Stop");

    assertThat(call.awaitText("{ \"interrupted\" : true }").path("role").asText())
        .isEqualTo("ASSISTANT");
    assertThat(call.await("contentEnd").path("stopReason").asText()).isEqualTo("INTERRUPTED");
    call.awaitText("You said Stop.");
    call.hangUp().await("completionEnd");
  }

  @Test
  void echoesSoundInItsOrder() {
    try (var echo =
            LocalSonicServer.start(
                LocalSonicSettings.defaults().withEcho(Echo.Manner.SAME_BYTES),
                (_, _, _) -> new Clerk(),
                Engines.none());
        var speaker = SdkCall.client(echo.uri())) {
      var call = new SdkCall(speaker).begin();
      for (byte frame = 0; frame < 100; frame++) {
        call.say(Events.audioInput("audio", new byte[] {frame, 0}));
      }
      for (byte frame = 0; frame < 100; frame++) {
        assertThat(Base64.getDecoder().decode(call.await("audioOutput").path("content").asText()))
            .containsExactly(frame, 0);
      }
      call.hangUp().await("completionEnd");
    }
  }

  @Test
  void echoesSoundAtItsPitchAndWithoutEachFourthSilence() {
    try (var echo =
            LocalSonicServer.start(
                LocalSonicSettings.defaults().withEcho(Echo.Manner.SAME_SOUND),
                (_, _, _) -> new Clerk(),
                Engines.none());
        var speaker = SdkCall.client(echo.uri())) {
      var call = new SdkCall(speaker).begin();
      for (int frame = 0; frame < 4; frame++) {
        call.say(Events.audioInput("audio", new byte[4]));
      }
      call.say(Events.audioInput("audio", pcm(3_000, 6_000)));
      call.say(Events.audioInput("audio", pcm(3_000, 0)));

      for (int frame = 0; frame < 3; frame++) {
        assertThat(echoed(call)).containsExactly(pcm(0, 0, 0));
      }
      assertThat(echoed(call)).containsExactly(pcm(0, 2_000, 4_000));
      assertThat(echoed(call)).containsExactly(pcm(6_000, 4_000, 2_000));
      call.hangUp().await("completionEnd");
    }
  }

  private static byte[] echoed(SdkCall call) {
    return Base64.getDecoder().decode(call.await("audioOutput").path("content").asText());
  }

  private static byte[] pcm(int... samples) {
    var pcm = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int sample : samples) {
      pcm.putShort((short) sample);
    }
    return pcm.array();
  }

  @Test
  void writesDownWhatItIsGivenWhenItShall(@TempDir Path directory) throws IOException {
    try (var echo =
            LocalSonicServer.start(
                LocalSonicSettings.defaults()
                    .withEcho(Echo.Manner.SAME_BYTES)
                    .withInputWrittenTo(directory.resolve("input")),
                (_, _, _) -> new Clerk(),
                Engines.none());
        var speaker = SdkCall.client(echo.uri())) {
      var call = new SdkCall(speaker).begin();
      call.say(Events.audioInput("audio", pcm(1, 2)));
      call.say(Events.audioInput("audio", pcm(3, 4)));
      call.await("audioOutput");
      call.await("audioOutput");
      call.hangUp().await("completionEnd");
    }

    try (var files = Files.list(directory.resolve("input"))) {
      var written = files.sorted().toList();
      assertThat(written).hasSize(2);
      assertThat(written.getFirst()).hasBinaryContent(pcm(1, 2, 3, 4));
      assertThat(written.getLast()).content().isNotBlank();
    }
  }

  @Test
  void refusesWhatIsNoStreamOfTheService() throws Exception {
    var invoke = "/model/" + SdkCall.MODEL + "/invoke-with-bidirectional-stream";

    assertRefused(post(invoke), 400, "ValidationException", "Expected HTTP/2");
    assertRefused(post("/elsewhere"), 404, "ResourceNotFoundException", "nothing at this path");
  }

  private static void assertRefused(
      HttpResponse<String> answer, int status, String errorType, String reason) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains(errorType);
    assertThat(answer.body()).contains(reason);
  }

  private static HttpResponse<String> post(String path) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(URI.create(sonic.uri() + path))
              .version(HttpClient.Version.HTTP_1_1)
              .POST(HttpRequest.BodyPublishers.noBody())
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void tellsItsHealth() throws Exception {
    var health =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(sonic.uri().resolve("/health"))
                    .version(HttpClient.Version.HTTP_1_1)
                    .build(),
                HttpResponse.BodyHandlers.ofString());

    assertThat(health.statusCode()).isEqualTo(200);
    assertThat(health.body())
        .contains("\"status\":\"ready\"", "\"recognizer\":\"off\"", "\"synthesizer\":\"loaded\"");
  }

  /** Repeats what it hears and knows one tool. */
  private static final class Clerk implements Banker {
    @Override
    public List<Act> hear(Heard heard) {
      return switch (heard) {
        case Heard.Words(var text) when text.equals("balance") ->
            List.of(new Act.UseTool("use-1", "checkBalanceTool", "{}"));
        case Heard.Words(var text) when text.equals("long") ->
            List.of(new Act.Say("This is a sentence. ".repeat(50)));
        case Heard.Words(var text) -> List.of(new Act.Say("You said " + text + "."));
        case Heard.Unintelligible _ -> List.of(new Act.Say("Pardon?"));
        case Heard.ToolAnswered(_, _, var json) ->
            List.of(new Act.Say("The tool says " + json + "."));
      };
    }

    @Override
    public Expectation expects() {
      return new Expectation.Wish();
    }
  }
}
