package org.voiceteller.siptrunk.trunk;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Addresses that begin with the same bits, as {@code 192.0.2.0/24} or {@code 2001:db8::/32}.
 *
 * @param bits how many of them count
 */
public record AddressRange(InetAddress first, int bits) {

  private static final String LITERAL =
      "[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*";

  /**
   * @throws IllegalArgumentException when it is neither an address nor a range of them; names are
   *     not looked up
   */
  public static AddressRange parse(String text) {
    int slash = text.indexOf('/');
    String literal = slash < 0 ? text : text.substring(0, slash);
    if (!literal.matches(LITERAL)) {
      throw new IllegalArgumentException(text);
    }
    try {
      InetAddress first = InetAddress.getByName(literal);
      int all = first.getAddress().length * Byte.SIZE;
      int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
      if (bits < 0 || bits > all) {
        throw new IllegalArgumentException(text);
      }
      return new AddressRange(first, bits);
    } catch (UnknownHostException notAnAddress) {
      throw new IllegalArgumentException(text, notAnAddress);
    }
  }

  public boolean contains(InetAddress address) {
    byte[] ours = first.getAddress();
    byte[] theirs = address.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    int whole = bits / Byte.SIZE;
    int rest = bits % Byte.SIZE;
    return Arrays.equals(ours, 0, whole, theirs, 0, whole)
        && (rest == 0 || ((ours[whole] ^ theirs[whole]) & 0xff) >> (Byte.SIZE - rest) == 0);
  }
}
