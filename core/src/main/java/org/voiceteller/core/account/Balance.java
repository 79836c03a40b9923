package org.voiceteller.core.account;

import org.voiceteller.core.money.Money;

/**
 * What an account holds.
 *
 * @param posted the sum of all postings
 * @param held the sum of all holds, never negative
 */
public record Balance(Money posted, Money held) {

  /** What can be spent: posted less held. */
  public Money available() {
    return posted.minus(held);
  }

  Balance withHeld(Money amount) {
    return new Balance(posted, held.plus(amount));
  }

  Balance withoutHeld(Money amount) {
    return new Balance(posted, held.minus(amount));
  }
}
