package org.voiceteller.http.laptop;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.actors.bank.SampleBank;
import org.voiceteller.http.Configuration;
import org.voiceteller.http.ListenSettings;
import org.voiceteller.http.Node;
import org.voiceteller.http.StartException;
import org.voiceteller.persistence.PersistenceSettings;
import org.voiceteller.persistence.embedded.EmbeddedStores;
import org.voiceteller.streams.nova.NovaSettings;

/**
 * The bank on one machine: stores and stand-in start as child processes while the node starts, and
 * stop after it. One per process; what was started is stopped by a hook of the JVM, whatever ends
 * it, in the reverse order.
 */
final class Laptop {

  private static final Logger LOG = LoggerFactory.getLogger(Laptop.class);
  private static final long AGAIN_MS = 100;

  /**
   * A store that starts on this machine is there within seconds, and nobody else is crowded out.
   * Who stops a laptop does not wait for its calls.
   */
  private static final Config IMPATIENT =
      ConfigFactory.parseMap(
          Map.of(
              "datastax-java-driver.advanced.reconnection-policy.max-delay",
              "500ms",
              "voice-teller.http.drain-notice",
              "0s",
              "voice-teller.http.drain-limit",
              "0s",
              "voice-teller.http.drain-goodbye",
              "0s"),
          "a laptop's patience");

  /** Whoever sits at the terminal may look into the bank. */
  private static final Config OPEN_TO_ITS_OWNER =
      ConfigFactory.parseMap(
          Map.of("voice-teller.console.one-time-links", "on"), "a laptop's console");

  private static final int MAX_SAMPLE_ATTEMPTS = 12;

  /**
   * What to run.
   *
   * @param home the project's directory, built
   * @param data where everything is kept
   * @param fresh whether what is kept there is forgotten first
   * @param manner what the stand-in does with sound
   * @param options what the command line says, as settings
   */
  record Plan(Path home, Path data, boolean fresh, StandIn.Manner manner, Config options) {

    private boolean speech() {
      return manner.speech();
    }
  }

  /** What is done when a call would be answered. The bank is stopped when it returns. */
  @FunctionalInterface
  interface Work {

    /**
     * @param bank as {@code http://127.0.0.1:8080}
     * @param model as {@code http://127.0.0.1:39123}
     * @return the exit code
     */
    int run(URI bank, URI model);
  }

  private final Plan plan;
  private final Deque<Runnable> undo = new ArrayDeque<>();

  private Laptop(Plan plan) {
    this.plan = plan;
  }

  /**
   * Says that it is ready and runs until the node is gone.
   *
   * @return the exit code for an end that nobody asked for
   * @throws StartException in one sentence when it cannot start
   */
  static int run(Plan plan) {
    var laptop = create(plan);
    Started started = laptop.start();
    String bank = started.node().url();
    System.out.println("ready " + bank);
    System.out.println("console " + ConsoleLinks.to(bank, plan.data()));
    started.node().whenTerminated().toCompletableFuture().join();
    return 1;
  }

  /**
   * Runs until the work is done, then stops everything and deletes the data directory.
   *
   * @return the work's exit code
   * @throws StartException in one sentence when it cannot start
   */
  static int run(Plan plan, Work work) {
    var laptop = create(plan);
    laptop.undoFirst(() -> DataDirectory.remove(plan.data()));
    try {
      Started started = laptop.start();
      return work.run(URI.create(started.node().url()), started.model());
    } finally {
      laptop.stopAll();
    }
  }

  private static Laptop create(Plan plan) {
    var laptop = new Laptop(plan);
    Runtime.getRuntime().addShutdownHook(new Thread(laptop::stopAll, "stop"));
    return laptop;
  }

  private record Started(Node node, URI model) {}

