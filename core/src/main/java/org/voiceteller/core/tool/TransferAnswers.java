package org.voiceteller.core.tool;

import java.util.List;
import java.util.Optional;
import org.voiceteller.core.account.AccountSummary;
import org.voiceteller.core.account.Balance;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.money.Money;
import org.voiceteller.core.money.MoneyWords;
import org.voiceteller.core.transfer.TransferPolicy;
import org.voiceteller.core.transfer.VoidReason;

/** What is told of transfers between a customer's own accounts. */
public record TransferAnswers(TransferPolicy policy) {

  /** What is to be moved, or what has to be said instead. */
  public sealed interface Order {

    record Move(AccountSummary source, AccountSummary target, Money amount) implements Order {}

    record Say(ToolAnswer answer) implements Order {}
  }

  /**
   * Understands a wish.
   *
   * @param level what the caller has reached
   */
  public Order order(
      PaymentInput.InternalTransfer wish, List<AccountSummary> accounts, Level level) {
    Optional<Money> amount = Amounts.positive(wish.amount());
    if (amount.isEmpty()) {
      return say(
          ToolAnswer.refused(
                  "I can only transfer a positive amount of dollars and whole cents. How much"
                      + " shall I transfer?")
              .then(Tool.INTERNAL_TRANSFER, "amount"));
    }
    if (accounts.size() < 2) {
      return say(
          ToolAnswer.refused(
              "You need two accounts with us to transfer between them, and I see only one."));
    }
    if (amount.get().minorUnits() > policy.maximum().minorUnits()) {
      return say(
          ToolAnswer.refused(
              "I can transfer at most %s at once.".formatted(words(policy.maximum()))));
    }
    if (amount.get().minorUnits() > policy.questionAbove().minorUnits()
        && !level.reaches(Level.SECURITY_QUESTION)) {
      return say(ToolAnswer.needs(Level.SECURITY_QUESTION));
    }
    return sides(wish, accounts, amount.get());
  }

  /** One side that is told names the other when there are only two accounts. */
  private static Order sides(
      PaymentInput.InternalTransfer wish, List<AccountSummary> accounts, Money amount) {
    boolean fromTold = wish.fromAccountType() != null || wish.fromAccountEnding() != null;
    boolean toTold = wish.toAccountType() != null || wish.toAccountEnding() != null;
    if (toTold && !fromTold) {
      return switch (to(wish, accounts)) {
        case AccountSide.Open(var answer) -> say(answer);
        case AccountSide.Found(var target) ->
            switch (from(wish, others(accounts, target))) {
              case AccountSide.Open(var answer) -> say(answer);
              case AccountSide.Found(var source) -> checked(source, target, amount);
            };
      };
    }
    return switch (from(wish, accounts)) {
      case AccountSide.Open(var answer) -> say(answer);
      case AccountSide.Found(var source) ->
          switch (to(wish, toTold ? accounts : others(accounts, source))) {
            case AccountSide.Open(var answer) -> say(answer);
            case AccountSide.Found(var target) -> checked(source, target, amount);
          };
    };
  }

  private static Order checked(AccountSummary source, AccountSummary target, Money amount) {
    if (source.accountId().equals(target.accountId())) {
      return say(
          ToolAnswer.refused(
                  "The money cannot go to the account that it comes from. Which account should it"
                      + " go to?")
              .then(Tool.INTERNAL_TRANSFER, "toAccountType"));
    }
    if (!source.balance().posted().currency().equals(amount.currency())
        || !target.balance().posted().currency().equals(amount.currency())) {
      return say(ToolAnswer.refused("I can only transfer between accounts of the same currency."));
    }
    return new Order.Move(source, target, amount);
  }

