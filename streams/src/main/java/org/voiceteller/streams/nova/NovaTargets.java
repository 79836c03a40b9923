package org.voiceteller.streams.nova;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.pattern.CircuitBreaker;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.voiceteller.streams.observe.CallObserver;

/**
 * All models and regions that calls may go to, in the order of the configuration, each behind a
 * circuit breaker that the calls of this process share. Thread-safe; one per process.
 *
 * <p>A call begins with the first target whose breaker is closed. When streams of it failed more
 * than once in a row, its next one goes to the target after that. A breaker opens after a number of
 * streams that failed one after the other, whoever's: those that began before the last of them
 * failed, as all that broke together with their connection, tell nothing new. What the service
 * calls our mistake opens no breaker, since it would be one anywhere.
 *
 * <p>While a breaker is half open and another target is well, no call pays for the trial: some
 * conversations in which nothing is said are held with it, one after the other, and calls come back
 * when all of them went well. Where there is nothing better all streams go through, and one that
 * says anything closes the breaker: each call is worth more than the load it adds.
 */
public final class NovaTargets implements Nova, AutoCloseable {

  /** A pause doubles while trying again fails, up to so many times its length. */
  private static final int LONGEST_PAUSES = 16;

  /** Conversations that must go well before calls come back: one may be luck. */
  private static final int TRIALS = 3;

  private final List<Target> targets;

  private final CallObserver observer;

  private NovaTargets(List<Target> targets, CallObserver observer) {
    this.targets = List.copyOf(targets);
    this.observer = observer;
  }

  private record Target(
      String label, NovaClient client, CircuitBreaker breaker, AtomicLong lastFailure) {

    private Target(String label, NovaClient client, CircuitBreaker breaker) {
      this(label, client, breaker, new AtomicLong(System.nanoTime()));
    }

    /**
     * @param began when, in nanoseconds that never go back
     */
    private void ended(NovaEnd end, long began) {
      switch (end) {
        case NovaEnd.Completed() -> breaker.succeed();
        case NovaEnd.Cancelled() -> {
          // ours to decide; it tells nothing about the service
        }
        case NovaEnd.Failed(var failure) -> {
          if (failure.category() != NovaFailure.Category.GIVE_UP && isNew(began)) {
            breaker.fail();
          }
        }
      }
    }

    private boolean isWell() {
      return breaker.isClosed();
    }

    private boolean isNew(long began) {
      long last = lastFailure.get();
      return began - last >= 0 && lastFailure.compareAndSet(last, System.nanoTime());
    }
  }

  public static NovaTargets create(
      NovaSettings settings, CallObserver observer, ClassicActorSystemProvider system) {
    List<NovaSettings.Target> wanted = new ArrayList<>();
    wanted.add(settings.target());
    wanted.addAll(settings.fallbacks());
    NovaTargets targets =
        new NovaTargets(
            wanted.stream()
                .map(
                    target ->
                        new Target(
                            target.label(),
                            NovaClient.create(settings.at(target), observer),
                            breaker(
                                target.label(),
                                settings.breaker(),
                                wanted.size() == 1,
                                observer,
                                system)))
                .toList(),
            observer);
    targets.targets.forEach(
        target -> target.breaker().addOnHalfOpenListener(() -> targets.tryAgain(target, system)));
    return targets;
  }

  private void tryAgain(Target target, ClassicActorSystemProvider system) {
    if (targets.stream().anyMatch(Target::isWell)) {
      tryAgain(target, system, TRIALS);
    }
  }

  private static void tryAgain(Target target, ClassicActorSystemProvider system, int trials) {
    target
        .client()
        .warmUp(system)
        .thenAccept(
            end -> {
              if (!(end instanceof NovaEnd.Completed())) {
                target.breaker().fail();
              } else if (trials > 1) {
                tryAgain(target, system, trials - 1);
              } else {
                target.breaker().succeed();
              }
            });
  }

