package org.voiceteller.core.dispute;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.compliance.CaseClocks;

/**
 * A case for a wrong or fraudulent charge, as it stands.
 *
 * <pre>
 *   Unopened → Investigating → Decided → Closed
 * </pre>
 *
 * <p>What may happen to it is decided by {@link CaseRules}.
 */
public sealed interface DisputeCase {

  record Unopened() implements DisputeCase {}

  /**
   * The bank looks into it.
   *
   * @param credit ordered or made; null before its day has come
   */
  record Investigating(
      Intake intake,
      Instant openedAt,
      boolean acknowledged,
      boolean confirmed,
      @Nullable Posting credit,
      Alarms alarms)
      implements DisputeCase {}

  /** Decided, while money still has to move. */
  record Decided(
      Intake intake,
      Instant openedAt,
      Finding finding,
      Instant decidedAt,
      @Nullable Posting credit,
      @Nullable Posting settlement,
      Alarms alarms)
      implements DisputeCase {}

  /** Nothing more will happen. */
  record Closed(
      Intake intake,
      Instant openedAt,
      Finding finding,
      Instant decidedAt,
      @Nullable Posting credit,
      @Nullable Posting settlement,
      Instant closedAt)
      implements DisputeCase {}

  /** Which deadlines were warned of, and which broke. */
  record Alarms(Set<CaseClocks.Kind> near, Set<CaseClocks.Kind> missed) {
    public Alarms {
      near = Set.copyOf(near);
      missed = Set.copyOf(missed);
    }

    static Alarms none() {
      return new Alarms(Set.of(), Set.of());
    }

    Alarms andNear(CaseClocks.Kind clock) {
      return new Alarms(with(near, clock), missed);
    }

    Alarms andMissed(CaseClocks.Kind clock) {
      return new Alarms(near, with(missed, clock));
    }

    private static Set<CaseClocks.Kind> with(Set<CaseClocks.Kind> set, CaseClocks.Kind clock) {
      Set<CaseClocks.Kind> more = new HashSet<>(set);
      more.add(clock);
      return more;
    }
  }

  /** Empty before it is opened. */
  default Optional<Intake> opened() {
    return switch (this) {
      case Unopened _ -> Optional.empty();
      case Investigating investigating -> Optional.of(investigating.intake());
      case Decided decided -> Optional.of(decided.intake());
      case Closed closed -> Optional.of(closed.intake());
    };
  }

  /** Money that is ordered and not moved yet, whenever it is due. */
  default Optional<Posting> underWay() {
    return switch (this) {
      case Unopened _, Closed _ -> Optional.empty();
      case Investigating investigating -> open(investigating.credit());
      case Decided decided -> open(decided.settlement());
    };
  }

  private static Optional<Posting> open(@Nullable Posting posting) {
    return Optional.ofNullable(posting).filter(ordered -> !ordered.done());
  }

  /** Deadlines that are neither kept nor past their use, earliest first. */
  default List<CaseClocks.Deadline> pending() {
    if (!(this instanceof Investigating investigating)) {
      return List.of();
    }
    List<CaseClocks.Deadline> pending = new ArrayList<>();
    for (CaseClocks.Deadline deadline : investigating.intake().clocks().deadlines()) {
      boolean isOpen =
          switch (deadline.kind()) {
            case ACKNOWLEDGEMENT -> !investigating.acknowledged();
            case PROVISIONAL_CREDIT -> owesCredit(investigating);
            case PROMISED_RESOLUTION, LAWFUL_RESOLUTION -> true;
          };
      if (isOpen) {
        pending.add(deadline);
      }
    }
    return pending;
  }

  /**
   * Whether a provisional credit will be owed and is not made: the notice was in time, something is
   * left to credit, and a written confirmation that was asked for is there.
   */
  private static boolean owesCredit(Investigating investigating) {
    CaseClocks clocks = investigating.intake().clocks();
    Posting credit = investigating.credit();
    return clocks.promisedCredit() != null
        && clocks.inTime()
        && investigating.intake().provisionalCredit().minorUnits() > 0
        && (clocks.writtenConfirmation() == null || investigating.confirmed())
        && (credit == null || !credit.done());
  }

