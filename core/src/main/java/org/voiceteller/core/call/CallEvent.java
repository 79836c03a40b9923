package org.voiceteller.core.call;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.core.audit.ChainLink;
import org.voiceteller.core.audit.Chained;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.authentication.OneTimeCodes;
import org.voiceteller.core.compliance.ConsentRule;
import org.voiceteller.core.recording.RecordingMark;
import org.voiceteller.core.tool.ToolOutcome;

/**
 * What has happened in a call. Kept for ever; the persisted name of each stands in the event
 * catalogue.
 */
public sealed interface CallEvent {

  Instant at();

  /**
   * @param resumeTokenHash SHA-256 of the token, in hexadecimal; the token itself is never kept
   */
  record Started(String callId, CallOrigin origin, String resumeTokenHash, Instant at)
      implements CallEvent {}

  /** A caller's leg is joined to the call: the first, or another after a broken connection. */
  record LegAttached(String legId, @Nullable String address, Instant at) implements CallEvent {}

  /** The leg broke. The call waits for the caller to come back until then. */
  record LegLost(String legId, Instant resumableUntil, Instant at) implements CallEvent {}

  /**
   * The call disclosure was given, in the version that was in force.
   *
   * @param jurisdiction whose rule it was, ISO 3166-2; null in events from before it was kept
   */
  record DisclosureGiven(
      ConsentRule rule, String textVersion, @Nullable String jurisdiction, Instant at)
      implements CallEvent {}

  /**
   * Consent was given, or is taken as given by going on after the disclosure.
   *
   * @param kind what was consented to, as {@code CALL_RECORDING}
   * @param basis how, as {@code CONTINUED_AFTER_DISCLOSURE}
   * @param jurisdiction ISO 3166-2; null in events from before it was kept
   */
  record ConsentRecorded(
      @Nullable String customerId,
      String kind,
      String textVersion,
      String basis,
      @Nullable String jurisdiction,
      Instant at)
      implements CallEvent {}

  record TurnTaken(Turn turn, Instant at) implements CallEvent {}

  /** The phone number led to nobody, or may not be tried any more. */
  record IdentificationFailed(String reason, int attempts, Instant at) implements CallEvent {}

  record CustomerIdentified(String customerId, Instant at) implements CallEvent {}

  record LevelReached(Level level, Instant at) implements CallEvent {}

  /** A wish above the caller's level: carried out as soon as the level is reached. */
  record WishKept(String toolUseId, String tool, String inputJson, Level needed, Instant at)
      implements CallEvent {}

  /** The kept wish was carried out, replaced or withdrawn. */
  record WishCleared(String toolUseId, Instant at) implements CallEvent {}

  record ToolRequested(String toolUseId, String tool, String inputHash, Instant at)
      implements CallEvent {}

  /**
   * @param tookMs from the asking to this outcome; null in events from before it was kept
   */
  record ToolFinished(
      String toolUseId, String tool, ToolOutcome outcome, @Nullable Long tookMs, Instant at)
      implements CallEvent {}

  /**
   * The answer to a wish is there and will be told at the end of the use of a tool.
   *
   * @param wishId of the kept wish, which is carried out with that; or the use's own id
   * @param toolUseId of the use that tells it
   */
  record WishAnswered(String wishId, String toolUseId, String tool, ToolOutcome outcome, Instant at)
      implements CallEvent {}

  /**
   * A one-time code was drawn and is about to be sent; the one before it is void.
   *
   * @param destination masked
   */
  record CodeIssued(OneTimeCodes.Issued code, String destination, Challenge.Cause cause, Instant at)
      implements CallEvent {}

  /**
   * @param receipt the provider's id for the message; null when it gives none
   */
  record CodeSent(String codeId, @Nullable String receipt, Instant at) implements CallEvent {}

  /** It could not be sent, or it is not known; it is void. */
  record CodeNotSent(String codeId, String reason, Instant at) implements CallEvent {}

  /** Something was entered for the code; kept before it was compared. */
  record CodeAttempted(String codeId, int attempts, Instant at) implements CallEvent {}

  /** It was the right one, and is used up. */
  record CodeVerified(String codeId, Instant at) implements CallEvent {}

  /** The customer was asked for the second step. */
  record QuestionAsked(Challenge.Question question, Instant at) implements CallEvent {}

  /**
   * @param attempts on this call; kept before the answer was compared
   */
  record QuestionAttempted(int attempts, Instant at) implements CallEvent {}

  record QuestionAnswered(Challenge.Kind kind, Instant at) implements CallEvent {}

  /** The bank waits for no code and no answer any more, and got none. */
  record ChallengeDropped(String reason, Instant at) implements CallEvent {}

  /**
   * A movement of money was read back. It is done under this use's id after the caller's yes, and
   * not at all after the lapse.
   */
  record ProposalMade(String toolUseId, String tool, String inputJson, Instant lapsesAt, Instant at)
      implements CallEvent {}

  /** The caller said yes; what follows is the work. */
  record ProposalConfirmed(String toolUseId, String confirmedBy, Instant at) implements CallEvent {}

  /** It will not be done. */
  record ProposalCancelled(String toolUseId, String reason, Instant at) implements CallEvent {}

  /**
   * The caller must prove again who they are; what was open for the one before is void.
   *
   * @param jurisdiction where the call comes from now; null when that did not change
   */
  record AuthenticationDropped(String reason, @Nullable String jurisdiction, Instant at)
      implements CallEvent {}

  /** Until then the call may stay silent; an authorised operation moves it on. */
  record IdleDeadlineMoved(Instant deadline, Instant at) implements CallEvent {}

  /**
   * @param link null for an entry from before entries were chained
   */
  record Audited(AuditEntry entry, @Nullable ChainLink link) implements CallEvent {

    public Audited(Chained chained) {
      this(chained.entry(), chained.link());
    }

    public Chained chained() {
      return new Chained(entry, link);
    }

    @Override
    public Instant at() {
      return entry.at();
    }
  }

  /** The caller waits for a person from now on. */
  record HandOffQueued(HandOff.Reason reason, Instant at) implements CallEvent {}

  /**
   * A person of the bank has the call, and the agent has not.
   *
   * @param staff by name, and what tells them apart from others of that name
   */
  record HandOffTaken(String takeId, String staff, Instant at) implements CallEvent {}

  /**
   * The person has the call no longer.
   *
   * @param queued whether the caller waits for another: their person was lost; else the agent has
   *     the call again
   */
  record HandOffLeft(String takeId, boolean queued, Instant at) implements CallEvent {}

  /** The caller is on the way to a person on another line, is there, or could not be brought. */
  record TransferNoted(CallTransfer transfer, Instant at) implements CallEvent {}

  record Ended(EndReason reason, Instant at) implements CallEvent {}

  /** Something happened to the recording of the call. May come after its end. */
  record RecordingMarked(RecordingMark mark, Instant at) implements CallEvent {}
}
