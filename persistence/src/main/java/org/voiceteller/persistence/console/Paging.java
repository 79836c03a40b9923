package org.voiceteller.persistence.console;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for.
 *
 * @param limit most items, 1 to 200
 * @param after the {@code next} of the page before; null for the first one
 */
public record Paging(Order order, int limit, @Nullable String after) {

  /** Most items of a page. */
  public static final int MOST = 200;

  /** By time, or by what the list says. */
  public enum Order {
    NEWEST,
    OLDEST
  }

  /** The newest. */
  public static Paging first(int limit) {
    return new Paging(Order.NEWEST, limit, null);
  }

  boolean isAscending() {
    return switch (order) {
      case OLDEST -> true;
      case NEWEST -> false;
    };
  }

  /**
   * @throws BadQueryException when the limit is not one
   */
  Paging checked() {
    if (limit < 1 || limit > MOST) {
      throw new BadQueryException(
          BadQueryException.Fault.LIMIT, "Expected a limit of 1 to 200, but it is " + limit);
    }
    return this;
  }
}
