package org.voiceteller.core.call;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.audit.AuditAction;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.core.audit.AuditFlag;
import org.voiceteller.core.audit.AuditIds;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.compliance.ConsentRule;
import org.voiceteller.core.tool.ToolAnswer;
import org.voiceteller.core.tool.ToolOutcome;

/**
 * The events of one ruling while they are being decided. Each event is applied at once, so that an
 * audit entry tells the level and the customer as they are at its place, and its number and its
 * hash follow the one before.
 */
final class Recording {

  private static final String CALL_RECORDING = "CALL_RECORDING";

  private final CallPolicy policy;
  private final Instant now;
  private final List<CallEvent> events = new ArrayList<>();
  private Call.Live call;

  Recording(Call.Live call, CallPolicy policy, Instant now) {
    this.call = call;
    this.policy = policy;
    this.now = now;
  }

  static Recording ofNewCall(CallEvent.Started started, CallPolicy policy) {
    if (!(new Call.NotStarted().apply(started) instanceof Call.Live live)) {
      throw new IllegalStateException("Expected a call to live after its start");
    }
    Recording recording = new Recording(live, policy, started.at());
    recording.events.add(started);
    return recording;
  }

  /** The call as it is after what was recorded so far. */
  Call.Live call() {
    return call;
  }

  Instant now() {
    return now;
  }

  CallPolicy policy() {
    return policy;
  }

  /** The time that a limit leaves from now. */
  Instant after(Duration limit) {
    return now.plus(limit);
  }

  Recording add(CallEvent event) {
    events.add(event);
    if (call.apply(event) instanceof Call.Live live) {
      call = live;
    }
    return this;
  }

  Recording audit(AuditAction action, AuditEntry.Result result, AuditFlag... flags) {
    return audit(action, result, null, false, Arrays.asList(flags));
  }

  Recording audit(
      AuditAction action,
      AuditEntry.Result result,
      @Nullable String resource,
      boolean personalDataSeen,
      List<AuditFlag> flags) {
    long number = call.audited().nextNumber();
    AuditEntry entry =
        new AuditEntry(
            AuditIds.of(call.callId(), number, now),
            number,
            now,
            call.identity().customerId(),
            call.callId(),
            action.name(),
            resource,
            result,
            call.level(),
            call.address(),
            call.origin().jurisdiction(),
            personalDataSeen,
            flags.stream().map(AuditFlag::name).toList());
    return add(new CallEvent.Audited(call.audited().chain(entry)));
  }

  /** The idle deadline is so long after the operation that was just authorised. */
  Recording moveIdleDeadline() {
    return add(new CallEvent.IdleDeadlineMoved(now.plus(policy.idleTimeout()), now));
  }

  /** The disclosure was given; where one party's consent is enough, the bank's own is there. */
  Recording giveDisclosure() {
    ConsentRule rule = policy.consentLaws().ruleIn(call.origin().jurisdiction());
    add(
        new CallEvent.DisclosureGiven(
            rule, policy.disclosure().version(), call.origin().jurisdiction(), now));
    audit(AuditAction.DISCLOSURE_GIVEN, AuditEntry.Result.SUCCESS);
    return switch (rule) {
      case ONE_PARTY -> recordConsent("BANK_IS_A_PARTY");
      case ALL_PARTY -> this;
    };
  }

  /**
   * Whoever speaks or acts on after they have heard the disclosure has agreed by that. It was given
   * when the agent was told to say it, but heard only when a turn that was heard holds all of it.
   */
  Recording consentByGoingOn() {
    Call.Disclosed disclosed = call.disclosed();
    boolean isHeard =
        call.turns().stream()
            .anyMatch(
                turn ->
                    turn.speaker() == Turn.Speaker.AGENT && policy.disclosure().isIn(turn.text()));
    return disclosed == null || disclosed.consented() || disclosed.saidWith() != null || !isHeard
        ? this
        : recordConsent("CONTINUED_AFTER_DISCLOSURE");
  }

  /**
   * The use of the tool is over, and this is what the model is told. The disclosure goes before it
   * when this use is to say it.
   */
  Ruling<Next> finish(String toolUseId, ToolAnswer answer) {
    Call.Disclosed disclosed = call.disclosed();
    ToolAnswer told = answer;
    if (disclosed != null && toolUseId.equals(disclosed.saidWith())) {
      told = answer.prefaced(policy.disclosure().text());
    } else if (disclosed == null && call.level().reaches(Level.PHONE)) {
      giveDisclosure();
      told = answer.prefaced(policy.disclosure().text());
    }
    ToolOutcome outcome = told.outcome();
    return finished(toolUseId, outcome).answer(new Next.Answer(outcome));
  }

  /** The use asks for what was done before: it is told the same, and nothing is done again. */
  Ruling<Next> repeat(String toolUseId, AuditAction action, ToolOutcome before) {
    audit(action, auditResult(before.result()), AuditFlag.REPEATED);
    return finished(toolUseId, before).answer(new Next.Answer(before));
  }

  Recording finished(String toolUseId, ToolOutcome outcome) {
    Call.ToolRun run = call.tool(toolUseId).orElse(null);
    Optional<HandOff.Reason> person = HandOffRules.reasonAfter(call, run, outcome, flags());
    add(
        new CallEvent.ToolFinished(
            toolUseId,
            run == null ? "" : run.tool(),
            outcome,
            run == null ? null : run.tookMs(now),
            now));
    return person.map(reason -> HandOffRules.queue(this, reason)).orElse(this);
  }

  /** Of what was audited since this began. */
  private Set<String> flags() {
    return events.stream()
        .filter(CallEvent.Audited.class::isInstance)
        .flatMap(event -> ((CallEvent.Audited) event).entry().flags().stream())
        .collect(Collectors.toSet());
  }

  /** Refused by a rule: audited with the answer's flags, and the use is over. */
  Ruling<Next> refuse(String toolUseId, AuditAction action, ToolAnswer answer) {
    return audit(action, AuditEntry.Result.REFUSED, null, false, answer.flags())
        .finish(toolUseId, answer);
  }

  private Recording recordConsent(String basis) {
    add(
        new CallEvent.ConsentRecorded(
            call.identity().customerId(),
            CALL_RECORDING,
            policy.disclosure().version(),
            basis,
            call.origin().jurisdiction(),
            now));
    return audit(AuditAction.CONSENT_RECORDED, AuditEntry.Result.SUCCESS);
  }

  <A> Ruling<A> answer(A answer) {
    return new Ruling<>(events, answer);
  }

  static AuditEntry.Result auditResult(ToolOutcome.Result result) {
    return switch (result) {
      case SUCCEEDED -> AuditEntry.Result.SUCCESS;
      case PROPOSED -> AuditEntry.Result.PROPOSED;
      case REFUSED -> AuditEntry.Result.REFUSED;
      case FAILED -> AuditEntry.Result.FAILED;
    };
  }
}
