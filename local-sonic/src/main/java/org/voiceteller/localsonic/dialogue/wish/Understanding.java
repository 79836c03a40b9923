package org.voiceteller.localsonic.dialogue.wish;

import java.util.List;

/** What was made of the caller's words. */
public sealed interface Understanding {

  /** One wish, or several to be done in this order. */
  record Wishes(List<Wish> wishes) implements Understanding {
    public Wishes {
      wishes = List.copyOf(wishes);
    }
  }

  /**
   * The caller's concern is clear, and no tool serves it.
   *
   * @param says what the concern is called: "exchange rates"
   */
  record NotServed(String says) implements Understanding {}

  record Nothing() implements Understanding {}
}