  /** What is read back; a refusal when the money is not there at this moment. */
  public ToolAnswer proposal(Order.Move move) {
    if (move.source().balance().available().minorUnits() < move.amount().minorUnits()) {
      return tooLittle(move);
    }
    return ToolAnswer.proposed(
            Tool.INTERNAL_TRANSFER,
            "I'll transfer %s from your %s to your %s. There is no fee. Shall I go ahead?"
                .formatted(
                    words(move.amount()), move.source().spokenName(), move.target().spokenName()))
        .with("amount", words(move.amount()))
        .with("from", move.source().spokenName())
        .with("to", move.target().spokenName())
        .with("fee", "$0")
        .about(BalanceAnswers.resource(List.of(move.source(), move.target())));
  }

  /** The money has moved. */
  public ToolAnswer done(Order.Move move, String confirmation, Balance sourceAfter) {
    String balance = words(sourceAfter.available());
    return ToolAnswer.succeeded(
            "Transfer complete! Confirmation number: %s. Your new %s balance is %s."
                .formatted(confirmation, move.source().kind().word(), balance))
        .with("amount", words(move.amount()))
        .with("from", move.source().spokenName())
        .with("to", move.target().spokenName())
        .with("available", balance)
        .about(confirmation)
        .confirmedBy(confirmation);
  }

  /** No money has moved. */
  public ToolAnswer voided(Order.Move move, VoidReason reason) {
    return switch (reason) {
      case INSUFFICIENT_FUNDS -> tooLittle(move);
      case OVER_DAILY_LIMIT ->
          ToolAnswer.refused(
              "That would be more than the %s that can leave your %s by transfer in one day."
                  .formatted(words(policy.perDay()), move.source().spokenName()));
      case EXPIRED ->
          ToolAnswer.refused(
              "The transfer did not come through in time, and no money has moved. Would you like"
                  + " me to try again?");
      case OTHER_CURRENCY ->
          ToolAnswer.refused("I can only transfer between accounts of the same currency.");
      case NO_SUCH_ACCOUNT, OTHER_HOLDER, AMOUNT_NOT_ALLOWED ->
          ToolAnswer.refused("This transfer is not possible, and no money has moved.");
      case CHECK_ALREADY_PAID, STOP_IN_FORCE, ID_REUSED ->
          ToolAnswer.refusedWithNote(
              "This confirmation belongs to another request; read the transfer back again.");
    };
  }

  /** Nobody knows yet. */
  public static ToolAnswer underWay(String what) {
    return ToolAnswer.failed(
            ("Your %s is being processed, and I don't have its confirmation yet. You don't need to"
                    + " ask for it again; please check it in a few minutes.")
                .formatted(what))
        .with("status", "processing");
  }

  private static ToolAnswer tooLittle(Order.Move move) {
    return ToolAnswer.refused(
            "Your %s does not have enough available for a transfer of %s."
                .formatted(move.source().spokenName(), words(move.amount())))
        .about(BalanceAnswers.resource(List.of(move.source())));
  }

  private static AccountSide from(
      PaymentInput.InternalTransfer wish, List<AccountSummary> accounts) {
    return AccountSide.of(
        wish.fromAccountType(),
        wish.fromAccountEnding(),
        accounts,
        Tool.INTERNAL_TRANSFER,
        "Which account should the money come from",
        AccountSide.Fields.FROM);
  }

  private static AccountSide to(PaymentInput.InternalTransfer wish, List<AccountSummary> accounts) {
    return AccountSide.of(
        wish.toAccountType(),
        wish.toAccountEnding(),
        accounts,
        Tool.INTERNAL_TRANSFER,
        "Which account should the money go to",
        AccountSide.Fields.TO);
  }

  private static List<AccountSummary> others(List<AccountSummary> accounts, AccountSummary one) {
    return accounts.stream()
        .filter(account -> !account.accountId().equals(one.accountId()))
        .toList();
  }

  private static Order say(ToolAnswer answer) {
    return new Order.Say(answer);
  }

  private static String words(Money money) {
    return MoneyWords.inFigures(money);
  }
}
