package org.voiceteller.http.health;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.voiceteller.http.health.Dependency.Condition;
import org.voiceteller.streams.nova.NovaEnd;

/**
 * Asks the model whether it converses: opens a conversation in which nothing is said, and believes
 * the outcome for a while, for each one costs a stream. A stand-in at an address of its own is also
 * asked for a connection each time, so that its death shows at once. Thread-safe.
 */
public final class ModelProbe implements Dependency.Probe {

  private static final Duration BELIEVED_WHEN_DOWN = Duration.ofSeconds(2);

  private final Supplier<CompletionStage<NovaEnd>> converse;
  private final Supplier<Optional<String>> serving;
  private final Optional<URI> endpoint;
  private final Duration believed;
  private @Nullable CompletableFuture<Condition> latest;
  private long latestNanos;

  private ModelProbe(
      Supplier<CompletionStage<NovaEnd>> converse,
      Supplier<Optional<String>> serving,
      Optional<URI> endpoint,
      Duration believed) {
    this.converse = converse;
    this.serving = serving;
    this.endpoint = endpoint;
    this.believed = believed;
  }

  /**
   * @param converse opens and ends a conversation; its stage never fails
   * @param serving which of several models or regions calls go to; empty when all are left alone
   * @param endpoint the stand-in's address; empty for the service itself
   * @param believed how long a good outcome is believed
   */
  public static ModelProbe create(
      Supplier<CompletionStage<NovaEnd>> converse,
      Supplier<Optional<String>> serving,
      Optional<URI> endpoint,
      Duration believed) {
    return new ModelProbe(converse, serving, endpoint, believed);
  }

  @Override
  public CompletionStage<Condition> ask() {
    return endpoint.isEmpty()
        ? conversation()
        : connection(endpoint.get())
            .thenCompose(
                condition ->
                    switch (condition) {
                      case Condition.Up(var _) -> conversation();
                      case Condition.Down down -> CompletableFuture.completedFuture(down);
                    });
  }

  private synchronized CompletableFuture<Condition> conversation() {
    CompletableFuture<Condition> known = latest;
    if (known != null && (!known.isDone() || ageNanos() < keep(known).toNanos())) {
      return known.copy();
    }
    CompletableFuture<Condition> asked =
        converse.get().thenApply(this::condition).toCompletableFuture();
    latest = asked;
    latestNanos = System.nanoTime();
    return asked.copy();
  }

  private long ageNanos() {
    return System.nanoTime() - latestNanos;
  }

  private Duration keep(CompletableFuture<Condition> done) {
    return switch (done.join()) {
      case Condition.Up(var _) -> believed;
      case Condition.Down(var _) -> BELIEVED_WHEN_DOWN;
    };
  }

  private Condition condition(NovaEnd end) {
    return switch (end) {
      case NovaEnd.Completed() -> new Condition.Up(serving.get().orElse(""));
      case NovaEnd.Cancelled() -> new Condition.Down("It did not answer in time");
      case NovaEnd.Failed(var failure) -> new Condition.Down(failure.type());
    };
  }

  private static CompletableFuture<Condition> connection(URI endpoint) {
    int port =
        endpoint.getPort() >= 0
            ? endpoint.getPort()
            : "https".equals(endpoint.getScheme()) ? 443 : 80;
    CompletableFuture<Condition> connected = new CompletableFuture<>();
    try {
      AsynchronousSocketChannel channel = AsynchronousSocketChannel.open();
      channel.connect(
          new InetSocketAddress(endpoint.getHost(), port),
          connected,
          new CompletionHandler<@Nullable Void, CompletableFuture<Condition>>() {
            @Override
            public void completed(@Nullable Void nothing, CompletableFuture<Condition> result) {
              close(channel, result, new Condition.Up());
            }

            @Override
            public void failed(Throwable failure, CompletableFuture<Condition> result) {
              close(channel, result, new Condition.Down("Nobody listens at " + endpoint));
            }
          });
    } catch (IOException | RuntimeException unreachable) {
      connected.complete(new Condition.Down("Nobody listens at " + endpoint));
    }
    return connected;
  }

  private static void close(
      AsynchronousSocketChannel channel, CompletableFuture<Condition> result, Condition condition) {
    try {
      channel.close();
      result.complete(condition);
    } catch (IOException broken) {
      result.complete(new Condition.Down("Its connection broke"));
    }
  }
}
