package org.voiceteller.loadtests.load;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import org.voiceteller.loadtests.caller.SampleCustomers;

/**
 * The sample customers' telephone numbers. A code that comes to a number cannot be told from
 * another one, so only one caller a time may ask for codes there. Thread-safe.
 */
final class Customers {

  private final Queue<String> free = new ConcurrentLinkedQueue<>(SampleCustomers.NUMBERS);

  static String any() {
    return SampleCustomers.NUMBERS.get(
        ThreadLocalRandom.current().nextInt(SampleCustomers.NUMBERS.size()));
  }

  /** A number that nobody else asks for codes until it is given back; empty when all are taken. */
  Optional<String> take() {
    return Optional.ofNullable(free.poll());
  }

  void giveBack(String number) {
    free.add(number);
  }
}
