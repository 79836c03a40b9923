package org.voiceteller.persistence.projection;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.call.CallEvent;
import org.voiceteller.persistence.dynamodb.Items;
import org.voiceteller.persistence.dynamodb.Table;

/**
 * {@code Banking_AuthSessions}, {@code Banking_Consents} and {@code Banking_AuditLogs}. A session
 * is a call. What was said and what tools answered stays in the journal.
 *
 * <p>Counted are calls as they begin and end and uses of tools, with the session's row: each of
 * these events moves the row's {@code sequenceNumber} and its figures in one transaction. Entries
 * and consents count with the item that is added, which is added once.
 */
final class CallTables {

  /** DynamoDB's time to live takes the item away then; the journal keeps what happened. */
  private static final Duration KEPT_AFTER_END = Duration.ofDays(400);

  private final TableWriter writer;

  CallTables(TableWriter writer) {
    this.writer = writer;
  }

  CompletionStage<Done> apply(String callId, CallEvent event, long sequenceNumber) {
    return switch (event) {
      case CallEvent.Started(_, var origin, _, var at) ->
          writer.put(
              Table.AUTH_SESSIONS,
              Items.item()
                  .text("sessionId", callId)
                  .text("state", "LIVE")
                  .text("authLevel", level(Level.NONE))
                  .text("channel", origin.channel())
                  .text("jurisdiction", origin.jurisdiction())
                  .text("locale", origin.locale())
                  .text("ipAddress", origin.address())
                  .text(
                      "attestation",
                      origin.attestation() == null ? null : origin.attestation().name())
                  .text("startDay", Items.dayText(at))
                  .text("presence", "LIVE")
                  .time("startedAt", at),
              sequenceNumber,
              CallFigures.started(origin.channel(), at));
      case CallEvent.LegAttached(_, var address, var at) ->
          change(
              callId,
              Items.item()
                  .text("state", "LIVE")
                  .text("presence", "LIVE")
                  .text("ipAddress", address)
                  .time("attachedAt", at),
              sequenceNumber);
      case CallEvent.LegLost(_, var resumableUntil, var at) ->
          change(
              callId,
              Items.item()
                  .text("state", "LEG_LOST")
                  .text("presence", "WAITING")
                  .time("resumableUntil", resumableUntil)
                  .time("lostAt", at),
              sequenceNumber);
      case CallEvent.IdentificationFailed(_, var attempts, var at) ->
          change(
              callId,
              Items.item().number("failedIdentifications", attempts).time("failedAt", at),
              sequenceNumber);
      case CallEvent.CustomerIdentified(var customerId, var at) ->
          change(
              callId,
              Items.item().text("customerId", customerId).time("identifiedAt", at),
              sequenceNumber);
      case CallEvent.LevelReached(var level, var at) ->
          change(
              callId,
              Items.item().text("authLevel", level(level)).time("levelReachedAt", at),
              sequenceNumber);
      case CallEvent.CodeIssued _,
          CallEvent.CodeSent _,
          CallEvent.CodeNotSent _,
          CallEvent.CodeAttempted _,
          CallEvent.CodeVerified _,
          CallEvent.QuestionAsked _,
          CallEvent.QuestionAttempted _,
          CallEvent.QuestionAnswered _,
          CallEvent.ChallengeDropped _,
          CallEvent.AuthenticationDropped _ ->
          change(callId, ChallengeItems.item(event), sequenceNumber);
      case CallEvent.IdleDeadlineMoved(var deadline, _) ->
          change(callId, Items.item().time("expiresAt", deadline), sequenceNumber);
      case CallEvent.Ended(var reason, var at) ->
          change(
              callId,
              RowChange.set(
                      Items.item()
                          .text("state", "ENDED")
                          .text("endReason", reason.name())
                          .number("removeAfterEpochS", at.plus(KEPT_AFTER_END).getEpochSecond())
                          .time("endedAt", at))
                  .removing("presence")
                  .counting(CallFigures.ended(reason, at)),
              sequenceNumber);
      case CallEvent.ToolFinished(_, var tool, var outcome, var tookMs, var at) ->
          change(
              callId,
              RowChange.set(Items.item())
                  .adding("toolUses", 1)
                  .counting(CallFigures.toolUsed(tool, outcome.result(), tookMs, at)),
              sequenceNumber);
      case CallEvent.DisclosureGiven(var rule, var textVersion, var jurisdiction, var at) ->
          consent(
              callId,
              Items.item().text("rule", rule.name()).text("jurisdiction", jurisdiction),
              "CALL_DISCLOSURE",
              textVersion,
              at,
              sequenceNumber);
      case CallEvent.ConsentRecorded(
              var customerId,
              var kind,
              var textVersion,
              var basis,
              var jurisdiction,
              var at) ->
          consent(
              callId,
              Items.item()
                  .text("customerId", customerId)
                  .text("basis", basis)
                  .text("jurisdiction", jurisdiction),
              kind,
              textVersion,
              at,
              sequenceNumber);
      case CallEvent.Audited audited -> AuditItems.append(writer, audited.chained());
      case CallEvent.TurnTaken _,
          CallEvent.RecordingMarked _,
          CallEvent.HandOffQueued _,
          CallEvent.HandOffTaken _,
          CallEvent.HandOffLeft _,
          CallEvent.TransferNoted _,
          CallEvent.WishKept _,
          CallEvent.WishCleared _,
          CallEvent.WishAnswered _,
          CallEvent.ProposalMade _,
          CallEvent.ProposalConfirmed _,
          CallEvent.ProposalCancelled _,
          CallEvent.ToolRequested _ ->
          CompletableFuture.completedFuture(Done.getInstance());
    };
  }

  private CompletionStage<Done> consent(
      String callId, Items item, String kind, String textVersion, Instant at, long number) {
    return writer.append(
        Table.CONSENTS,
        item.text("sessionId", callId)
            .number("consentNumber", number)
            .text("kind", kind)
            .text("textVersion", textVersion)
            .text("day", Items.dayText(at))
            .time("timestamp", at),
        List.of("day"),
        CallFigures.consented(kind, textVersion, at));
  }

  private CompletionStage<Done> change(String callId, Items changes, long sequenceNumber) {
    return change(callId, RowChange.set(changes), sequenceNumber);
  }

  private CompletionStage<Done> change(String callId, RowChange change, long sequenceNumber) {
    return writer.update(
        Table.AUTH_SESSIONS, Items.item().text("sessionId", callId), change, sequenceNumber);
  }

  private static String level(Level level) {
    return "Level" + level.number();
  }
}
