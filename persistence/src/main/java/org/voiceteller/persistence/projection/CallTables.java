package org.voiceteller.persistence.projection;

import java.time.Duration;
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
                  .time("startedAt", at),
              sequenceNumber);
      case CallEvent.LegAttached(_, var address, var at) ->
          change(
              callId,
              Items.item().text("state", "LIVE").text("ipAddress", address).time("attachedAt", at),
              sequenceNumber);
      case CallEvent.LegLost(_, var resumableUntil, var at) ->
          change(
              callId,
              Items.item()
                  .text("state", "LEG_LOST")
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
              Items.item()
                  .text("state", "ENDED")
                  .text("endReason", reason.name())
                  .number("removeAfterEpochS", at.plus(KEPT_AFTER_END).getEpochSecond())
                  .time("endedAt", at),
              sequenceNumber);
      case CallEvent.DisclosureGiven(var rule, var textVersion, var jurisdiction, var at) ->
          writer.append(
              Table.CONSENTS,
              Items.item()
                  .text("sessionId", callId)
                  .number("consentNumber", sequenceNumber)
                  .text("kind", "CALL_DISCLOSURE")
                  .text("rule", rule.name())
                  .text("textVersion", textVersion)
                  .text("jurisdiction", jurisdiction)
                  .time("timestamp", at));
      case CallEvent.ConsentRecorded(
              var customerId,
              var kind,
              var textVersion,
              var basis,
              var jurisdiction,
              var at) ->
          writer.append(
              Table.CONSENTS,
              Items.item()
                  .text("sessionId", callId)
                  .number("consentNumber", sequenceNumber)
                  .text("customerId", customerId)
                  .text("kind", kind)
                  .text("basis", basis)
                  .text("textVersion", textVersion)
                  .text("jurisdiction", jurisdiction)
                  .time("timestamp", at));
      case CallEvent.Audited audited ->
          writer.append(Table.AUDIT_LOGS, AuditItems.item(audited.chained()));
      case CallEvent.TurnTaken _,
          CallEvent.RecordingMarked _,
          CallEvent.WishKept _,
          CallEvent.WishCleared _,
          CallEvent.WishAnswered _,
          CallEvent.ProposalMade _,
          CallEvent.ProposalConfirmed _,
          CallEvent.ProposalCancelled _,
          CallEvent.ToolRequested _,
          CallEvent.ToolFinished _ ->
          CompletableFuture.completedFuture(Done.getInstance());
    };
  }

  private CompletionStage<Done> change(String callId, Items changes, long sequenceNumber) {
    return writer.update(
        Table.AUTH_SESSIONS, Items.item().text("sessionId", callId), changes, sequenceNumber);
  }

  private static String level(Level level) {
    return "Level" + level.number();
  }
}
