package org.voiceteller.loadtests.drill;

import java.util.Locale;

/**
 * What a sample customer's two accounts hold by the customer's own reckoning, and the sentences in
 * which the bank must say so. Not thread-safe.
 */
final class Accounts {

  /** The account's kind, as it is spoken. */
  enum Kind {
    CHECKING,
    SAVINGS;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    Kind other() {
      return this == CHECKING ? SAVINGS : CHECKING;
    }
  }

  private final String checkingName;
  private final String savingsName;
  private final String checkingPending;
  private long checkingCents;
  private long savingsCents;

  private Accounts(
      String checkingLastFour,
      long checkingCents,
      String checkingPending,
      String savingsLastFour,
      long savingsCents) {
    this.checkingName = "checking account ending in " + checkingLastFour;
    this.savingsName = "savings account ending in " + savingsLastFour;
    this.checkingPending = checkingPending;
    this.checkingCents = checkingCents;
    this.savingsCents = savingsCents;
  }

  /** Of the first sample customer, as they are when the samples have just been entered. */
  static Accounts ofPatExample() {
    return new Accounts("4521", 564_732, "$200 in", "8834", 1_251_042);
  }

  void moved(Kind from, long cents) {
    switch (from) {
      case CHECKING -> {
        checkingCents -= cents;
        savingsCents += cents;
      }
      case SAVINGS -> {
        savingsCents -= cents;
        checkingCents += cents;
      }
    }
  }

  String balanceSentence(Kind kind) {
    return "Your %s has an available balance of %s, with %s pending transactions."
        .formatted(
            name(kind), dollars(cents(kind)), kind == Kind.CHECKING ? checkingPending : "no");
  }

  String proposalSentence(Kind from, long cents) {
    return "I'll transfer %s from your %s to your %s. There is no fee. Shall I go ahead?"
        .formatted(dollars(cents), name(from), name(from.other()));
  }

  /** What follows the confirmation number, when the money has been moved. */
  String newBalanceSentence(Kind from) {
    return "Your new %s balance is %s.".formatted(from.word(), dollars(cents(from)));
  }

  long cents(Kind kind) {
    return switch (kind) {
      case CHECKING -> checkingCents;
      case SAVINGS -> savingsCents;
    };
  }

  private String name(Kind kind) {
    return switch (kind) {
      case CHECKING -> checkingName;
      case SAVINGS -> savingsName;
    };
  }

  /** As the bank says it: {@code $1,250} and {@code $15.49}. */
  static String dollars(long cents) {
    String whole = String.format(Locale.ROOT, "$%,d", cents / 100);
    return cents % 100 == 0 ? whole : whole + String.format(Locale.ROOT, ".%02d", cents % 100);
  }
}