  private Started start() {
    Config settings = configuration(ConfigFactory.empty());
    ListenSettings listen = ListenSettings.from(settings);
    refuseTakenPort(listen);
    if (plan.fresh()) {
      DataDirectory.forget(plan.data());
    }
    PersistenceSettings.Embedded embedded = PersistenceSettings.from(settings).embedded();
    EmbeddedStores stores = EmbeddedStores.start(embedded);
    undoFirst(stores::close);
    Config reached = stores.config().withFallback(cassandra(settings));
    Path running = DataDirectory.noteRunning(plan.data(), reached);
    undoFirst(() -> DataDirectory.forgetRunning(running));
    CompletionStage<Void> model;
    Runnable hear = () -> {};
    Config children = stores.config().withFallback(bankKey(settings));
    URI endpoint = NovaSettings.from(settings).endpoint();
    if (endpoint == null) {
      StandIn standIn =
          StandIn.start(
              plan.home(),
              plan.data().resolve("local-sonic"),
              plan.manner(),
              embedded.startTimeout());
      undoFirst(standIn::stop);
      endpoint = standIn.endpoint();
      children = endpoint(endpoint).withFallback(children);
      model = standIn.whenReady();
      hear = standIn::listen;
    } else {
      model = CompletableFuture.completedFuture(null);
    }
    Node node = Node.start(configuration(children), plan.speech());
    undoFirst(() -> end(node));
    DataDirectory.noteRunning(plan.data(), ConsoleLinks.noted(node.url()).withFallback(reached));
    await(stores.whenReady());
    await(model);
    await(node.bank().thenCompose(bank -> samples(bank.sampleBank(), 1)));
    await(node.whenReady());
    hear.run();
    return new Started(node, endpoint);
  }

  private Config configuration(Config children) {
    return Configuration.load(
        children
            .withFallback(plan.options())
            .withFallback(IMPATIENT)
            .withFallback(OPEN_TO_ITS_OWNER)
            .withFallback(ConfigFactory.parseResourcesAnySyntax("voice-teller-laptop")));
  }

  /** For commands beside the bank, where it is not the bank's own. */
  private static Config cassandra(Config settings) {
    return settings
        .withOnlyPath("datastax-java-driver.basic.contact-points")
        .withFallback(
            settings.withOnlyPath(
                "datastax-java-driver.basic.load-balancing-policy.local-datacenter"));
  }

  /** Whoever brings a key of their own keeps it. */
  private Config bankKey(Config settings) {
    return settings.getString("voice-teller.bank.authentication.key").isBlank()
        ? LaptopKey.in(plan.data())
        : ConfigFactory.empty();
  }

  private static Config endpoint(URI standIn) {
    return ConfigFactory.parseMap(
        Map.of(
            "voice-teller.nova.endpoint",
            standIn.toString(),
            "voice-teller.nova.region",
            "us-east-1",
            "voice-teller.nova.regions",
            ""),
        "the model's stand-in");
  }

  /** Known at once instead of after the stores have started. */
  private static void refuseTakenPort(ListenSettings listen) {
    try (var probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(listen.host(), listen.port()));
    } catch (IOException taken) {
      throw new StartException(
          "Port %d on %s cannot be opened (%s); choose another one with --port or VOICE_TELLER_PORT."
              .formatted(listen.port(), listen.host(), taken.getMessage()));
    }
  }

  /** Entering again changes nothing; the first times may find the journal still being made. */
  private static CompletionStage<Boolean> samples(SampleBank samples, int attempt) {
    return samples
        .enter()
        .exceptionallyCompose(
            failure -> {
              if (attempt >= MAX_SAMPLE_ATTEMPTS) {
                return CompletableFuture.failedFuture(
                    new StartException(
                        "The sample customers cannot be entered: " + failure.getMessage()));
              }
              LOG.info("Entering the sample customers again: {}", failure.getMessage());
              return CompletableFuture.supplyAsync(
                      () -> samples,
                      CompletableFuture.delayedExecutor(AGAIN_MS, TimeUnit.MILLISECONDS))
                  .thenCompose(again -> samples(again, attempt + 1));
            });
  }

  private static void end(Node node) {
    node.stop().toCompletableFuture().join();
  }

  private synchronized void undoFirst(Runnable step) {
    undo.addFirst(step);
  }

  private void stopAll() {
    Deque<Runnable> steps;
    synchronized (this) {
      steps = new ArrayDeque<>(undo);
      undo.clear();
    }
    for (Runnable step : steps) {
      try {
        step.run();
      } catch (RuntimeException failed) {
        LOG.warn("Not everything could be stopped in order", failed);
      }
    }
  }

  private static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw failed;
    }
  }
}
