package org.voiceteller.core.tool;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.account.AccountSummary;
import org.voiceteller.core.account.Transaction;
import org.voiceteller.core.account.TransactionQuery;
import org.voiceteller.core.money.Money;
import org.voiceteller.core.money.MoneyWords;

/** Which charge of a customer's history a case is about. */
public sealed interface ChargeChoice {

  record Found(Transaction charge) implements ChargeChoice {}

  /** None fits, or more than one; the answer says so and asks. */
  record Missed(ToolAnswer answer) implements ChargeChoice {}

  /**
   * What was said of the charge; null was not said.
   *
   * @param tool asks again
   */
  record Wanted(
      Tool tool, @Nullable String merchant, @Nullable BigDecimal amount, @Nullable LocalDate day) {

    public static Wanted of(CaseInput.DisputeCharge wish) {
      return new Wanted(
          Tool.DISPUTE_CHARGE, wish.merchant(), wish.amount(), wish.transactionDate());
    }

    public static Wanted of(CaseInput.ReportFraud wish) {
      return new Wanted(Tool.REPORT_FRAUD, wish.merchant(), wish.amount(), wish.transactionDate());
    }

    /** Whether anything was said of it at all. */
    public boolean isNamed() {
      return merchant != null || amount != null || day != null;
    }

    /** The queries that find it, one for each account. */
    public List<TransactionQuery> queries(List<AccountSummary> accounts) {
      return queries(accounts, merchant == null ? null : withoutArticle(merchant));
    }

    /** Queries for what it may have been meant: the amount alone, when it was said. */
    public List<TransactionQuery> wider(List<AccountSummary> accounts) {
      return amount == null || merchant == null ? List.of() : queries(accounts, null);
    }

    private List<TransactionQuery> queries(
        List<AccountSummary> accounts, @Nullable String nameOrNull) {
      Long cents = amount == null ? null : amount.movePointRight(2).longValueExact();
      return accounts.stream()
          .map(
              account ->
                  new TransactionQuery(
                      account.accountId(), nameOrNull, null, cents, cents, null, null, LOOKED_AT))
          .toList();
    }

    private static String withoutArticle(String name) {
      String stripped = name.strip();
      return stripped.toLowerCase(Locale.ROOT).startsWith("the ")
          ? stripped.substring("the ".length())
          : stripped;
    }
  }

  /** Charges that are read for one account. */
  int LOOKED_AT = 20;

  /** Charges that are told at once. */
  int TOLD = 4;

  /** A purchase may post so many days after the day that the customer remembers. */
  int DAYS_APART = 3;

  /**
   * The charge that fits what was said. Charges of the same merchant, day and amount are as good as
   * each other: the newest is taken.
   *
   * @param found by {@link Wanted#queries}, in any order
   * @param wider by {@link Wanted#wider}
   */
  static ChargeChoice of(
      Wanted wanted,
      List<Transaction> found,
      List<Transaction> wider,
      TransactionAnswers words,
      Instant now) {
    List<Transaction> meant = found.isEmpty() ? calledLikeThat(wanted, wider) : found;
    List<Transaction> fitting = onTheDay(wanted.day(), charges(meant), words.zone());
    if (fitting.isEmpty()) {
      return new Missed(notFound(wanted, charges(wider), words, now));
    }
    Transaction newest = fitting.getFirst();
    if (fitting.stream().allMatch(charge -> isAlike(charge, newest, words.zone()))) {
      return new Found(newest);
    }
    return new Missed(
        ToolAnswer.refused(
                "I see %d charges like that: %s. Which one do you mean?"
                    .formatted(fitting.size(), lines(fitting, words, now)))
            .then(wanted.tool(), "transactionDate", "amount", "merchant"));
  }

  private static ToolAnswer notFound(
      Wanted wanted, List<Transaction> wider, TransactionAnswers words, Instant now) {
    String amount =
        wanted.amount() == null
            ? ""
            : " of "
                + MoneyWords.inFigures(
                    Money.usd(wanted.amount().movePointRight(2).longValueExact()));
    String merchant = wanted.merchant() == null ? "" : " at " + wanted.merchant();
    String near = wider.isEmpty() ? "" : " I do see %s.".formatted(lines(wider, words, now));
    return ToolAnswer.refused(
            "I don't find a charge%s%s on your accounts.%s Which charge do you mean?"
                .formatted(amount, merchant, near))
        .then(wanted.tool(), "merchant", "amount", "transactionDate");
  }

  /** Who says Amazon means what reads AMZN MKTP on the statement. */
  private static List<Transaction> calledLikeThat(Wanted wanted, List<Transaction> wider) {
    String merchant = wanted.merchant();
    return merchant == null
        ? List.of()
        : wider.stream()
            .filter(
                charge ->
                    MerchantDescriptors.spokenName(charge.merchant().descriptor())
                        .toLowerCase(Locale.ROOT)
                        .contains(merchant.strip().toLowerCase(Locale.ROOT)))
            .toList();
  }

  /** Money that went, newest first. */
  private static List<Transaction> charges(List<Transaction> transactions) {
    return transactions.stream()
        .filter(transaction -> transaction.amount().isNegative())
        .sorted((a, b) -> b.occurredAt().compareTo(a.occurredAt()))
        .toList();
  }

  /** Of that very day, or else of the days around it; all when no day was said. */
  private static List<Transaction> onTheDay(
      @Nullable LocalDate day, List<Transaction> charges, ZoneId zone) {
    if (day == null) {
      return charges;
    }
    List<Transaction> sameDay =
        charges.stream().filter(charge -> day(charge, zone).equals(day)).toList();
    return sameDay.isEmpty()
        ? charges.stream()
            .filter(
                charge -> Math.abs(ChronoUnit.DAYS.between(day(charge, zone), day)) <= DAYS_APART)
            .toList()
        : sameDay;
  }

  private static boolean isAlike(Transaction a, Transaction b, ZoneId zone) {
    return a.accountId().equals(b.accountId())
        && a.amount().equals(b.amount())
        && a.merchant().equals(b.merchant())
        && day(a, zone).equals(day(b, zone));
  }

  private static LocalDate day(Transaction charge, ZoneId zone) {
    return charge.occurredAt().atZone(zone).toLocalDate();
  }

  private static String lines(List<Transaction> charges, TransactionAnswers words, Instant now) {
    return charges.stream()
        .limit(TOLD)
        .map(
            charge ->
                "%s, %s at %s"
                    .formatted(
                        words.day(charge.occurredAt(), now),
                        MoneyWords.sizeInFigures(charge.amount()),
                        MerchantDescriptors.spokenName(charge.merchant().descriptor())))
        .collect(Collectors.joining("; "));
  }
}