  /**
   * @param alone calls have nowhere else to go: a longer pause would help nobody
   */
  static CircuitBreaker breaker(
      String label,
      NovaSettings.Breaker settings,
      boolean alone,
      CallObserver observer,
      ClassicActorSystemProvider system) {
    observer.modelBreaker(label, CallObserver.Breaker.CLOSED);
    return new CircuitBreaker(
            system.classicSystem().dispatcher(),
            system.classicSystem().scheduler(),
            settings.failures(),
            // no call is timed by it: a conversation may last for minutes
            settings.pause(),
            settings.pause())
        .withExponentialBackoff(settings.pause().multipliedBy(alone ? 1 : LONGEST_PAUSES))
        .addOnOpenListener(() -> observer.modelBreaker(label, CallObserver.Breaker.OPEN))
        .addOnHalfOpenListener(() -> observer.modelBreaker(label, CallObserver.Breaker.HALF_OPEN))
        .addOnCloseListener(() -> observer.modelBreaker(label, CallObserver.Breaker.CLOSED));
  }

  @Override
  public int targets() {
    return targets.size();
  }

  @Override
  public Flow<NovaInput, NovaOutput, CompletionStage<NovaEnd>> converse() {
    return converse(0);
  }

  @Override
  public Flow<NovaInput, NovaOutput, CompletionStage<NovaEnd>> converse(int failuresInARow) {
    int first = Math.max(0, failuresInARow - 1) % targets.size();
    return from(first).map(this::watched).orElseGet(() -> refused(targets.get(first).label()));
  }

  /**
   * The first from there on that is well, else one that is tried; empty when all are left alone.
   */
  private Optional<Target> from(int first) {
    List<Target> order = new ArrayList<>(targets.subList(first, targets.size()));
    order.addAll(targets.subList(0, first));
    return order.stream()
        .filter(Target::isWell)
        .findFirst()
        .or(() -> order.stream().filter(target -> !target.breaker().isOpen()).findFirst());
  }

  /** Where the next call would go, by model and region; empty when all targets are left alone. */
  public Optional<String> serving() {
    return from(0).map(Target::label);
  }

  private Flow<NovaInput, NovaOutput, CompletionStage<NovaEnd>> watched(Target target) {
    AtomicBoolean spoke = new AtomicBoolean();
    long began = System.nanoTime();
    observer.modelStreamOpened(target.label());
    return target
        .client()
        .converse()
        .map(
            output -> {
              if (spoke.compareAndSet(false, true)) {
                target.breaker().succeed();
              }
              return output;
            })
        .mapMaterializedValue(
            end ->
                end.thenApply(
                    how -> {
                      target.ended(how, began);
                      return how;
                    }));
  }

  private static Flow<NovaInput, NovaOutput, CompletionStage<NovaEnd>> refused(String label) {
    NovaFailure why = NovaFailures.leftAlone(label);
    return Flow.fromSinkAndSourceCoupledMat(
        Sink.<NovaInput>cancelled(),
        Source.<NovaOutput>failed(new NovaException(why, null)),
        (_, _) -> CompletableFuture.<NovaEnd>completedStage(new NovaEnd.Failed(why)));
  }

  /**
   * Opens and ends one conversation in which nothing is said with each target, one after the other
   * until one works, those that are well first; see {@link NovaClient#warmUp}.
   *
   * @return how the last of these conversations ended, and so whether any target can be reached
   */
  public CompletionStage<NovaEnd> warmUp(ClassicActorSystemProvider system) {
    return warmUp(
        system,
        Stream.concat(
                targets.stream().filter(Target::isWell),
                targets.stream().filter(target -> !target.isWell()))
            .toList());
  }

  private static CompletionStage<NovaEnd> warmUp(
      ClassicActorSystemProvider system, List<Target> order) {
    Target target = order.getFirst();
    long began = System.nanoTime();
    return target
        .client()
        .warmUp(system)
        .thenCompose(
            end -> {
              target.ended(end, began);
              return end instanceof NovaEnd.Completed || order.size() == 1
                  ? CompletableFuture.completedStage(end)
                  : warmUp(system, order.subList(1, order.size()));
            });
  }

  /** Breaks off what is still open. */
  @Override
  public void close() {
    targets.forEach(target -> target.client().close());
  }
}
