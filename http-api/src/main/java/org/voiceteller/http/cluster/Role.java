package org.voiceteller.http.cluster;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.pekko.cluster.Member;

/**
 * What a node of the bank does. A node with all of them is a bank by itself; in a larger one, nodes
 * that carry sound are made more or fewer apart from those that keep books.
 */
public enum Role {
  /** Answers calls: the doors for callers, their sound, the streams to the model. */
  VOICE,
  /** Hosts the entities: sessions, customers, accounts, cards, transfers, cases. */
  BANK,
  /** Keeps the tables and the audit ledger up with the journal. */
  PROJECTIONS;

  /** As in the configuration and in the cluster's gossip. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean isOf(Member member) {
    return member.hasRole(wireName());
  }

  /**
   * @param text names with commas between them, as {@code voice,bank}
   * @throws IllegalArgumentException for another name, and for none
   */
  static Set<Role> named(String text) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    Arrays.stream(text.split(",", -1)).map(Role::one).forEach(roles::add);
    return roles;
  }

  private static Role one(String name) {
    return Arrays.stream(values())
        .filter(role -> role.wireName().equals(name.strip()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name));
  }
}
