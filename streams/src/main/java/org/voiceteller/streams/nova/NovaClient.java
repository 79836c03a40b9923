package org.voiceteller.streams.nova;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.voiceteller.streams.observe.CallObserver;
import org.voiceteller.streams.observe.CallObserver.AudioQueue;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClientBuilder;

/**
 * One target in one process; makes conversations. Thread-safe.
 *
 * <p>The SDK does not retry here: it would send a conversation's events a second time. No protocol
 * is set, so that {@code http} addresses speak HTTP/2 at once and {@code https} ones negotiate it.
 */
public final class NovaClient implements Nova, AutoCloseable {

  private static final Duration WARM_UP_LIMIT = Duration.ofSeconds(10);

  private final NovaSettings settings;
  private final CallObserver observer;
  private final NovaCodec codec = NovaCodec.create();
  private final Connections connections;

  public static NovaClient create(NovaSettings settings, CallObserver observer) {
    NovaAccess access = NovaAccess.of(settings, System::getenv, System::getProperty);
    return new NovaClient(
        settings, observer, new Connections(settings.modelId(), () -> bedrock(settings, access)));
  }

  private static BedrockRuntimeAsyncClient bedrock(NovaSettings settings, NovaAccess access) {
    BedrockRuntimeAsyncClientBuilder builder =
        BedrockRuntimeAsyncClient.builder()
            .httpClientBuilder(
                NettyNioAsyncHttpClient.builder()
                    .maxConcurrency(settings.maxConcurrency())
                    .connectionAcquisitionTimeout(settings.connectionAcquisitionTimeout())
                    .connectionTimeout(settings.connectTimeout())
                    .readTimeout(settings.readTimeout())
                    .writeTimeout(settings.writeTimeout())
                    .http2Configuration(
                        http2 ->
                            http2
                                .maxStreams((long) settings.streamsPerConnection())
                                .healthCheckPingPeriod(settings.pingPeriod())))
            .overrideConfiguration(
                configuration -> configuration.retryStrategy(AwsRetryStrategy.doNotRetry()));
    if (settings.endpoint() != null) {
      builder.endpointOverride(settings.endpoint());
    }
    access.region().ifPresent(builder::region);
    access.credentials().ifPresent(builder::credentialsProvider);
    return builder.build();
  }

  private NovaClient(NovaSettings settings, CallObserver observer, Connections connections) {
    this.settings = settings;
    this.observer = observer;
    this.connections = connections;
  }

  @Override
  public Flow<NovaInput, NovaOutput, CompletionStage<NovaEnd>> converse() {
    return Flow.fromGraph(
        new NovaConversation(
            connections::take,
            codec,
            settings.sendQueue(),
            settings.silenceAfter(),
            settings.stallAfter(),
            droppedMs -> observer.audioDropped(AudioQueue.TO_MODEL, droppedMs)));
  }

  /**
   * Opens and ends one conversation in which nothing is said, so that the first caller does not
   * wait for what is slow only once (1.5 to 4 s). Gives up after 10 s.
   *
   * @return never fails; tells how that conversation ended, and so whether the model can be reached
   */
  public CompletionStage<NovaEnd> warmUp(ClassicActorSystemProvider system) {
    NovaSettings.Manner manner = settings.manner();
    List<NovaInput> nothingSaid =
        List.of(
            new NovaInput.SessionStart(
                manner.maxTokens(), manner.topP(), manner.temperature(), manner.sensitivity()),
            new NovaInput.PromptStart("warm-up", manner.voice(), List.of()),
            new NovaInput.TextStart("warm-up", "system", NovaRole.SYSTEM, false),
            new NovaInput.TextInput("warm-up", "system", "Nobody is on the line."),
            new NovaInput.ContentEnd("warm-up", "system"),
            new NovaInput.PromptEnd("warm-up"),
            new NovaInput.SessionEnd());
    return Source.from(nothingSaid)
        .viaMat(converse(), Keep.right())
        .takeWithin(WARM_UP_LIMIT)
        .to(Sink.ignore())
        .run(system);
  }

  /** Breaks off what is still open. */
  @Override
  public void close() {
    connections.close();
  }
}
