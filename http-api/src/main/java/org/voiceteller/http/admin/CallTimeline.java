package org.voiceteller.http.admin;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.core.call.CallEvent;
import org.voiceteller.core.call.CallOrigin;
import org.voiceteller.core.call.CallTransfer;
import org.voiceteller.core.call.Challenge;
import org.voiceteller.core.call.Turn;
import org.voiceteller.core.recording.RecordingMark;
import org.voiceteller.core.tool.ToolOutcome;
import org.voiceteller.http.admin.TimelineStep.Lane;
import org.voiceteller.persistence.journal.CallJournal.Kept;

/** A call's events as steps of a timeline. What tells a person nothing has no step. */
final class CallTimeline {

  private CallTimeline() {}

  static List<TimelineStep> of(List<Kept> events) {
    return events.stream().flatMap(kept -> step(kept).stream()).toList();
  }

  private static Optional<TimelineStep> step(Kept kept) {
    long number = kept.number();
    return Optional.ofNullable(
        switch (kept.event()) {
          case CallEvent.Started(_, var origin, _, var at) ->
              conversation(
                  number,
                  at,
                  "started",
                  "The call began by " + origin.channel() + "." + attested(origin));
          case CallEvent.LegAttached _ -> null; // the start says it, or the return
          case CallEvent.LegLost(_, var until, var at) ->
              conversation(
                  number,
                  at,
                  "leg-lost",
                  "The connection broke; the call waits for its caller until " + until + ".");
          case CallEvent.TurnTaken(var turn, var at) -> spoken(number, turn, at);
          case CallEvent.DisclosureGiven(var rule, var version, _, var at) ->
              conversation(
                  number,
                  at,
                  "disclosure",
                  "The disclosure was given (%s, text %s).".formatted(words(rule), version));
          case CallEvent.ConsentRecorded(_, var kind, var version, var basis, _, var at) ->
              conversation(
                  number,
                  at,
                  "consent",
                  "Consent to %s: %s (text %s).".formatted(words(kind), words(basis), version));
          case CallEvent.Ended(var reason, var at) ->
              conversation(number, at, "ended", "The call ended: " + words(reason) + ".");
          case CallEvent.HandOffQueued(var reason, var at) ->
              conversation(
                  number, at, "hand-off", "The caller waits for a person: " + words(reason) + ".");
          case CallEvent.HandOffTaken(_, var staff, var at) ->
              conversation(number, at, "hand-off", staff + " took the call over.");
          case CallEvent.HandOffLeft(_, var queued, var at) ->
              conversation(
                  number,
                  at,
                  "hand-off",
                  queued
                      ? "The person's line broke; the caller waits for another."
                      : "The call was given back to the agent.");
          case CallEvent.TransferNoted(var transfer, var at) ->
              conversation(number, at, "transfer", transfer(transfer));
          case CallEvent.RecordingMarked(var mark, _) -> recording(number, mark);
          case CallEvent.ToolRequested(_, var tool, _, var at) ->
              tool(number, at, "tool-started", tool, "Began.", null, null, null);
          case CallEvent.ToolFinished(_, var tool, var outcome, var tookMs, var at) ->
              finished(number, tool, outcome, tookMs, at);
          case CallEvent.WishKept(_, var tool, _, var needed, var at) ->
              tool(
                  number,
                  at,
                  "wish-kept",
                  tool,
                  "Waits until level " + needed.number() + " is reached.",
                  null,
                  null,
                  null);
          case CallEvent.WishAnswered(_, _, var tool, var outcome, var at) ->
              finished(number, tool, outcome, null, at);
          case CallEvent.ProposalMade(_, var tool, _, _, var at) ->
              tool(
                  number,
                  at,
                  "proposal",
                  tool,
                  "Was read back; nothing is done before a yes.",
                  "proposed",
                  null,
                  null);
          case CallEvent.ProposalConfirmed(_, _, var at) ->
              conversation(number, at, "confirmed", "The caller said yes to what was read back.");
          case CallEvent.ProposalCancelled(_, var reason, var at) ->
              conversation(
                  number,
                  at,
                  "cancelled",
                  "What was read back will not be done: " + words(reason) + ".");
          case CallEvent.WishCleared _, CallEvent.IdleDeadlineMoved _ -> null;
          case CallEvent.IdentificationFailed(var reason, var attempts, var at) ->
              authentication(
                  number,
                  at,
                  "identification-failed",
                  "The number was not accepted (%s), attempt %d."
                      .formatted(words(reason), attempts));
          case CallEvent.CustomerIdentified(var customerId, var at) ->
              authentication(number, at, "identified", "The number leads to " + customerId + ".");
          case CallEvent.LevelReached(var level, var at) ->
              authentication(number, at, "level", "Level " + level.number() + " is reached.");
          case CallEvent.CodeIssued(_, var destination, _, var at) ->
              authentication(
                  number, at, "code-issued", "A one-time code was drawn for " + destination + ".");
          case CallEvent.CodeSent(_, _, var at) ->
              authentication(number, at, "code-sent", "The code was sent.");
          case CallEvent.CodeNotSent(_, var reason, var at) ->
              authentication(
                  number, at, "code-not-sent", "The code was not sent: " + words(reason) + ".");
          case CallEvent.CodeAttempted(_, var attempts, var at) ->
              authentication(
                  number, at, "code-attempted", "A code was entered, try " + attempts + ".");
          case CallEvent.CodeVerified(_, var at) ->
              authentication(number, at, "code-verified", "The code was the right one.");
          case CallEvent.QuestionAsked(var question, var at) ->
              authentication(number, at, "question-asked", asked(question.kind()));
          case CallEvent.QuestionAttempted(var attempts, var at) ->
              authentication(
                  number, at, "question-attempted", "An answer was given, try " + attempts + ".");
          case CallEvent.QuestionAnswered(_, var at) ->
              authentication(number, at, "question-answered", "The answer was the right one.");
          case CallEvent.ChallengeDropped(var reason, var at) ->
              authentication(
                  number,
                  at,
                  "challenge-dropped",
                  "Nothing is awaited any more: " + words(reason) + ".");
          case CallEvent.AuthenticationDropped(var reason, _, var at) ->
              authentication(
                  number,
                  at,
                  "authentication-dropped",
                  "The caller must prove again who they are: " + words(reason) + ".");
          case CallEvent.Audited(var entry, _) ->
              TimelineStep.audited(number, entry, audited(entry));
        });
  }

