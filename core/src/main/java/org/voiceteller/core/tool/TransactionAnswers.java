package org.voiceteller.core.tool;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.account.AccountSummary;
import org.voiceteller.core.account.Transaction;
import org.voiceteller.core.account.TransactionQuery;
import org.voiceteller.core.money.MoneyWords;

/**
 * What is told of past transactions.
 *
 * @param zone the bank's: days begin and end there
 */
public record TransactionAnswers(ZoneId zone) {

  /** As many as are told at once. */
  public static final int TOLD = 10;

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMMM d", Locale.US);
  private static final DateTimeFormatter DAY_OF_YEAR =
      DateTimeFormatter.ofPattern("MMMM d, uuuu", Locale.US);

  /** The queries that find what is wished for, one for each account. */
  public List<TransactionQuery> queries(
      ToolInput.SearchTransactions wish, List<AccountSummary> accounts) {
    return accounts.stream()
        .map(
            account ->
                new TransactionQuery(
                    account.accountId(),
                    wish.merchant(),
                    wish.category() == null ? null : wish.category().word(),
                    cents(wish.minimumAmount()),
                    cents(wish.maximumAmount()),
                    wish.fromDate() == null ? null : wish.fromDate().atStartOfDay(zone).toInstant(),
                    wish.toDate() == null
                        ? null
                        : wish.toDate().plusDays(1).atStartOfDay(zone).toInstant(),
                    TOLD))
        .toList();
  }

  /** What is refused of a search before anything is looked up; empty when it may go on. */
  public static Optional<ToolAnswer> refusal(ToolInput.SearchTransactions wish) {
    if (wish.isOpen()) {
      return Optional.of(
          ToolAnswer.refused("What shall I look for: a merchant, an amount, a date, or a category?")
              .then(Tool.SEARCH_TRANSACTIONS));
    }
    if (wish.minimumAmount() != null
        && wish.maximumAmount() != null
        && wish.minimumAmount().compareTo(wish.maximumAmount()) > 0) {
      return Optional.of(
          ToolAnswer.refusedWithNote(
              "minimumAmount must not be above maximumAmount; ask the caller which amounts they mean."));
    }
    if (wish.fromDate() != null
        && wish.toDate() != null
        && wish.fromDate().isAfter(wish.toDate())) {
      return Optional.of(
          ToolAnswer.refusedWithNote(
              "fromDate must not be after toDate; ask the caller which days they mean."));
    }
    return Optional.empty();
  }

  /** The newest of all, whichever account they are of. */
  public ToolAnswer recent(
      List<AccountSummary> accounts, List<Transaction> transactions, Instant now) {
    List<Transaction> told = newest(transactions);
    String whose = AccountChoice.named(accounts, "", " and your ");
    if (told.isEmpty()) {
      return ToolAnswer.succeeded("I see no transactions yet on your " + whose + ".")
          .with("transactions", List.of())
          .about(BalanceAnswers.resource(accounts));
    }
    String count = told.size() == 1 ? "transaction" : "%d transactions".formatted(told.size());
    return told(
        "Here %s the last %s on your %s: %s"
            .formatted(told.size() == 1 ? "is" : "are", count, whose, lines(told, accounts, now)),
        told,
        accounts,
        now);
  }

  /** What a search found. */
  public ToolAnswer found(
      List<AccountSummary> accounts, List<Transaction> transactions, Instant now) {
    List<Transaction> told = newest(transactions);
    return switch (told.size()) {
      case 0 ->
          ToolAnswer.succeeded("I found no transaction like that.")
              .with("transactions", List.of())
              .about(BalanceAnswers.resource(accounts));
      case 1 -> told("I found one transaction: " + lines(told, accounts, now), told, accounts, now);
      default ->
          told(
              "I found %d transactions: %s".formatted(told.size(), lines(told, accounts, now)),
              told,
              accounts,
              now);
    };
  }

  /** Sorted newest first, at most {@value #TOLD}. */
  static List<Transaction> newest(List<Transaction> transactions) {
    List<Transaction> sorted = new ArrayList<>(transactions);
    sorted.sort(Comparator.comparing(Transaction::occurredAt).reversed());
    return sorted.size() <= TOLD ? sorted : sorted.subList(0, TOLD);
  }

  private ToolAnswer told(
      String say, List<Transaction> told, List<AccountSummary> accounts, Instant now) {
    return ToolAnswer.succeeded(say)
        .with(
            "transactions",
            told.stream().map(transaction -> data(transaction, accounts, now)).toList())
        .about(BalanceAnswers.resource(accounts));
  }

  private String lines(List<Transaction> told, List<AccountSummary> accounts, Instant now) {
    return told.stream()
        .map(transaction -> line(transaction, accounts, now))
        .collect(Collectors.joining("; ", "", "."));
  }

  private String line(Transaction transaction, List<AccountSummary> accounts, Instant now) {
    String amount = MoneyWords.sizeInFigures(transaction.amount());
    String name = MerchantDescriptors.spokenName(transaction.merchant().descriptor());
    String what =
        transaction.amount().isNegative() ? amount + " at " + name : amount + " from " + name;
    String pending = transaction.status() == Transaction.Status.PENDING ? ", pending" : "";
    String account = accounts.size() == 1 ? "" : ", " + account(transaction, accounts);
    return day(transaction.occurredAt(), now) + ", " + what + pending + account;
  }

  private Map<String, Object> data(
      Transaction transaction, List<AccountSummary> accounts, Instant now) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("date", day(transaction.occurredAt(), now));
    data.put("amount", MoneyWords.sizeInFigures(transaction.amount()));
    data.put("direction", transaction.amount().isNegative() ? "out" : "in");
    data.put("merchant", transaction.merchant().descriptor());
    data.put("category", transaction.merchant().category());
    data.put("status", transaction.status().name().toLowerCase(Locale.ROOT));
    data.put("account", account(transaction, accounts));
    return data;
  }

  private static String account(Transaction transaction, List<AccountSummary> accounts) {
    return accounts.stream()
        .filter(account -> account.accountId().equals(transaction.accountId()))
        .map(account -> account.kind().word())
        .findFirst()
        .orElse("");
  }

  /** {@code January 14}, with the year when it is another than this one. */
  String day(Instant moment, Instant now) {
    var day = moment.atZone(zone).toLocalDate();
    return (day.getYear() == now.atZone(zone).getYear() ? DAY : DAY_OF_YEAR).format(day);
  }

  private static @Nullable Long cents(@Nullable BigDecimal dollars) {
    return dollars == null ? null : dollars.movePointRight(2).longValueExact();
  }
}
