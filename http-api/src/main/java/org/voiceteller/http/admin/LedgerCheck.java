package org.voiceteller.http.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.core.audit.ExportCheck;
import org.voiceteller.core.audit.Verdict;
import org.voiceteller.http.problem.Problem;
import org.voiceteller.http.problem.ProblemException;
import org.voiceteller.persistence.audit.LedgerExport;

/**
 * The whole audit log, read from the ledger: to be exported, and to be checked as {@code ./teller
 * audit verify} does. One check at a time on a node; what the last one found is remembered until
 * the node stops.
 */
public final class LedgerCheck {

  private static final Logger LOG = LoggerFactory.getLogger(LedgerCheck.class);
  private static final Duration LATER = Duration.ofSeconds(5);

  /** How a check is, or was. */
  enum State {
    NEVER,
    RUNNING,
    WHOLE,
    DAMAGED,
    /** The ledger could not be read to its end. */
    FAILED
  }

  /**
   * A check.
   *
   * @param entries that were checked; null before the end
   * @param head the hash of the last one; null before the end, and when damaged
   * @param finding what is wrong, in a sentence
   */
  record Verification(
      State state,
      @Nullable Long entries,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      @Nullable String head,
      @Nullable String finding) {}

  private final ActorSystem<?> system;
  private final Supplier<Optional<LedgerExport>> export;
  private final InstantSource clock;
  private volatile Verification latest =
      new Verification(State.NEVER, null, null, null, null, null);

  private LedgerCheck(
      ActorSystem<?> system, Supplier<Optional<LedgerExport>> export, InstantSource clock) {
    this.system = system;
    this.export = export;
    this.clock = clock;
  }

  /**
   * @param export empty while the ledger cannot be reached, and on a node that has no key to sign
   */
  public static LedgerCheck create(
      ActorSystem<?> system, Supplier<Optional<LedgerExport>> export, InstantSource clock) {
    return new LedgerCheck(system, export, clock);
  }

  Verification latest() {
    return latest;
  }

  /**
   * The lines of an export as of now.
   *
   * @throws ProblemException when this node cannot export
   */
  Source<String, ?> lines(Instant now) {
    LedgerExport ledger =
        export
            .get()
            .orElseThrow(
                () ->
                    new ProblemException(
                        new Problem.Unavailable(
                            "This node cannot export the audit log: the ledger does not answer, or"
                                + " it has no key to sign with.",
                            LATER)));
    return Source.completionStageSource(ledger.lines(now));
  }

  /** Begins a check unless one runs. */
  synchronized Verification begin() {
    if (latest.state() == State.RUNNING) {
      return latest;
    }
    Instant now = clock.instant();
    Source<String, ?> lines = lines(now);
    Verification running = new Verification(State.RUNNING, null, now, null, null, null);
    latest = running;
    ExportCheck check = ExportCheck.create(List.of());
    lines
        .runWith(Sink.foreach(check::accept), system)
        .thenApply(_ -> verification(now, check.finish()))
        .exceptionally(failure -> failed(now, failure))
        .thenAccept(found -> latest = found);
    return running;
  }

  private Verification verification(Instant startedAt, Verdict verdict) {
    Instant end = clock.instant();
    return switch (verdict) {
      case Verdict.Whole whole ->
          new Verification(State.WHOLE, whole.entries(), startedAt, end, whole.hash(), null);
      case Verdict.Broken broken -> {
        LOG.error("The audit log is not whole: {}", broken.sentence());
        yield new Verification(State.DAMAGED, null, startedAt, end, null, broken.sentence());
      }
      case Verdict.Unusable(var sentence) ->
          new Verification(State.DAMAGED, null, startedAt, end, null, sentence);
    };
  }

  private Verification failed(Instant startedAt, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    LOG.warn("The audit log could not be read to its end", cause);
    return new Verification(
        State.FAILED,
        null,
        startedAt,
        clock.instant(),
        null,
        "The audit log could not be read to its end. Try again.");
  }
}
