package org.voiceteller.localsonic.fault;

import java.util.List;
import java.util.OptionalInt;

/** The faults that wait for conversations. Safe to use from many threads. */
public final class Faults {

  /**
   * What is in force.
   *
   * @param conversations how many more conversations it meets; empty means until cleared
   */
  public record Order(List<Fault> faults, OptionalInt conversations) {
    public static final Order NONE = new Order(List.of(), OptionalInt.empty());

    public Order {
      faults = List.copyOf(faults);
    }

    public static Order untilCleared(Fault... faults) {
      return new Order(List.of(faults), OptionalInt.empty());
    }

    public static Order next(int conversations, Fault... faults) {
      return new Order(List.of(faults), OptionalInt.of(conversations));
    }
  }

  private Order current = Order.NONE;

  /** Replaces whatever was asked for before. */
  public synchronized void set(Order order) {
    current = order;
  }

  public synchronized void clear() {
    current = Order.NONE;
  }

  public synchronized Order current() {
    return current;
  }

  /** The faults of a conversation that begins now; it counts. */
  public synchronized List<Fault> begin() {
    var faults = current.faults();
    if (current.conversations().isPresent()) {
      int left = current.conversations().getAsInt() - 1;
      current = left > 0 ? new Order(faults, OptionalInt.of(left)) : Order.NONE;
    }
    return faults;
  }
}
