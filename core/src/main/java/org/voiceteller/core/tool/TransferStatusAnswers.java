package org.voiceteller.core.tool;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.money.Money;
import org.voiceteller.core.money.MoneyWords;
import org.voiceteller.core.transfer.TransferHistory;
import org.voiceteller.core.transfer.TransferKind;
import org.voiceteller.core.transfer.TransferRecord;

/**
 * What is told of where a transfer is.
 *
 * @param zone the bank's
 */
public record TransferStatusAnswers(ZoneId zone) {

  /** As many as are told at once. */
  private static final int TOLD = 3;

  /** What finds the wish in the history. */
  public static TransferHistory.Query query(PaymentInput.CheckZelleStatus wish, String customerId) {
    Optional<Money> amount = Optional.ofNullable(wish.amount()).flatMap(Amounts::positive);
    return new TransferHistory.Query(
        customerId,
        wish.kind(),
        blankToNull(wish.recipient()),
        amount.map(Money::minorUnits).orElse(null),
        blankToNull(wish.confirmationNumber()),
        TOLD);
  }

  /** The newest that fit, newest first. */
  public ToolAnswer found(
      PaymentInput.CheckZelleStatus wish, List<TransferRecord> transfers, Instant now) {
    if (transfers.isEmpty()) {
      return ToolAnswer.succeeded(
              wish.kind() == null
                  ? "I don't see a transfer like that."
                  : "I don't see %s like that.".formatted(withArticle(wish.kind())))
          .with("transfers", List.of());
    }
    return ToolAnswer.succeeded(
            transfers.stream()
                .map(transfer -> sentence(transfer, now))
                .collect(Collectors.joining(" ")))
        .with("transfers", transfers.stream().map(transfer -> data(transfer, now)).toList())
        .about(transfers.stream().map(TransferRecord::transferId).collect(Collectors.joining(",")));
  }

  private String sentence(TransferRecord transfer, Instant now) {
    String what =
        "Your %s of %s %s %s from %s"
            .formatted(
                name(transfer.kind()),
                MoneyWords.inFigures(transfer.amount()),
                transfer.outgoing() ? "to" : "from",
                transfer.counterparty(),
                day(transfer.createdAt(), now));
    String where =
        switch (transfer.status()) {
          case PENDING -> "is pending";
          case IN_TRANSIT -> "is on its way";
          case COMPLETED -> "is completed";
          case FAILED -> "did not go through, and the money is still in your account";
          case RETURNED -> "was returned";
          case UNDER_REVIEW -> "is being reviewed by the bank";
        };
    String until =
        transfer.expectedAt() == null
            ? ""
            : " and should arrive by " + day(transfer.expectedAt(), now);
    String number =
        transfer.confirmation() == null
            ? ""
            : " Its confirmation number is " + transfer.confirmation() + ".";
    return what + " " + where + until + "." + number;
  }

  private Map<String, Object> data(TransferRecord transfer, Instant now) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("kind", transfer.kind().name().toLowerCase(Locale.ROOT));
    data.put("direction", transfer.outgoing() ? "out" : "in");
    data.put("amount", MoneyWords.inFigures(transfer.amount()));
    data.put("counterparty", transfer.counterparty());
    data.put("status", transfer.status().name().toLowerCase(Locale.ROOT));
    data.put("date", day(transfer.createdAt(), now));
    if (transfer.expectedAt() != null) {
      data.put("expected", day(transfer.expectedAt(), now));
    }
    if (transfer.confirmation() != null) {
      data.put("confirmationNumber", transfer.confirmation());
    }
    return data;
  }

  private String day(Instant moment, Instant now) {
    return BillPayAnswers.day(LocalDate.ofInstant(moment, zone), LocalDate.ofInstant(now, zone));
  }

  private static String name(TransferKind kind) {
    return switch (kind) {
      case INTERNAL -> "transfer";
      case ZELLE -> "Zelle payment";
      case ACH -> "ACH transfer";
      case WIRE -> "wire transfer";
    };
  }

  private static String withArticle(TransferKind kind) {
    return (kind == TransferKind.ACH ? "an " : "a ") + name(kind);
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
