package org.voiceteller.core.call;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.audit.AuditTrail;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.recording.RecordingMark;
import org.voiceteller.core.tool.ToolOutcome;

/**
 * What is known of a call.
 *
 * <pre>
 *   NotStarted → Live (its line joined ⇄ broken) → Over
 * </pre>
 *
 * This is the side that changes and decides nothing; {@link CallRules} and {@link ToolRules} decide
 * and change nothing.
 */
public sealed interface Call {

  /** How many turns a call can tell again to a model that takes over. */
  int REMEMBERED_TURNS = 400;

  /** As many outcomes are told to a leg that comes back: they must fit into one message. */
  int TOLD_OUTCOMES = 60;

  record NotStarted() implements Call {}

  /**
   * @param address the caller's network address as last known
   * @param disclosed null until the call disclosure was given
   * @param agenda what is still open
   * @param turns the newest last, at most {@value Call#REMEMBERED_TURNS}
   * @param tools every tool use of the call, in order
   * @param audited how far the audit is
   * @param wrongTokens how often a wrong resume token was audited
   * @param recordings the newest mark of each part of its recording
   * @param handOff null while the caller neither waits for a person nor has one
   * @param transfer how the last attempt to bring them to another line stands; null without one
   */
  record Live(
      String callId,
      CallOrigin origin,
      String resumeTokenHash,
      Line line,
      @Nullable String address,
      Identity identity,
      @Nullable Disclosed disclosed,
      Agenda agenda,
      List<Turn> turns,
      List<ToolRun> tools,
      Instant idleDeadline,
      AuditTrail audited,
      int wrongTokens,
      List<RecordingMark> recordings,
      @Nullable HandOff handOff,
      @Nullable CallTransfer transfer)
      implements Call {

    public Live {
      turns = List.copyOf(turns);
      tools = List.copyOf(tools);
      recordings = List.copyOf(recordings);
    }

    /** Whether the call may be recorded: whether the consent to that is kept. */
    public boolean mayBeRecorded() {
      return disclosed != null && disclosed.consented();
    }

    /** Whether this leg is the one that speaks for the caller now. */
    public boolean isJoinedBy(String legId) {
      return line instanceof Line.Joined(var joined) && joined.equals(legId);
    }

    /** Whether a person has the call under this take. */
    public boolean isTakenBy(String takeId) {
      return handOff != null && handOff.isTakenBy(takeId);
    }

    /** Whether the caller is on the way to a person on another line. */
    public boolean isBeingTransferred() {
      return transfer != null && transfer.state() == CallTransfer.State.BEGUN;
    }

    /** What that person should know; empty while the caller does not wait for one. */
    public Optional<String> summary() {
      return handOff == null || handOff.taken() != null
          ? Optional.empty()
          : Optional.of(CallSummary.of(this, handOff));
    }

    /** When the call ends unless something happens before. */
    public Instant nextDeadline() {
      return line instanceof Line.Broken(_, var until) && until.isBefore(idleDeadline)
          ? until
          : idleDeadline;
    }

    public Optional<ToolRun> tool(String toolUseId) {
      return tools.stream().filter(run -> run.toolUseId().equals(toolUseId)).findFirst();
    }

    public Level level() {
      return identity.level();
    }

    /** What the bank waits for from the caller; empty when it waits for no secret. */
    public Optional<Challenge> challenge() {
      return Optional.ofNullable(agenda.challenge());
    }

    /** What the call's tools have answered, the newest {@value Call#TOLD_OUTCOMES} at most. */
    public List<PastOutcome> outcomes() {
      return tools.subList(Math.max(0, tools.size() - TOLD_OUTCOMES), tools.size()).stream()
          .flatMap(
              run ->
                  Optional.ofNullable(run.outcome())
                      .map(outcome -> new PastOutcome(run.tool(), outcome))
                      .stream())
          .toList();
    }
  }

  /**
   * @param last the call as it was; what is told of its recording later is in it too
   */
  record Over(String callId, EndReason reason, Instant at, Live last) implements Call {}

  /** The caller's connection. */
  sealed interface Line {

    record Joined(String legId) implements Line {}

    /** The connection broke; the caller may come back until then. */
    record Broken(String legId, Instant resumableUntil) implements Line {}
  }

  /**
   * Who the caller is held to be.
   *
   * @param attempts telephone numbers that were tried
   */
  record Identity(Level level, @Nullable String customerId, int attempts) {}

  /**
   * The call disclosure was given.
   *
   * @param saidWith the authentication whose answer says it, when that was still under way; null
   *     when it was heard already
   */
  record Disclosed(String textVersion, @Nullable String saidWith, boolean consented) {}

  /**
   * One use of a tool.
   *
   * @param inputHash keyed: an input may be a secret that could be guessed from a plain one
   * @param parts what it will tell at its end
   * @param outcome null while it runs
   * @param requestedAt when it was asked for
   */
  record ToolRun(
      String toolUseId,
      String tool,
      String inputHash,
      List<Agenda.Part> parts,
      @Nullable ToolOutcome outcome,
      Instant requestedAt) {

    public ToolRun {
      parts = List.copyOf(parts);
    }

    /** How long it took until then. */
    long tookMs(Instant until) {
      return Duration.between(requestedAt, until).toMillis();
    }
  }

  /** The state after an event that was decided before. Total: history is never refused. */
  default Call apply(CallEvent event) {
    return switch (this) {
      case NotStarted _ ->
          event instanceof CallEvent.Started(var callId, var origin, var hash, var at)
              ? new Live(
                  callId,
                  origin,
                  hash,
                  new Line.Broken("", at),
                  origin.address(),
                  new Identity(Level.NONE, null, 0),
                  null,
                  Agenda.empty(),
                  List.of(),
                  List.of(),
                  at,
                  AuditTrail.none(),
                  0,
                  List.of(),
                  null,
                  null)
              : this;
      case Live live -> CallChanges.after(live, event);
      case Over over -> CallChanges.after(over, event);
    };
  }
}
