package org.voiceteller.core.authentication;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Keys for tests. */
final class Keys {

  private Keys() {}

  /** The last is in force. */
  static BankKeys of(String... ids) {
    Map<String, byte[]> masters = new HashMap<>();
    for (String id : ids) {
      byte[] master = new byte[BankKeys.MASTER_BYTES];
      Arrays.fill(master, (byte) id.hashCode());
      masters.put(id, master);
    }
    return BankKeys.create(ids[ids.length - 1], masters);
  }
}
