package org.voiceteller.core.dispute;

import java.time.LocalDate;
import org.voiceteller.core.money.Money;

/**
 * Money that a case moves on the customer's account, ordered before it is moved and under an id of
 * its own: however often it is tried, it moves once.
 *
 * @param amount positive towards the customer
 * @param due the first day on which it may be made
 */
public record Posting(
    String postingId, Purpose purpose, Money amount, LocalDate due, boolean done) {

  /** Why money moves. */
  public enum Purpose {
    PROVISIONAL_CREDIT,
    /** What the customer is still owed once the case is decided for them. */
    CORRECTION,
    /** The provisional credit is taken back. */
    REVERSAL
  }

  Posting made() {
    return new Posting(postingId, purpose, amount, due, true);
  }

  Posting laterOn(LocalDate day) {
    return new Posting(postingId, purpose, amount, day, done);
  }
}
