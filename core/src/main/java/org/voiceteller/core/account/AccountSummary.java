package org.voiceteller.core.account;

import java.util.List;

/**
 * An account as its holder may hear of it.
 *
 * @param lastFour the only digits of its number that are ever told
 * @param holds oldest first
 */
public record AccountSummary(
    String accountId, AccountKind kind, String lastFour, Balance balance, List<Hold> holds) {

  public AccountSummary {
    holds = List.copyOf(holds);
  }

  /** {@code checking account ending in 4521}. */
  public String spokenName() {
    return kind.word() + " account ending in " + lastFour;
  }
}
