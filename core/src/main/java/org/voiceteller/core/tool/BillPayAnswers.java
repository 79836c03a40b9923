package org.voiceteller.core.tool;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.voiceteller.core.account.AccountKind;
import org.voiceteller.core.account.AccountSummary;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.billpay.BillPay;
import org.voiceteller.core.billpay.BillPayPolicy;
import org.voiceteller.core.billpay.BillPlan;
import org.voiceteller.core.billpay.Frequency;
import org.voiceteller.core.money.Money;
import org.voiceteller.core.money.MoneyWords;

/** What is told of bills that the bank pays. */
public record BillPayAnswers(BillPayPolicy policy) {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMMM d", Locale.US);
  private static final DateTimeFormatter DAY_OF_YEAR =
      DateTimeFormatter.ofPattern("MMMM d, uuuu", Locale.US);
  private static final int LONGEST_PAYEE = 60;

  /** What is to be set up, or what has to be said instead. */
  public sealed interface Setup {

    /**
     * @param firstDate when the first payment falls due
     */
    record Pay(
        AccountSummary source, String payee, Money amount, Frequency frequency, LocalDate firstDate)
        implements Setup {

      /** What is kept of it. */
      public BillPlan.Order order(String planId, String customerId, String confirmation) {
        return new BillPlan.Order(
            planId,
            customerId,
            source.accountId(),
            source.lastFour(),
            payee,
            amount,
            frequency,
            firstDate,
            confirmation);
      }
    }

    record Say(ToolAnswer answer) implements Setup {}
  }

  /**
   * Understands a wish.
   *
   * @param level what the caller has reached
   * @param today the bank's day
   */
  public Setup setup(
      PaymentInput.SetupBillpay wish, List<AccountSummary> accounts, Level level, LocalDate today) {
    String payee = wish.payee().strip();
    if (payee.isEmpty() || payee.length() > LONGEST_PAYEE) {
      return say(
          ToolAnswer.refused("Who would you like to pay?").then(Tool.SETUP_BILLPAY, "payee"));
    }
    Optional<Money> amount = Amounts.positive(wish.amount());
    if (amount.isEmpty()) {
      return say(
          ToolAnswer.refused(
                  "I can only pay a positive amount of dollars and whole cents. How much shall I"
                      + " pay?")
              .then(Tool.SETUP_BILLPAY, "amount"));
    }
    if (amount.get().minorUnits() > policy.maximum().minorUnits()) {
      return say(
          ToolAnswer.refused(
              "I can set up bill payments of at most %s.".formatted(words(policy.maximum()))));
    }
    LocalDate firstDate = wish.firstDate() == null ? today : wish.firstDate();
    if (firstDate.isBefore(today)) {
      return say(
          ToolAnswer.refused(
                  "%s has already passed. When should the first payment be made?"
                      .formatted(day(firstDate, today)))
              .then(Tool.SETUP_BILLPAY, "firstDate"));
    }
    if (firstDate.isAfter(today.plusYears(1))) {
      return say(
          ToolAnswer.refused(
                  "I can set up a payment for a day within a year from now. When should the first"
                      + " payment be made?")
              .then(Tool.SETUP_BILLPAY, "firstDate"));
    }
    if (amount.get().minorUnits() > policy.questionAbove().minorUnits()
        && !level.reaches(Level.SECURITY_QUESTION)) {
      return say(ToolAnswer.needs(Level.SECURITY_QUESTION));
    }
    if (accounts.isEmpty()) {
      return say(ToolAnswer.refused("I don't see any account under your name."));
    }
    return switch (source(wish, accounts)) {
      case AccountSide.Open(var answer) -> say(answer);
      case AccountSide.Found(var source) ->
          new Setup.Pay(
              source,
              payee,
              amount.get(),
              wish.frequency() == null ? Frequency.ONCE : wish.frequency(),
              firstDate);
    };
  }

  /** Bills are paid from the checking account unless the caller says otherwise. */
  private static AccountSide source(PaymentInput.SetupBillpay wish, List<AccountSummary> accounts) {
    List<AccountSummary> checking =
        accounts.stream().filter(account -> account.kind() == AccountKind.CHECKING).toList();
    boolean told = wish.fromAccountType() != null || wish.fromAccountEnding() != null;
    return AccountSide.of(
        wish.fromAccountType(),
        wish.fromAccountEnding(),
        told || checking.isEmpty() ? accounts : checking,
        Tool.SETUP_BILLPAY,
        "Which account should it be paid from",
        AccountSide.Fields.FROM);
  }