  private static TimelineStep spoken(long number, Turn turn, Instant at) {
    return switch (turn.speaker()) {
      case CALLER -> conversation(number, at, "caller", turn.text());
      case AGENT -> conversation(number, at, "agent", turn.text());
      case STAFF -> conversation(number, at, "staff", turn.text());
    };
  }

  private static String attested(CallOrigin origin) {
    return switch (origin.attestation()) {
      case null -> "";
      case FULL -> " Its network vouches for the number and the caller (A).";
      case PARTIAL -> " Its network vouches for the caller, not for the number (B).";
      case GATEWAY -> " Its network vouches for nothing but where it came in (C).";
      case PASSED -> " The number's signature is right.";
      case FAILED -> " The number's signature is wrong: it may be forged.";
      case MISSING -> " Nobody has signed its number, as is demanded on this trunk.";
    };
  }

  private static String transfer(CallTransfer transfer) {
    String answer =
        transfer.status() == null ? "" : " (the other side answered " + transfer.status() + ")";
    return switch (transfer.state()) {
      case BEGUN ->
          switch (transfer.way()) {
            case REFER -> "The caller's line is asked to call a person on another line.";
            case BRIDGE -> "A person on another line is being called.";
          };
      case DONE ->
          transfer.status() == null
              ? "The caller's line left while it was being transferred."
              : "A person on another line has the caller" + answer + ".";
      case FAILED -> "Nobody was reached on the other line" + answer + ".";
    };
  }

  private static TimelineStep recording(long number, RecordingMark mark) {
    String what =
        switch (mark.kind()) {
          case STARTED -> "The recording began.";
          case PAUSED -> "The recording paused: " + words(mark.reason()) + ".";
          case RESUMED -> "The recording went on.";
          case WITHHELD -> "Something was left out of the recording: " + words(mark.reason()) + ".";
          case ENDED -> "The recording is complete.";
          case FAILED -> "The recording broke off: " + words(mark.reason()) + ".";
        };
    return conversation(number, mark.at(), "recording", what);
  }

  private static TimelineStep finished(
      long number, String tool, ToolOutcome outcome, @Nullable Long tookMs, Instant at) {
    String result = outcome.result().name().toLowerCase(Locale.ROOT);
    String text =
        switch (outcome.result()) {
          case SUCCEEDED -> "Done.";
          case PROPOSED -> "To be confirmed by the caller.";
          case REFUSED -> "Refused by a rule.";
          case FAILED -> "Something of the bank's did not work.";
        };
    return tool(number, at, "tool-finished", tool, text, result, tookMs, outcome.confirmation());
  }

  private static String asked(Challenge.Kind kind) {
    return switch (kind) {
      case ONE_TIME_CODE -> "A one-time code was asked for.";
      case SECURITY_QUESTION -> "The security question was asked.";
      case AUTHENTICATOR_CODE -> "The code of the authenticator app was asked for.";
    };
  }

  private static String audited(AuditEntry entry) {
    return "%s: %s".formatted(words(entry.action()), words(entry.result()));
  }

  /** A constant's name as words. */
  private static String words(@Nullable Object constant) {
    return String.valueOf(constant).toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static TimelineStep conversation(long number, Instant at, String kind, String text) {
    return TimelineStep.of(number, at, Lane.CONVERSATION, kind, text);
  }

  private static TimelineStep authentication(long number, Instant at, String kind, String text) {
    return TimelineStep.of(number, at, Lane.AUTHENTICATION, kind, text);
  }

  private static TimelineStep tool(
      long number,
      Instant at,
      String kind,
      String tool,
      String text,
      @Nullable String outcome,
      @Nullable Long tookMs,
      @Nullable String confirmation) {
    return new TimelineStep(
        number, at, Lane.TOOLS, kind, text, outcome, tool, tookMs, confirmation, null);
  }
}
