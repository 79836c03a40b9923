package org.voiceteller.localsonic;

import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.stream.SystemMaterializer;
import org.voiceteller.localsonic.dialogue.Bankers;
import org.voiceteller.localsonic.fault.Faults;

/**
 * The stand-in, running. A client reaches it by its {@link #uri} alone:
 *
 * <pre>{@code
 * try (var sonic = LocalSonicServer.start(LocalSonicSettings.defaults(), bankers, Engines.none())) {
 *   var client = BedrockRuntimeAsyncClient.builder().endpointOverride(sonic.uri())…
 * }
 * }</pre>
 */
public final class LocalSonicServer implements AutoCloseable {

  /** The address cannot be listened at, most often because something else does. */
  public static final class CannotListen extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotListen(String host, int port, Throwable cause) {
      super("Cannot listen at %s:%d: %s".formatted(host, port, cause.getMessage()), cause);
    }
  }

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);

  private final ActorSystem<Void> system;
  private final ServerBinding binding;
  private final SpeechPool voice;
  private final Faults faults;
  private final URI uri;

  private LocalSonicServer(
      ActorSystem<Void> system, ServerBinding binding, SpeechPool voice, Faults faults) {
    this.system = system;
    this.binding = binding;
    this.voice = voice;
    this.faults = faults;
    var address = binding.localAddress();
    this.uri = URI.create("http://%s:%d".formatted(address.getHostString(), address.getPort()));
  }

  /**
   * Starts and returns when requests are answered.
   *
   * @param bankers who answers; never asked in echo mode
   * @param engines may still be loading: a conversation uses what is there when it begins
   * @throws CannotListen when the port is taken or the host is not ours
   */
  public static LocalSonicServer start(
      LocalSonicSettings settings, Bankers bankers, Engines engines) {
    // its own file only: another program's application.conf must not change the stand-in
    var config =
        ConfigFactory.parseResources(LocalSonicServer.class, "/local-sonic.conf")
            .withFallback(ConfigFactory.defaultReferenceUnresolved())
            .resolve();
    ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "local-sonic", config);
    var voice = new SpeechPool(engines, Runtime.getRuntime().availableProcessors());
    var faults = new Faults();
    var door =
        new Door(
            settings,
            bankers,
            engines,
            voice,
            faults,
            SystemMaterializer.get(system).materializer());
    try {
      var binding =
          Http.get(system)
              .newServerAt(settings.host(), settings.port())
              .bind(door::answer)
              .toCompletableFuture()
              .join();
      return new LocalSonicServer(system, binding, voice, faults);
    } catch (CompletionException e) {
      voice.stop();
      system.terminate();
      var cause = e.getCause() == null ? e : e.getCause();
      throw new CannotListen(settings.host(), settings.port(), cause);
    }
  }

  /** Where a client finds it, such as {@code http://127.0.0.1:41235}. */
  public URI uri() {
    return uri;
  }

  /** What is to go wrong in the next conversations. */
  public Faults faults() {
    return faults;
  }

  /** Ends every stream and frees the port; returns when both is done. */
  public void stop() {
    binding.terminate(STOP_TIMEOUT).toCompletableFuture().join();
    system.terminate();
    whenStopped().toCompletableFuture().join();
    voice.stop();
  }

  CompletionStage<?> whenStopped() {
    return system.getWhenTerminated();
  }

  @Override
  public void close() {
    stop();
  }
}
