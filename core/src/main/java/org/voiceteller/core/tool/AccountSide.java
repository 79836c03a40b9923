package org.voiceteller.core.tool;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.account.AccountKind;
import org.voiceteller.core.account.AccountSummary;

/** Which of a customer's accounts stands on one side of a payment. */
sealed interface AccountSide {

  record Found(AccountSummary account) implements AccountSide {}

  /** Several fit, or none; the answer asks or says so. */
  record Open(ToolAnswer answer) implements AccountSide {}

  /**
   * @param kind null when the caller did not say
   * @param ending null when the caller did not say
   * @param candidates of the customer's accounts, those that can stand there; at least one
   * @param question as {@code Which account should the money come from}
   * @param fields of the tool, for the kind and for the ending
   */
  static AccountSide of(
      @Nullable AccountKind kind,
      @Nullable String ending,
      List<AccountSummary> candidates,
      Tool tool,
      String question,
      Fields fields) {
    List<AccountSummary> fitting =
        candidates.stream()
            .filter(account -> kind == null || kind == account.kind())
            .filter(account -> ending == null || ending.equals(account.lastFour()))
            .toList();
    if (fitting.size() == 1) {
      return new Found(fitting.getFirst());
    }
    if (fitting.isEmpty()) {
      String asked = kind == null ? "an account" : "a " + kind.word() + " account";
      String with = ending == null ? "" : " ending in " + ending;
      return new Open(
          ToolAnswer.refused(
                  "I don't see %s%s under your name. You have %s. %s?"
                      .formatted(
                          asked, with, AccountChoice.named(candidates, "a ", " and "), question))
              .then(tool, fields.kind()));
    }
    boolean kindsDiffer =
        fitting.stream().map(AccountSummary::kind).distinct().count() == fitting.size();
    return new Open(
        ToolAnswer.refused(question + ": " + choices(fitting) + "?")
            .then(tool, kindsDiffer ? fields.kind() : fields.ending()));
  }

  /** The names of a side's two fields. */
  record Fields(String kind, String ending) {
    static final Fields FROM = new Fields("fromAccountType", "fromAccountEnding");
    static final Fields TO = new Fields("toAccountType", "toAccountEnding");
  }

  private static String choices(List<AccountSummary> accounts) {
    return accounts.stream()
        .map(account -> "your " + account.spokenName())
        .collect(Collectors.joining(" or "));
  }
}
