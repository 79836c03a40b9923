package org.voiceteller.loadtests.drill;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What the callers of one customer have wished to move, from checking to savings, each time another
 * amount, and what they were told came of it. Safe for many threads.
 */
final class Wallet {

  /** How far one movement got, as its caller knows. Each follows only the ones before. */
  enum Known {
    WISHED,
    /** The caller has said no, or never answered: no money may move. */
    DECLINED,
    /** The caller has said yes, and heard nothing of it: at most once. */
    CONFIRMED,
    /** The caller was told that it is done: exactly once. */
    TOLD
  }

  private final String customerId;
  private final String number;
  private final Map<Long, Known> movements = new TreeMap<>();
  private final ReentrantLock telephone = new ReentrantLock();
  private long nextCents = 100;
  private long totalBefore;
  private long checkingBefore;
  private Map<Long, Integer> movedBefore = Map.of();

  Wallet(String customerId, String number) {
    this.customerId = customerId;
    this.number = number;
  }

  String customerId() {
    return customerId;
  }

  String number() {
    return number;
  }

  /** Held while a code is on its way: one telephone rings for one call at a time. */
  ReentrantLock telephone() {
    return telephone;
  }

  synchronized long wish() {
    long cents = ++nextCents;
    movements.put(cents, Known.WISHED);
    return cents;
  }

  synchronized void isKnown(long cents, Known known) {
    movements.merge(cents, known, (before, now) -> now.compareTo(before) > 0 ? now : before);
  }

  /**
   * What it holds when all begins, in cents.
   *
   * @param moved what the books have moved by then
   */
  synchronized void holdsBefore(long checking, long savings, Map<Long, Integer> moved) {
    movedBefore = Map.copyOf(moved);
    checkingBefore = checking;
    totalBefore = checking + savings;
  }

  synchronized Map<Long, Known> movements() {
    return new TreeMap<>(movements);
  }

  /**
   * What does not fit, a sentence each.
   *
   * @param books how often the bank has moved each amount, ever
   * @param checking now, in cents
   * @param savings now, in cents
   */
  synchronized List<String> faults(Map<Long, Integer> books, long checking, long savings) {
    var moved = new TreeMap<>(books);
    movedBefore.forEach(
        (cents, times) ->
            moved.computeIfPresent(cents, (_, now) -> now > times ? now - times : null));
    var faults = new ArrayList<String>();
    movements.forEach(
        (cents, known) -> {
          int times = moved.getOrDefault(cents, 0);
          boolean fits =
              switch (known) {
                case WISHED, DECLINED -> times == 0;
                case CONFIRMED -> times <= 1;
                case TOLD -> times == 1;
              };
          if (!fits) {
            faults.add(
                "%s of %s was %s and was moved %d times"
                    .formatted(Accounts.dollars(cents), customerId, known, times));
          }
        });
    moved.keySet().stream()
        .filter(cents -> !movements.containsKey(cents))
        .forEach(
            cents ->
                faults.add(
                    "%s of %s was moved, and nobody wished it"
                        .formatted(Accounts.dollars(cents), customerId)));
    if (checking + savings != totalBefore) {
      faults.add(
          "%s held %s together and holds %s now"
              .formatted(
                  customerId, Accounts.dollars(totalBefore), Accounts.dollars(checking + savings)));
    }
    long gone = moved.entrySet().stream().mapToLong(e -> e.getKey() * e.getValue()).sum();
    if (checkingBefore - checking != gone) {
      faults.add(
          "%s lacks %s in checking, and the books have moved %s"
              .formatted(
                  customerId, Accounts.dollars(checkingBefore - checking), Accounts.dollars(gone)));
    }
    return faults;
  }
}
