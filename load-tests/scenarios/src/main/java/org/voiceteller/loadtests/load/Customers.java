package org.voiceteller.loadtests.load;

import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The sample customers' telephone numbers. A code that comes to a number cannot be told from
 * another one, so only one caller a time may ask for codes there. Thread-safe.
 */
final class Customers {

  static final List<String> NUMBERS =
      List.of(
          "+15552345678",
          "+15553456789",
          "+15554567890",
          "+15555678901",
          "+15556789012",
          "+15557890123",
          "+15558901234",
          "+15559012345",
          "+15552109876",
          "+15553210987");

  private final Queue<String> free = new ConcurrentLinkedQueue<>(NUMBERS);

  static String any() {
    return NUMBERS.get(ThreadLocalRandom.current().nextInt(NUMBERS.size()));
  }

  /** A number that nobody else asks for codes until it is given back; empty when all are taken. */
  Optional<String> take() {
    return Optional.ofNullable(free.poll());
  }

  void giveBack(String number) {
    free.add(number);
  }
}
