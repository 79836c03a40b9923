package org.voiceteller.core.tool;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.account.AccountKind;
import org.voiceteller.core.account.AccountSummary;
import org.voiceteller.core.account.Check;
import org.voiceteller.core.account.StopOrder;
import org.voiceteller.core.account.StopPaymentPolicy;
import org.voiceteller.core.billpay.BillPlan;
import org.voiceteller.core.money.Money;
import org.voiceteller.core.money.MoneyWords;
import org.voiceteller.core.transfer.VoidReason;

/** What is told of orders to stop a payment. */
public record StopPaymentAnswers(StopPaymentPolicy policy) {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("MMMM d, uuuu", Locale.US);

  /**
   * A cheque that is to be stopped.
   *
   * @param known null when the account knows nothing of it
   */
  public record Stop(AccountSummary account, StopOrder order, @Nullable Check known) {}

  /** What was meant, or what has to be said instead. */
  public sealed interface Meant {

    /**
     * @param accounts on which the cheque may be drawn, at least one
     * @param amount as the caller told it; null when they did not
     */
    record ACheck(String number, List<AccountSummary> accounts, @Nullable Money amount)
        implements Meant {}

    /**
     * @param amount as the caller told it; null when they did not
     */
    record ABill(String payee, @Nullable Money amount) implements Meant {}

    record Say(ToolAnswer answer) implements Meant {}
  }

  /** Understands a wish: a number means a cheque, a payee alone means a scheduled payment. */
  public static Meant meant(PaymentInput.StopPayment wish, List<AccountSummary> accounts) {
    Optional<Money> amount = Optional.ofNullable(wish.amount()).flatMap(Amounts::positive);
    if (wish.amount() != null && amount.isEmpty()) {
      return new Meant.Say(
          ToolAnswer.refused("That is not an amount a payment can have. What was the amount?")
              .then(Tool.STOP_PAYMENT, "amount"));
    }
    String payee = wish.payee() == null ? "" : wish.payee().strip();
    if (wish.checkNumber() == null) {
      return payee.isEmpty()
          ? new Meant.Say(
              ToolAnswer.refused("What is the number of the check that I should stop?")
                  .then(Tool.STOP_PAYMENT, "checkNumber"))
          : new Meant.ABill(payee, amount.orElse(null));
    }
    List<AccountSummary> fitting =
        accounts.stream()
            .filter(
                account ->
                    account.kind()
                        == (wish.fromAccountType() == null
                            ? AccountKind.CHECKING
                            : wish.fromAccountType()))
            .filter(
                account ->
                    wish.fromAccountEnding() == null
                        || wish.fromAccountEnding().equals(account.lastFour()))
            .toList();
    return fitting.isEmpty()
        ? new Meant.Say(ToolAnswer.refused("I don't see an account like that under your name."))
        : new Meant.ACheck(wish.checkNumber(), fitting, amount.orElse(null));
  }

  /** On which of these accounts is it drawn? */
  public static ToolAnswer whichAccount(List<AccountSummary> accounts) {
    return ToolAnswer.refused(
            "On which account is the check drawn: "
                + AccountChoice.named(accounts, "your ", " or ")
                + "?")
        .then(Tool.STOP_PAYMENT, "fromAccountEnding");
  }

  /** The order for it, with what the account knows before what the caller says. */
  public Stop stop(
      PaymentInput.StopPayment wish,
      Meant.ACheck meant,
      AccountSummary account,
      @Nullable Check known,
      LocalDate today) {
    Money amount = known == null || known.amount() == null ? meant.amount() : known.amount();
    String payee = known == null || known.payee() == null ? wish.payee() : known.payee();
    return new Stop(account, policy.order(meant.number(), amount, payee, today), known);
  }

  /** What is read back, or why it cannot be stopped. */
  public ToolAnswer proposal(Stop stop, LocalDate today) {
    Check known = stop.known();
    String number = stop.order().checkNumber();
    if (known != null && known.isPaid()) {
      return alreadyPaid(number);
    }
    if (known != null && known.stop() != null && known.stop().forbidsAnother(today)) {
      return inForce(number, known.stop());
    }
    if (stop.account().balance().available().minorUnits() < policy.fee().minorUnits()) {
      return noFee(stop);
    }
    String unseen =
        known == null
            ? "I don't see check %s on your account yet, so I can only go by its number. "
                .formatted(number)
            : "";
    return ToolAnswer.proposed(
            Tool.STOP_PAYMENT,
            unseen
                + "I'll stop payment on %s, drawn on your %s. A %s fee will be charged. The stop payment is valid for %d months.%s Shall I go ahead?"
                    .formatted(
                        described(stop.order()),
                        stop.account().spokenName(),
                        MoneyWords.inFigures(policy.fee()),
                        policy.validMonths(),
                        toConfirm(stop.order())))
        .with("checkNumber", number)
        .with("account", stop.account().spokenName())
        .with("fee", MoneyWords.inFigures(policy.fee()))
        .about(stop.account().accountId());
  }

