package org.voiceteller.persistence.projection;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.compliance.CaseClocks;
import org.voiceteller.core.dispute.DisputeEvent;
import org.voiceteller.core.dispute.Intake;
import org.voiceteller.core.dispute.NoticeKind;
import org.voiceteller.core.dispute.Posting;
import org.voiceteller.core.money.Money;
import org.voiceteller.persistence.dynamodb.CaseDays;
import org.voiceteller.persistence.dynamodb.ItemFields;
import org.voiceteller.persistence.dynamodb.Items;
import org.voiceteller.persistence.dynamodb.Table;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * {@code Banking_Disputes}: each case with its charge, its days, its money and the notices that
 * went out. {@code caseId} is the case's number; {@code dueDay} the earliest day by which something
 * must still happen ({@link CaseDays}), and {@code none} when nothing must: by it the cases of a
 * state are sorted, what breaks next first. Closed cases have {@code closed} with the time instead.
 * Counted is how many cases of each kind are in each state, and how they were decided.
 */
final class DisputeTables {

  private static final String NOTHING_DUE = "none";
  private static final String FIGURE = "cases";

  private final TableWriter writer;

  DisputeTables(TableWriter writer) {
    this.writer = writer;
  }

  CompletionStage<Done> apply(String caseId, DisputeEvent event, long sequenceNumber) {
    return switch (event) {
      case DisputeEvent.Opened(var intake, var at) ->
          writer.put(
              Table.DISPUTES,
              opened(intake, at),
              sequenceNumber,
              Tally.moved(FIGURE, null, "INVESTIGATING." + intake.kind().name()));
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
              Items.item().text("state", "CLOSED").time("closedAt", at),
              event,
              sequenceNumber);
    };
  }

  private CompletionStage<Done> change(
      String caseId, Items changes, DisputeEvent event, long sequenceNumber) {
    Items wanted = changes.time("changedAt", event.at());
    return writer.change(
        Table.DISPUTES,
        Items.item().text("caseId", caseId),
        row -> {
          Map<String, AttributeValue> after = new TreeMap<>(row);
          after.putAll(wanted.build());
          return RowChange.set(wanted.text("dueDay", dueDay(after))).counting(moved(row, after));
        },
        sequenceNumber);
  }

  private static String dueDay(Map<String, AttributeValue> row) {
    AttributeValue closedAt = row.get("closedAt");
    if (closedAt != null) {
      return "closed " + closedAt.s();
    }
    return CaseDays.next(row).map(day -> day.due().toString()).orElse(NOTHING_DUE);
  }

  private static Tally moved(
      Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
    Map<String, Long> changes = new TreeMap<>();
    changes.merge(stateAndKind(before), -1L, Long::sum);
    changes.merge(stateAndKind(after), 1L, Long::sum);
    String finding = new ItemFields(Table.DISPUTES, after).optionalText("finding");
    if (finding != null && !before.containsKey("finding")) {
      changes.put("finding." + finding, 1L);
    }
    return Tally.ofStock(FIGURE, changes);
  }

  private static String stateAndKind(Map<String, AttributeValue> row) {
    ItemFields item = new ItemFields(Table.DISPUTES, row);
    return item.text("state") + "." + item.text("kind");
  }

  private static Items opened(Intake intake, Instant at) {
    CaseClocks clocks = intake.clocks();
    Items item =
        Items.item()
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
            .time("openedAt", at)
            .time("changedAt", at);
    return item.text("dueDay", dueDay(item.build()));
  }

  private static @Nullable String day(@Nullable LocalDate day) {
    return day == null ? null : day.toString();
  }

  private static Items ordered(
      String postingId, Posting.Purpose purpose, Money amount, LocalDate due) {
    return Items.item()
        .text(column(purpose) + "Id", postingId)
        .number(column(purpose) + "MinorUnits", amount.minorUnits())
        .text(column(purpose) + "Due", due.toString());
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
