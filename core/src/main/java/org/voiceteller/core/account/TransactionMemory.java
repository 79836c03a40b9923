package org.voiceteller.core.account;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.money.Money;

/**
 * Which transactions an account still knows by their ids. It keeps at least the last {@value
 * #REMEMBERED} and all of the last {@link #REMEMBERED_FOR}, {@value #MOST_REMEMBERED} at most.
 * Beyond that a repeat cannot be told from something new: a transfer that began no later than the
 * newest forgotten one is therefore refused ({@link Account.Refusal#BEYOND_MEMORY}), never done
 * twice; and when everything remembered is young and there is no room, new transactions are refused
 * until there is ({@link Account.Refusal#TOO_MANY_AT_ONCE}).
 *
 * @param entries the newest last
 * @param forgottenUntil when the newest forgotten one began or was applied, whichever is later;
 *     null while nothing was forgotten
 */
public record TransactionMemory(List<Remembered> entries, @Nullable Instant forgottenUntil) {

  public static final int REMEMBERED = 1_000;
  public static final int MOST_REMEMBERED = 10_000;
  public static final Duration REMEMBERED_FOR = Duration.ofHours(1);

  static final TransactionMemory NONE = new TransactionMemory(List.of(), null);

  public TransactionMemory {
    entries = List.copyOf(entries);
  }

  /** What a transaction's id was used for; a purchase is held first and posted later. */
  public enum Step {
    HELD,
    POSTED,
    RELEASED,
    PENDING,
    TRANSFERRED,
    CREDITED,
    VOIDED
  }

  /**
   * A transaction that was applied: what was asked, so that a repeat is known again.
   *
   * @param latest when it began or was applied, whichever is later
   */
  public record Remembered(String transactionId, Step step, Money amount, Instant latest) {}

  Optional<Remembered> find(String transactionId, Step step) {
    return entries.stream()
        .filter(past -> past.step() == step && past.transactionId().equals(transactionId))
        .findFirst();
  }

  boolean knows(String transactionId, Step step) {
    return find(transactionId, step).isPresent();
  }

  /** Whether something that began then may have been applied and forgotten since. */
  boolean mayHaveForgotten(Instant initiatedAt) {
    return forgottenUntil != null && !initiatedAt.isAfter(forgottenUntil);
  }

  /** Whether one more can be remembered without forgetting what is still young. */
  boolean isFull(Instant now) {
    return entries.size() >= MOST_REMEMBERED
        && entries.getFirst().latest().isAfter(now.minus(REMEMBERED_FOR));
  }

  /** With one more, and without those that are both old and many. */
  TransactionMemory with(Remembered next, Instant now) {
    List<Remembered> all = new ArrayList<>(entries);
    all.add(next);
    int drop = 0;
    Instant forgotten = forgottenUntil;
    Instant young = now.minus(REMEMBERED_FOR);
    while (all.size() - drop > REMEMBERED && mayGo(all.get(drop), all.size() - drop, young)) {
      Instant latest = all.get(drop).latest();
      forgotten = forgotten == null || latest.isAfter(forgotten) ? latest : forgotten;
      drop++;
    }
    return new TransactionMemory(all.subList(drop, all.size()), forgotten);
  }

  private static boolean mayGo(Remembered oldest, int size, Instant young) {
    return size > MOST_REMEMBERED || !oldest.latest().isAfter(young);
  }
}
