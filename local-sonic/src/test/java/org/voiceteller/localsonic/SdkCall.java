package org.voiceteller.localsonic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.token.credentials.StaticTokenProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.auth.spi.scheme.AuthSchemeOption;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClientBuilder;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithBidirectionalStreamInput;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithBidirectionalStreamResponseHandler;

/** One stream by the real AWS SDK: says what it is told to and keeps what it hears. */
final class SdkCall {

  static final String MODEL = "amazon.nova-2-sonic-v1:0";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Requests requests = new Requests();
  private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
  private final CompletableFuture<Void> ended;

  static BedrockRuntimeAsyncClient client(URI endpoint) {
    return BedrockRuntimeAsyncClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("nobody", "nothing")))
        .overrideConfiguration(config -> config.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .httpClientBuilder(NettyNioAsyncHttpClient.builder().maxConcurrency(100))
        .build();
  }

  /** With a bearer token the SDK signs nothing and sends frames bare. */
  static BedrockRuntimeAsyncClient bearerClient(URI endpoint) {
    return client(
        endpoint,
        "smithy.api#httpBearerAuth",
        builder -> builder.tokenProvider(StaticTokenProvider.create(() -> "token")));
  }

  /** Sends no Authorization at all. */
  static BedrockRuntimeAsyncClient clientOfNobody(URI endpoint) {
    return client(endpoint, "smithy.api#noAuth", _ -> {});
  }

  private static BedrockRuntimeAsyncClient client(
      URI endpoint, String authScheme, Consumer<BedrockRuntimeAsyncClientBuilder> more) {
    var builder =
        BedrockRuntimeAsyncClient.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .authSchemeProvider(
                _ -> List.of(AuthSchemeOption.builder().schemeId(authScheme).build()))
            .overrideConfiguration(config -> config.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .httpClientBuilder(NettyNioAsyncHttpClient.builder());
    more.accept(builder);
    return builder.build();
  }

  SdkCall(BedrockRuntimeAsyncClient client) {
    this(client, MODEL);
  }

  SdkCall(BedrockRuntimeAsyncClient client, String modelId) {
    var visitor =
        InvokeModelWithBidirectionalStreamResponseHandler.Visitor.builder()
            .onChunk(chunk -> heard.add(event(chunk.bytes())))
            .build();
    ended =
        client.invokeModelWithBidirectionalStream(
            request -> request.modelId(modelId),
            subscriber -> requests.subscribe(subscriber),
            InvokeModelWithBidirectionalStreamResponseHandler.builder()
                .subscriber(visitor)
                .build());
  }

  private static JsonNode event(SdkBytes bytes) {
    try {
      return JSON.readTree(bytes.asByteArray()).path("event");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  SdkCall say(String... events) {
    for (var event : events) {
      requests.send(
          InvokeModelWithBidirectionalStreamInput.chunkBuilder()
              .bytes(SdkBytes.fromUtf8String(event))
              .build());
    }
    return this;
  }

  /** Everything up to where the caller can speak. */
  SdkCall begin() {
    return say(
        Events.sessionStart(),
        Events.promptStart(),
        Events.textStart("system", "SYSTEM", false),
        Events.textInput("system", "You are a bank's agent."),
        Events.contentEnd("system"),
        Events.audioStart("audio"));
  }

  SdkCall type(String contentName, String text) {
    return say(
        Events.textStart(contentName, "USER", true),
        Events.textInput(contentName, text),
        Events.contentEnd(contentName));
  }

  SdkCall hangUp() {
    say(Events.contentEnd("audio"), Events.promptEnd(), Events.sessionEnd());
    requests.complete();
    return this;
  }

  void complete() {
    requests.complete();
  }

  void cancel() {
    ended.cancel(true);
  }

  /** The next event of any kind. */
  JsonNode next() {
    try {
      var event = heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (event == null) {
        throw new AssertionError("nothing more was heard; ended: " + ended);
      }
      return event;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** The body of the next event of that name; others are skipped. */
  JsonNode await(String name) {
    while (true) {
      var event = next();
      if (event.has(name)) {
        return event.path(name);
      }
    }
  }

  /** The next text of that content, whoever says it. */
  JsonNode awaitText(String content) {
    while (true) {
      var text = await("textOutput");
      if (text.path("content").asText().equals(content)) {
        return text;
      }
    }
  }

  int heardAndNotTaken() {
    return heard.size();
  }

  CompletableFuture<Void> ended() {
    return ended.copy().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** A publisher for one subscriber that sends by demand. */
  private static final class Requests {
    private final Queue<InvokeModelWithBidirectionalStreamInput> waiting = new ArrayDeque<>();
    private @Nullable Subscriber<? super InvokeModelWithBidirectionalStreamInput> subscriber;
    private long demand;
    private boolean complete;

    synchronized void subscribe(
        Subscriber<? super InvokeModelWithBidirectionalStreamInput> newSubscriber) {
      subscriber = newSubscriber;
      newSubscriber.onSubscribe(
          new Subscription() {
            @Override
            public void request(long n) {
              synchronized (Requests.this) {
                demand += n;
                drain();
              }
            }

            @Override
            public void cancel() {
              synchronized (Requests.this) {
                subscriber = null;
              }
            }
          });
    }

    synchronized void send(InvokeModelWithBidirectionalStreamInput event) {
      waiting.add(event);
      drain();
    }

    synchronized void complete() {
      complete = true;
      drain();
    }

    private void drain() {
      var receiver = subscriber;
      while (receiver != null && demand > 0 && !waiting.isEmpty()) {
        demand--;
        receiver.onNext(waiting.remove());
      }
      if (receiver != null && complete && waiting.isEmpty()) {
        subscriber = null;
        receiver.onComplete();
      }
    }
  }
}
