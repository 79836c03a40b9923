package org.voiceteller.loadtests.echo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import org.reactivestreams.FlowAdapters;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithBidirectionalStreamInput;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithBidirectionalStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithBidirectionalStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithBidirectionalStreamResponseHandler;

/** A leg without the server: the same frames, by the AWS SDK to the echoing model itself. */
public final class ModelLeg implements EchoLeg {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MODEL = "amazon.nova-2-sonic-v1:0";

  private final Echoes echoes;
  private final SubmissionPublisher<InvokeModelWithBidirectionalStreamInput> events =
      new SubmissionPublisher<>(Runnable::run, 256);
  private final CompletableFuture<Void> opened = new CompletableFuture<>();
  private final CompletableFuture<Void> ended;

  private ModelLeg(BedrockRuntimeAsyncClient client, Echoes echoes) {
    this.echoes = echoes;
    Flow.Publisher<InvokeModelWithBidirectionalStreamInput> afterOpening = this::subscribed;
    this.ended =
        client.invokeModelWithBidirectionalStream(
            InvokeModelWithBidirectionalStreamRequest.builder().modelId(MODEL).build(),
            FlowAdapters.toPublisher(afterOpening),
            InvokeModelWithBidirectionalStreamResponseHandler.builder()
                .subscriber(
                    InvokeModelWithBidirectionalStreamResponseHandler.Visitor.builder()
                        .onChunk(chunk -> onEvent(chunk.bytes().asByteArrayUnsafe()))
                        .onDefault(ModelLeg::ignore)
                        .build())
                .build());
  }

  /** A client for the model at this address, with room for this many streams. */
  public static BedrockRuntimeAsyncClient client(URI model, int streams) {
    return BedrockRuntimeAsyncClient.builder()
        .endpointOverride(model)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .httpClientBuilder(
            NettyNioAsyncHttpClient.builder()
                .maxConcurrency(streams)
                .readTimeout(Duration.ofMinutes(10))
                .writeTimeout(Duration.ofMinutes(10)))
        .build();
  }

  public static ModelLeg open(BedrockRuntimeAsyncClient client, Echoes echoes) {
    return new ModelLeg(client, echoes);
  }

  /** What is submitted before there is a subscriber would be lost. */
  private void subscribed(
      Flow.Subscriber<? super InvokeModelWithBidirectionalStreamInput> subscriber) {
    events.subscribe(subscriber);
    begin();
    opened.complete(null);
  }

  private void begin() {
    submit(
        """
        {"event":{"sessionStart":{"inferenceConfiguration":\
        {"maxTokens":1024,"topP":0.9,"temperature":0.7}}}}""");
    submit(
        """
        {"event":{"promptStart":{"promptName":"p",\
        "textOutputConfiguration":{"mediaType":"text/plain"},\
        "audioOutputConfiguration":{"mediaType":"audio/lpcm","sampleRateHertz":24000,\
        "sampleSizeBits":16,"channelCount":1,"voiceId":"matthew","encoding":"base64",\
        "audioType":"SPEECH"}}}}""");
    submit(
        """
        {"event":{"contentStart":{"promptName":"p","contentName":"s","type":"TEXT",\
        "interactive":false,"role":"SYSTEM","textInputConfiguration":{"mediaType":"text/plain"}}}}""");
    submit(
        """
        {"event":{"textInput":{"promptName":"p","contentName":"s","content":"Echo."}}}""");
    submit(
        """
        {"event":{"contentEnd":{"promptName":"p","contentName":"s"}}}""");
    submit(
        """
        {"event":{"contentStart":{"promptName":"p","contentName":"a","type":"AUDIO",\
        "interactive":true,"role":"USER","audioInputConfiguration":{"mediaType":"audio/lpcm",\
        "sampleRateHertz":16000,"sampleSizeBits":16,"channelCount":1,"audioType":"SPEECH",\
        "encoding":"base64"}}}}""");
  }

  @Override
  public CompletionStage<Void> opened() {
    return opened.copy();
  }

  @Override
  public void send(byte[] frame) {
    submit(
        "{\"event\":{\"audioInput\":{\"promptName\":\"p\",\"contentName\":\"a\",\"content\":\""
            + Base64.getEncoder().encodeToString(frame)
            + "\"}}}");
  }

  @Override
  public CompletionStage<Void> close() {
    submit("{\"event\":{\"contentEnd\":{\"promptName\":\"p\",\"contentName\":\"a\"}}}");
    submit("{\"event\":{\"promptEnd\":{\"promptName\":\"p\"}}}");
    submit("{\"event\":{\"sessionEnd\":{}}}");
    events.close();
    return ended;
  }

  private void submit(String json) {
    events.submit(
        InvokeModelWithBidirectionalStreamInput.chunkBuilder()
            .bytes(SdkBytes.fromUtf8String(json))
            .build());
  }

  private void onEvent(byte[] json) {
    JsonNode event;
    try {
      event = JSON.readTree(json).path("event");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var audio = event.path("audioOutput").path("content");
    if (audio.isTextual()) {
      echoes.onAudio(Base64.getDecoder().decode(audio.textValue()));
    }
  }

  /** Events other than chunks carry nothing of the echo. */
  private static void ignore(InvokeModelWithBidirectionalStreamOutput event) {}
}