  /** The day on which the credit is to be ordered; empty when none is owed or it is ordered. */
  default Optional<LocalDate> creditDue() {
    return this instanceof Investigating investigating
            && investigating.credit() == null
            && owesCredit(investigating)
        ? Optional.ofNullable(investigating.intake().clocks().promisedCredit())
        : Optional.empty();
  }

  /** Total: history is never refused. */
  default DisputeCase apply(DisputeEvent event) {
    return switch (this) {
      case Unopened unopened ->
          event instanceof DisputeEvent.Opened(var intake, var at)
              ? new Investigating(intake, at, false, false, null, Alarms.none())
              : unopened;
      case Investigating state -> investigated(state, event);
      case Decided state -> settled(state, event);
      case Closed closed -> closed;
    };
  }

  private static DisputeCase investigated(Investigating state, DisputeEvent event) {
    return switch (event) {
      case DisputeEvent.Acknowledged _ ->
          with(state, true, state.confirmed(), state.credit(), state.alarms());
      case DisputeEvent.ConfirmationReceived _ ->
          with(state, state.acknowledged(), true, state.credit(), state.alarms());
      case DisputeEvent.PostingOrdered(var id, var purpose, var amount, var due, _) ->
          withCredit(state, new Posting(id, purpose, amount, due, false));
      case DisputeEvent.Posted _ ->
          state.credit() == null ? state : withCredit(state, state.credit().made());
      case DisputeEvent.PostingRefused(_, _, var nextTry, _) ->
          state.credit() == null ? state : withCredit(state, state.credit().laterOn(nextTry));
      case DisputeEvent.DeadlineNear(var clock, _, _) ->
          withAlarms(state, state.alarms().andNear(clock));
      case DisputeEvent.DeadlineMissed(var clock, _, _) ->
          withAlarms(state, state.alarms().andMissed(clock));
      case DisputeEvent.Decided(var finding, _, var at) ->
          new Decided(
              state.intake(), state.openedAt(), finding, at, state.credit(), null, state.alarms());
      case DisputeEvent.Opened _, DisputeEvent.NoticeIssued _, DisputeEvent.Closed _ -> state;
    };
  }

  private static DisputeCase settled(Decided state, DisputeEvent event) {
    return switch (event) {
      case DisputeEvent.PostingOrdered(var id, var purpose, var amount, var due, _) ->
          withSettlement(state, new Posting(id, purpose, amount, due, false));
      case DisputeEvent.Posted _ ->
          state.settlement() == null ? state : withSettlement(state, state.settlement().made());
      case DisputeEvent.PostingRefused(_, _, var nextTry, _) ->
          state.settlement() == null
              ? state
              : withSettlement(state, state.settlement().laterOn(nextTry));
      case DisputeEvent.Closed(var at) ->
          new Closed(
              state.intake(),
              state.openedAt(),
              state.finding(),
              state.decidedAt(),
              state.credit(),
              state.settlement(),
              at);
      case DisputeEvent.Opened _,
          DisputeEvent.Acknowledged _,
          DisputeEvent.ConfirmationReceived _,
          DisputeEvent.Decided _,
          DisputeEvent.NoticeIssued _,
          DisputeEvent.DeadlineNear _,
          DisputeEvent.DeadlineMissed _ ->
          state;
    };
  }

  private static Investigating with(
      Investigating state,
      boolean acknowledged,
      boolean confirmed,
      @Nullable Posting credit,
      Alarms alarms) {
    return new Investigating(
        state.intake(), state.openedAt(), acknowledged, confirmed, credit, alarms);
  }

  private static Investigating withCredit(Investigating state, Posting credit) {
    return with(state, state.acknowledged(), state.confirmed(), credit, state.alarms());
  }

  private static Investigating withAlarms(Investigating state, Alarms alarms) {
    return with(state, state.acknowledged(), state.confirmed(), state.credit(), alarms);
  }

  private static Decided withSettlement(Decided state, Posting settlement) {
    return new Decided(
        state.intake(),
        state.openedAt(),
        state.finding(),
        state.decidedAt(),
        state.credit(),
        settlement,
        state.alarms());
  }
}
