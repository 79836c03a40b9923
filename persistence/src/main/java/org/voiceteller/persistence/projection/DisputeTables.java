package org.voiceteller.persistence.projection;

import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.compliance.CaseClocks;
import org.voiceteller.core.dispute.DisputeEvent;
import org.voiceteller.core.dispute.Intake;
import org.voiceteller.core.dispute.NoticeKind;
import org.voiceteller.core.dispute.Posting;
import org.voiceteller.core.money.Money;
import org.voiceteller.persistence.dynamodb.Items;
import org.voiceteller.persistence.dynamodb.Table;

/**
 * {@code Banking_Disputes}: each case with its charge, its days, its money and the notices that
 * went out. {@code caseId} is the case's number; {@code dueDay} the day by which the bank has
 * promised the result, then the day on which money is to move, and {@code closed} when nothing is
 * due.
 */
final class DisputeTables {

  private static final String NOTHING_DUE = "closed";

  private final TableWriter writer;

  DisputeTables(TableWriter writer) {
    this.writer = writer;
  }

  CompletionStage<Done> apply(String caseId, DisputeEvent event, long sequenceNumber) {
    return switch (event) {
      case DisputeEvent.Opened(var intake, var at) ->
          writer.put(Table.DISPUTES, opened(intake, at), sequenceNumber);
      case DisputeEvent.Acknowledged(var at) ->
          change(caseId, Items.item().time("acknowledgedAt", at), event, sequenceNumber);
      case DisputeEvent.ConfirmationReceived(var at) ->
          change(caseId, Items.item().time("confirmedAt", at), event, sequenceNumber);
      case DisputeEvent.PostingOrdered(var postingId, var purpose, var amount, var due, _) ->
          change(caseId, ordered(postingId, purpose, amount, due), event, sequenceNumber);
      case DisputeEvent.Posted(var postingId, var at) ->
          change(caseId, posted(postingId, at), event, sequenceNumber);
      case DisputeEvent.PostingRefused(_, var reason, var nextTry, _) ->
          change(
              caseId,
              Items.item()
                  .text("postingRefused", reason)
                  .text("postingTriedAgain", nextTry.toString()),
              event,
              sequenceNumber);
      case DisputeEvent.Decided(var finding, var explanation, var at) ->
          change(
              caseId,
              Items.item()
                  .text("state", "DECIDED")
                  .text("finding", finding.name())
                  .text("explanation", explanation)
                  .time("decidedAt", at),
              event,
              sequenceNumber);
      case DisputeEvent.NoticeIssued(var kind, var amount, var day, var at) ->
          change(caseId, notice(kind, amount, day, at), event, sequenceNumber);
      case DisputeEvent.DeadlineNear(var clock, var due, _) ->
          change(
              caseId,
              Items.item().text("near_" + clock.name(), due.toString()),
              event,
              sequenceNumber);
      case DisputeEvent.DeadlineMissed(var clock, var due, _) ->
          change(
              caseId,
              Items.item().text("missed_" + clock.name(), due.toString()),
              event,
              sequenceNumber);
      case DisputeEvent.Closed(var at) ->
          change(
              caseId,
              Items.item().text("state", "CLOSED").text("dueDay", NOTHING_DUE).time("closedAt", at),
              event,
              sequenceNumber);
    };
  }

  private CompletionStage<Done> change(
      String caseId, Items changes, DisputeEvent event, long sequenceNumber) {
    return writer.update(
        Table.DISPUTES,
        Items.item().text("caseId", caseId),
        changes.time("changedAt", event.at()),
        sequenceNumber);
  }

  private static Items opened(Intake intake, Instant at) {
    CaseClocks clocks = intake.clocks();
    return Items.item()
        .text("caseId", intake.caseNumber())
        .text("kind", intake.kind().name())
        .text("state", "INVESTIGATING")
        .text("customerId", intake.customerId())
        .text("accountId", intake.charge().accountId())
        .text("transactionId", intake.charge().transactionId())
        .number("minorUnits", intake.charge().amount().minorUnits())
        .text("currency", intake.charge().amount().currency().getCurrencyCode())
        .text("merchantDescriptor", intake.charge().merchant().descriptor())
        .text("reason", intake.reason().name())
        .number("withheldMinorUnits", intake.withheld().minorUnits())
        .number("liabilityMinorUnits", intake.liability().minorUnits())
        .text("regulation", clocks.regulation().name())
        .text("noticeDay", clocks.notice().toString())
        .text("noticeInTimeUntil", clocks.noticeInTimeUntil().toString())
        .text("merchantContactBy", clocks.merchantContact().toString())
        .text("acknowledgeBy", day(clocks.acknowledgement()))
        .text("writtenConfirmationBy", day(clocks.writtenConfirmation()))
        .text("creditBy", day(clocks.promisedCredit()))
        .text("lawfulCreditBy", day(clocks.lawfulCredit()))
        .text("resolveBy", clocks.promisedResolution().toString())
        .text("lawfulResolveBy", clocks.lawfulResolution().toString())
        .text("dueDay", clocks.promisedResolution().toString())
        .time("openedAt", at)
        .time("changedAt", at);
  }

  private static @Nullable String day(@Nullable LocalDate day) {
    return day == null ? null : day.toString();
  }

  private static Items ordered(
      String postingId, Posting.Purpose purpose, Money amount, LocalDate due) {
    Items ordered =
        Items.item()
            .text(column(purpose) + "Id", postingId)
            .number(column(purpose) + "MinorUnits", amount.minorUnits());
    return switch (purpose) {
      // The investigation goes on: its end stays the day that is due.
      case PROVISIONAL_CREDIT -> ordered;
      case CORRECTION, REVERSAL -> ordered.text("dueDay", due.toString());
    };
  }

  /** The postings' ids end with what they are for. */
  private static Items posted(String postingId, Instant at) {
    return Items.item().time("posted_" + postingId.substring(postingId.lastIndexOf('-') + 1), at);
  }

  private static String column(Posting.Purpose purpose) {
    return switch (purpose) {
      case PROVISIONAL_CREDIT -> "provisionalCredit";
      case CORRECTION -> "correction";
      case REVERSAL -> "reversal";
    };
  }

  private static Items notice(NoticeKind kind, @Nullable Money amount, LocalDate day, Instant at) {
    Items notice =
        Items.item()
            .text("notice_" + kind.name(), day.toString())
            .time("noticeIssued_" + kind.name(), at);
    return amount == null
        ? notice
        : notice.number("noticeMinorUnits_" + kind.name(), amount.minorUnits());
  }
}