  /** The order stands and its fee is charged. */
  public ToolAnswer placed(Stop stop, String confirmation) {
    return ToolAnswer.succeeded(
            "Stop payment placed on %s. A %s fee will be charged. The stop payment is valid for %d months.%s Confirmation number: %s."
                .formatted(
                    described(stop.order()),
                    MoneyWords.inFigures(policy.fee()),
                    policy.validMonths(),
                    toConfirm(stop.order()),
                    confirmation))
        .with("checkNumber", stop.order().checkNumber())
        .with("validThrough", DAY.format(stop.order().validThrough()))
        .with("fee", MoneyWords.inFigures(policy.fee()))
        .requiring(toConfirm(stop.order()))
        .about(confirmation)
        .confirmedBy(confirmation);
  }

  /** The order does not stand. */
  public ToolAnswer voided(Stop stop, VoidReason reason) {
    String number = stop.order().checkNumber();
    return switch (reason) {
      case CHECK_ALREADY_PAID -> alreadyPaid(number);
      case STOP_IN_FORCE ->
          ToolAnswer.refused(
              "A stop payment on check %s is already in force, and no other fee is charged."
                  .formatted(number));
      case INSUFFICIENT_FUNDS -> noFee(stop);
      case EXPIRED ->
          ToolAnswer.refused(
              "The stop payment did not come through in time, and no fee was charged. Would you"
                  + " like me to try again?");
      case OVER_DAILY_LIMIT, NO_SUCH_ACCOUNT, OTHER_HOLDER, OTHER_CURRENCY, AMOUNT_NOT_ALLOWED ->
          ToolAnswer.refused("I can't place a stop payment on that account.");
      case ID_REUSED ->
          ToolAnswer.refusedWithNote(
              "This confirmation belongs to another request; read the stop payment back again.");
    };
  }

  /** Those of the plans that are meant. */
  public static List<BillPlan> matching(Meant.ABill meant, List<BillPlan> plans) {
    String part = meant.payee().toLowerCase(Locale.ROOT);
    return plans.stream()
        .filter(plan -> plan.order().payee().toLowerCase(Locale.ROOT).contains(part))
        .filter(plan -> meant.amount() == null || meant.amount().equals(plan.order().amount()))
        .toList();
  }

  /** Nothing like it is scheduled. */
  public static ToolAnswer noBill(Meant.ABill meant) {
    return ToolAnswer.refused(
            "I don't see a scheduled payment to %s. If you mean a check, what is its number?"
                .formatted(meant.payee()))
        .then(Tool.STOP_PAYMENT, "checkNumber");
  }

  /** Several like it are scheduled. */
  public static ToolAnswer whichBill(List<BillPlan> plans) {
    return ToolAnswer.refused(
            "I see %d scheduled payments like that. What is the amount of the one to stop?"
                .formatted(plans.size()))
        .then(Tool.STOP_PAYMENT, "amount");
  }

  private static ToolAnswer alreadyPaid(String number) {
    return ToolAnswer.refused(
        "Check %s has already been paid, so it can't be stopped any more.".formatted(number));
  }

  private static ToolAnswer inForce(String number, StopOrder order) {
    return ToolAnswer.refused(
        "A stop payment on check %s is already in force until %s."
            .formatted(number, DAY.format(order.validThrough())));
  }

  private ToolAnswer noFee(Stop stop) {
    return ToolAnswer.refused(
        "Your %s does not have enough available for the %s fee of a stop payment."
            .formatted(stop.account().spokenName(), MoneyWords.inFigures(policy.fee())));
  }

  /** {@code check 1234 for $150.00 to ABC Company}, as far as it is known. */
  private static String described(StopOrder order) {
    return "check "
        + order.checkNumber()
        + (order.amount() == null ? "" : " for " + Amounts.toTheCent(order.amount()))
        + (order.payee() == null ? "" : " to " + order.payee());
  }

  /** An order that was only spoken ends by itself: UCC 4-403(b). */
  private static String toConfirm(StopOrder order) {
    return order.confirmBy() == null
        ? ""
        : " Please confirm it in writing by %s, or it lapses on that day."
            .formatted(DAY.format(order.confirmBy()));
  }
}
