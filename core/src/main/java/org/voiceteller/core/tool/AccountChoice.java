package org.voiceteller.core.tool;

import java.util.List;
import java.util.stream.Collectors;
import org.voiceteller.core.account.AccountSummary;

/** Which of a customer's accounts a wish is about. */
public sealed interface AccountChoice {

  /**
   * @param accounts at least one
   */
  record Chosen(List<AccountSummary> accounts) implements AccountChoice {}

  /** No account of the customer is the one meant; the answer says which there are. */
  record Missed(ToolAnswer answer) implements AccountChoice {}

  /** All accounts that fit what was said; all of them when nothing was said. */
  static AccountChoice of(ToolInput.AboutAccounts wish, List<AccountSummary> accounts) {
    List<AccountSummary> fitting =
        accounts.stream()
            .filter(account -> wish.accountType() == null || wish.accountType() == account.kind())
            .filter(
                account ->
                    wish.accountEnding() == null || wish.accountEnding().equals(account.lastFour()))
            .toList();
    if (!fitting.isEmpty()) {
      return new Chosen(fitting);
    }
    if (accounts.isEmpty()) {
      return new Missed(ToolAnswer.refused("I don't see any account under your name."));
    }
    String asked =
        wish.accountType() == null ? "an account" : "a " + wish.accountType().word() + " account";
    String ending = wish.accountEnding() == null ? "" : " ending in " + wish.accountEnding();
    return new Missed(
        ToolAnswer.refused(
            "I don't see %s%s under your name. You have %s."
                .formatted(asked, ending, named(accounts, "a ", " and "))));
  }

  /** {@code a checking account ending in 4521 and a savings account ending in 8834}. */
  static String named(List<AccountSummary> accounts, String article, String conjunction) {
    return accounts.stream()
        .map(account -> article + account.spokenName())
        .collect(Collectors.joining(conjunction));
  }
}