  /** What is read back; a refusal when it would be paid today without the money for it. */
  public ToolAnswer proposal(Setup.Pay pay, LocalDate today) {
    LocalDate first = payDate(pay);
    if (first.equals(today)
        && pay.source().balance().available().minorUnits() < pay.amount().minorUnits()) {
      return ToolAnswer.refused(
          "Your %s does not have enough available to pay %s today."
              .formatted(pay.source().spokenName(), words(pay.amount())));
    }
    String moved =
        first.equals(pay.firstDate())
            ? ""
            : " %s is not a business day, so it is paid on the next one."
                .formatted(day(pay.firstDate(), today));
    return ToolAnswer.proposed(
            Tool.SETUP_BILLPAY,
            "I'll pay %s to %s from your %s %s.%s There is no fee. Shall I go ahead?"
                .formatted(
                    words(pay.amount()),
                    pay.payee(),
                    pay.source().spokenName(),
                    when(pay.frequency(), first, today),
                    moved))
        .with("payee", pay.payee())
        .with("amount", words(pay.amount()))
        .with("firstPayment", day(first, today))
        .with("frequency", word(pay.frequency()))
        .with("from", pay.source().spokenName())
        .with("fee", "$0")
        .about(pay.source().accountId());
  }

  /** It is set up, now or since before. */
  public static ToolAnswer scheduled(BillPlan.Order order, LocalDate today) {
    LocalDate first = order.payDate(1);
    return ToolAnswer.succeeded(
            "Bill payment set up: %s to %s %s. Confirmation number: %s."
                .formatted(
                    words(order.amount()),
                    order.payee(),
                    when(order.frequency(), first, today),
                    order.confirmation()))
        .with("payee", order.payee())
        .with("amount", words(order.amount()))
        .with("firstPayment", day(first, today))
        .with("frequency", word(order.frequency()))
        .with("accountEnding", order.accountLastFour())
        .about(order.confirmation())
        .confirmedBy(order.confirmation());
  }

  /** Nothing was set up, or stopped. */
  public ToolAnswer refused(BillPay.Refusal reason) {
    return switch (reason) {
      case AMOUNT_NOT_ALLOWED ->
          ToolAnswer.refused("I can only pay a positive amount of dollars and whole cents.");
      case DATE_HAS_PASSED ->
          ToolAnswer.refused("That day has already passed. When should the first payment be made?")
              .then(Tool.SETUP_BILLPAY, "firstDate");
      case TOO_MANY_PLANS ->
          ToolAnswer.refused(
              "You already have %d scheduled payments, which is as many as I can set up."
                  .formatted(policy.mostPlans()));
      case PLAN_ID_REUSED ->
          ToolAnswer.refusedWithNote(
              "This confirmation belongs to another request; read the payment back again.");
      case NO_SUCH_PLAN, PLAN_IS_OVER ->
          ToolAnswer.refused("That payment is not scheduled any more.");
      case PAYMENT_UNDER_WAY ->
          ToolAnswer.refused("That payment is being made right now and can't be stopped any more.");
    };
  }

  /** What is read back before a scheduled payment is stopped. */
  public static ToolAnswer stopProposal(BillPlan plan, LocalDate today) {
    return ToolAnswer.proposed(
            Tool.STOP_PAYMENT,
            "I'll stop the scheduled payment of %s to %s, next due %s. There is no fee. Shall I go"
                    .formatted(
                        words(plan.order().amount()),
                        plan.order().payee(),
                        day(plan.payOn(), today))
                + " ahead?")
        .with("payee", plan.order().payee())
        .with("amount", words(plan.order().amount()))
        .with("nextPayment", day(plan.payOn(), today))
        .with("fee", "$0")
        .about(plan.order().confirmation());
  }

  /** No payment of it is made any more. */
  public static ToolAnswer stopped(BillPlan plan) {
    String confirmation = plan.order().confirmation();
    return ToolAnswer.succeeded(
            "The scheduled payment of %s to %s is stopped. No more payments will be made under %s."
                .formatted(words(plan.order().amount()), plan.order().payee(), confirmation))
        .with("payee", plan.order().payee())
        .with("amount", words(plan.order().amount()))
        .about(confirmation)
        .confirmedBy(confirmation);
  }

  private static LocalDate payDate(Setup.Pay pay) {
    return pay.order("", "", "").payDate(1);
  }

  private static String when(Frequency frequency, LocalDate first, LocalDate today) {
    String day = first.equals(today) ? "today" : day(first, today);
    return switch (frequency) {
      case ONCE -> first.equals(today) ? "today" : "on " + day;
      case WEEKLY -> "every week, starting " + day;
      case MONTHLY -> "every month, starting " + day;
    };
  }

  private static String word(Frequency frequency) {
    return frequency.name().toLowerCase(Locale.ROOT);
  }

  static String day(LocalDate day, LocalDate today) {
    return (day.getYear() == today.getYear() ? DAY : DAY_OF_YEAR).format(day);
  }

  private static Setup say(ToolAnswer answer) {
    return new Setup.Say(answer);
  }

  private static String words(Money money) {
    return MoneyWords.inFigures(money);
  }
}
