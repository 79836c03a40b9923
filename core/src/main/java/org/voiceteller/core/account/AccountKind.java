package org.voiceteller.core.account;

import java.util.Locale;

/** What kind of deposit account it is. */
public enum AccountKind {
  CHECKING,
  SAVINGS;

  /** As it is spoken and as tools name it: {@code checking}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
