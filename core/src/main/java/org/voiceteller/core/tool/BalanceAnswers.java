package org.voiceteller.core.tool;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.voiceteller.core.account.AccountSummary;
import org.voiceteller.core.account.Balance;
import org.voiceteller.core.account.Hold;
import org.voiceteller.core.money.MoneyWords;

/** What is told of balances and of what is pending. */
public final class BalanceAnswers {

  private BalanceAnswers() {}

  /** One sentence for each account that fits. */
  public static ToolAnswer balances(ToolInput.CheckBalance wish, List<AccountSummary> accounts) {
    return switch (AccountChoice.of(wish, accounts)) {
      case AccountChoice.Missed(var answer) -> answer;
      case AccountChoice.Chosen(var chosen) ->
          ToolAnswer.succeeded(
                  chosen.stream().map(BalanceAnswers::balance).collect(Collectors.joining(" ")))
              .with("accounts", chosen.stream().map(BalanceAnswers::data).toList())
              .about(resource(chosen));
    };
  }

  /** What pending means, and what is pending now. */
  public static ToolAnswer pending(ToolInput.ExplainPending wish, List<AccountSummary> accounts) {
    return switch (AccountChoice.of(wish, accounts)) {
      case AccountChoice.Missed(var answer) -> answer;
      case AccountChoice.Chosen(var chosen) ->
          ToolAnswer.succeeded(
                  "A pending transaction has been authorized, but the merchant has not collected"
                      + " the money yet, so the amount can still change. It already lowers your"
                      + " available balance. A posted transaction is final. Most pending"
                      + " transactions post within a few business days. "
                      + chosen.stream()
                          .map(BalanceAnswers::pendingNow)
                          .collect(Collectors.joining(" ")))
              .with("accounts", chosen.stream().map(BalanceAnswers::data).toList())
              .about(resource(chosen));
    };
  }

  /** The accounts' ids, for the audit. */
  static String resource(List<AccountSummary> accounts) {
    return accounts.stream().map(AccountSummary::accountId).collect(Collectors.joining(","));
  }

  private static String balance(AccountSummary account) {
    Balance balance = account.balance();
    String pending =
        balance.held().minorUnits() == 0
            ? "no pending transactions"
            : MoneyWords.inFigures(balance.held()) + " in pending transactions";
    return "Your %s has an available balance of %s, with %s."
        .formatted(account.spokenName(), MoneyWords.inFigures(balance.available()), pending);
  }

  private static String pendingNow(AccountSummary account) {
    if (account.holds().isEmpty()) {
      return "On your %s, nothing is pending.".formatted(account.spokenName());
    }
    return "On your %s, %s is pending: %s."
        .formatted(
            account.spokenName(),
            MoneyWords.inFigures(account.balance().held()),
            account.holds().stream()
                .map(
                    hold ->
                        MoneyWords.inFigures(hold.amount())
                            + " at "
                            + MerchantDescriptors.spokenName(hold.merchant().descriptor()))
                .collect(Collectors.joining(", ")));
  }

  private static Map<String, Object> data(AccountSummary account) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("accountType", account.kind().word());
    data.put("accountEnding", account.lastFour());
    data.put("available", MoneyWords.inFigures(account.balance().available()));
    data.put("pending", MoneyWords.inFigures(account.balance().held()));
    data.put("posted", MoneyWords.inFigures(account.balance().posted()));
    data.put("pendingTransactions", account.holds().stream().map(BalanceAnswers::hold).toList());
    return data;
  }

  private static Map<String, Object> hold(Hold hold) {
    return Map.of(
        "amount", MoneyWords.inFigures(hold.amount()), "merchant", hold.merchant().descriptor());
  }
}
