package org.voiceteller.core.journal;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The kinds of entities whose events are projected. Each entity's events carry one tag: its family
 * and the slice that its id falls into, so that as many runners as there are slices can share the
 * work while each entity's events stay in order. The names and the number of slices stand in the
 * journal: they never change.
 */
public enum EventFamily {
  CALL("call"),
  CUSTOMER("customer"),
  ACCOUNT("account"),
  TRANSFER("transfer"),
  BILL_PAY("bill-pay"),
  CARD("card"),
  DISPUTE("dispute"),
  /** In no table of its own: what changed in a customer's secrets is audited. */
  CREDENTIALS("credentials");

  /** Slices of each family. */
  public static final int SLICES = 4;

  private final String tagPrefix;

  EventFamily(String tagPrefix) {
    this.tagPrefix = tagPrefix;
  }

  /** The tag of every event of this entity. */
  public String tagOf(String entityId) {
    return tag(Math.floorMod(entityId.hashCode(), SLICES));
  }

  /** The tags of all slices, in order. */
  public List<String> tags() {
    return IntStream.range(0, SLICES).mapToObj(this::tag).toList();
  }

  private String tag(int slice) {
    return tagPrefix + "-" + slice;
  }
}
