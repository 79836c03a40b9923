package org.voiceteller.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.http.call.Lines;
import org.voiceteller.streams.call.CallRoster;
import org.voiceteller.streams.call.CallRoster.Word;

/**
 * A server's way out: at once it takes no calls any more; after the notice every call in progress
 * is told; who has not gone when the limit is over is sent to another server or, when there is
 * none, the agent says goodbye and their call is ended; and nobody waits longer than set for that.
 * It is over as soon as the last call is.
 *
 * <p>A server that the others go on without (it was cut off from them, and they are more) has no
 * sessions any more: its calls are sent to another server at once.
 */
final class Draining {

  private static final Logger LOG = LoggerFactory.getLogger(Draining.class);

  private final ActorSystem<?> system;
  private final ListenSettings settings;
  private final Lines lines;
  private final CallRoster roster;
  private final BooleanSupplier isAnotherUp;

  /**
   * @param isAnotherUp whether another server takes callers who come back
   */
  Draining(
      ActorSystem<?> system,
      ListenSettings settings,
      Lines lines,
      CallRoster roster,
      BooleanSupplier isAnotherUp) {
    this.system = system;
    this.settings = settings;
    this.lines = lines;
    this.roster = roster;
    this.isAnotherUp = isAnotherUp;
  }

  /** How long all of it may take. */
  static Duration atMost(ListenSettings settings) {
    return settings
        .drainNotice()
        .plus(settings.drainLimit())
        .plus(settings.drainGoodbye())
        .plus(settings.drainTimeout());
  }

  /**
   * Drains when the system shuts down, then closes the doors, and only then leaves the cluster.
   *
   * @param closeTheRest run when no call is left
   */
  void beforeShutdown(ServerBinding doors, Runnable closeTheRest) {
    CoordinatedShutdown shutdown = CoordinatedShutdown.get(system);
    shutdown.addTask(
        CoordinatedShutdown.PhaseServiceUnbind(),
        "take-no-new-calls",
        () -> {
          begin();
          return CompletableFuture.completedFuture(Done.getInstance());
        });
    shutdown.addTask(
        CoordinatedShutdown.PhaseServiceRequestsDone(),
        "let-calls-go",
        () -> isLeftOut(shutdown) ? sendAway() : calls());
    shutdown.addTask(
        CoordinatedShutdown.PhaseServiceStop(),
        "close-doors",
        () ->
            doors
                .terminate(Duration.ofSeconds(1))
                .thenApply(
                    _ -> {
                      closeTheRest.run();
                      return Done.getInstance();
                    }));
  }

  private static boolean isLeftOut(CoordinatedShutdown shutdown) {
    return shutdown
        .getShutdownReason()
        .filter(CoordinatedShutdown.clusterDowningReason()::equals)
        .isPresent();
  }

  /** The other side of the cluster has their sessions, or will have them in a moment. */
  private CompletionStage<Done> sendAway() {
    LOG.warn("The others go on without this node; {} calls are sent to them", roster.size());
    roster.tell(new Word.Leave());
    return waits(settings.drainTimeout()).thenApply(_ -> brokenOff());
  }

  /** Takes no calls from now on. */
  void begin() {
    lines.close();
    roster.close();
    LOG.info("Going down; {} calls are in progress", roster.size());
  }

  /** Completes when the last call is gone, or its time is over. */
  CompletionStage<Done> calls() {
    return waits(settings.drainNotice())
        .thenCompose(
            _ -> {
              roster.tell(new Word.GoingAway(settings.drainLimit(), isAnotherUp.getAsBoolean()));
              return waits(settings.drainLimit());
            })
        .thenCompose(
            _ -> {
              if (isAnotherUp.getAsBoolean()) {
                roster.tell(new Word.Leave());
                return waits(settings.drainTimeout());
              }
              return goodbyes();
            })
        .thenApply(_ -> brokenOff());
  }

  private Done brokenOff() {
    if (roster.size() > 0) {
      LOG.warn("{} calls have not ended in time and are broken off", roster.size());
    }
    return Done.getInstance();
  }

  private CompletionStage<Done> goodbyes() {
    if (settings.drainGoodbye().isPositive()) {
      roster.takeLeave();
    }
    return waits(settings.drainGoodbye())
        .thenCompose(
            _ -> {
              var _ = roster.drain();
              return waits(settings.drainTimeout());
            });
  }

  /** For so long, or until there is nobody to wait for. */
  private CompletionStage<Done> waits(Duration time) {
    CompletableFuture<Done> over = roster.whenEmpty().toCompletableFuture().copy();
    if (time.isZero()) {
      over.complete(Done.getInstance());
    } else {
      var timer =
          system
              .scheduler()
              .scheduleOnce(
                  time, () -> over.complete(Done.getInstance()), system.executionContext());
      var _ = over.whenComplete((_, _) -> timer.cancel());
    }
    return over;
  }
}
