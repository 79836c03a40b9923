package org.voiceteller.persistence.projection;

import java.util.Locale;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.transfer.OutsideTransfer;
import org.voiceteller.core.transfer.Purpose;
import org.voiceteller.core.transfer.TransferEvent;
import org.voiceteller.core.transfer.TransferKind;
import org.voiceteller.core.transfer.TransferRequest;
import org.voiceteller.core.transfer.TransferStatus;
import org.voiceteller.persistence.dynamodb.Items;
import org.voiceteller.persistence.dynamodb.Table;

/**
 * {@code Banking_Transfers}: transfers between the bank's accounts, and what payment networks tell
 * of the others. A fee is kept there too, but is in no customer's list.
 */
final class TransferTables {

  private final TableWriter writer;

  TransferTables(TableWriter writer) {
    this.writer = writer;
  }

  CompletionStage<Done> apply(String transferId, TransferEvent event, long sequenceNumber) {
    return switch (event) {
      case TransferEvent.Started(var request, var at) ->
          writer.put(
              Table.TRANSFERS,
              started(request).time("createdAt", request.requestedAt()).time("changedAt", at),
              sequenceNumber);
      case TransferEvent.Committed(var confirmation, _, var at) ->
          change(
              transferId,
              confirmed(Items.item(), confirmation)
                  .text("status", TransferStatus.COMPLETED.name())
                  .time("changedAt", at),
              sequenceNumber);
      case TransferEvent.Settled(var at) ->
          change(transferId, Items.item().time("settledAt", at), sequenceNumber);
      case TransferEvent.Voided(var reason, var at) ->
          change(
              transferId,
              Items.item()
                  .text("status", TransferStatus.FAILED.name())
                  .text("reason", reason.name())
                  .time("changedAt", at),
              sequenceNumber);
      case TransferEvent.Escalated(var refusal, _, var at) ->
          change(
              transferId,
              Items.item()
                  .text("status", TransferStatus.UNDER_REVIEW.name())
                  .text("reason", refusal)
                  .time("changedAt", at),
              sequenceNumber);
    };
  }

  CompletionStage<Done> apply(String transferId, OutsideTransfer.Event event, long sequenceNumber) {
    return switch (event) {
      case OutsideTransfer.Event.StatusReported(var report, var at) ->
          writer.put(
              Table.TRANSFERS,
              confirmed(Items.item(), report.confirmation())
                  .text("transferId", transferId)
                  .text("customerId", report.customerId())
                  .text("sortTime", Items.timeText(report.createdAt()) + "#" + transferId)
                  .text("kind", report.kind().name())
                  .flag("outgoing", report.outgoing())
                  .text("accountLastFour", report.accountLastFour())
                  .text("counterparty", report.counterparty())
                  .text("counterpartySearch", search(report.counterparty()))
                  .number("minorUnits", report.amount().minorUnits())
                  .text("currency", report.amount().currency().getCurrencyCode())
                  .text("status", report.status().name())
                  .time("createdAt", report.createdAt())
                  .text(
                      "expectedAt",
                      report.expectedAt() == null ? null : Items.timeText(report.expectedAt()))
                  .time("changedAt", at),
              sequenceNumber);
    };
  }

  private static Items started(TransferRequest request) {
    String listed = Items.timeText(request.requestedAt()) + "#" + request.transferId();
    String counterparty = counterparty(request);
    return Items.item()
        .text("transferId", request.transferId())
        .text("customerId", request.customerId())
        .text("sortTime", isListed(request.purpose()) ? listed : null)
        .text("kind", kind(request.purpose()).name())
        .flag("outgoing", true)
        .text("accountLastFour", request.source().lastFour())
        .text("counterparty", counterparty)
        .text("counterpartySearch", search(counterparty))
        .number("minorUnits", request.amount().minorUnits())
        .text("currency", request.amount().currency().getCurrencyCode())
        .text("status", TransferStatus.PENDING.name());
  }

  private static boolean isListed(Purpose purpose) {
    return switch (purpose) {
      case Purpose.OwnAccounts _, Purpose.Bill _, Purpose.Reversal _ -> true;
      case Purpose.StopFee _ -> false;
    };
  }

  private static TransferKind kind(Purpose purpose) {
    return switch (purpose) {
      case Purpose.Bill _ -> TransferKind.ACH;
      case Purpose.OwnAccounts _, Purpose.Reversal _, Purpose.StopFee _ -> TransferKind.INTERNAL;
    };
  }

  private static String counterparty(TransferRequest request) {
    return switch (request.purpose()) {
      case Purpose.Bill(_, _, var payee) -> payee;
      case Purpose.StopFee _ -> "stop payment fee";
      case Purpose.OwnAccounts _, Purpose.Reversal _ ->
          "your account ending in " + request.target().lastFour();
    };
  }

  private CompletionStage<Done> change(String transferId, Items changes, long sequenceNumber) {
    return writer.update(
        Table.TRANSFERS, Items.item().text("transferId", transferId), changes, sequenceNumber);
  }

  private static Items confirmed(Items item, @Nullable String confirmation) {
    return item.text("confirmation", confirmation)
        .text("confirmationSearch", confirmation == null ? null : search(confirmation));
  }

  private static String search(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
