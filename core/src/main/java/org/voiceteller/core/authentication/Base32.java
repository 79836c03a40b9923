package org.voiceteller.core.authentication;

import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.Optional;

/** Base32 (RFC 4648 §6), the alphabet in which authenticator apps are given their secret. */
public final class Base32 {

  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int FEWEST_BYTES = 10;

  private Base32() {}

  /**
   * Case, spaces and padding do not matter. Empty for another alphabet, and for fewer than 80 bits:
   * shorter secrets can be guessed.
   */
  public static Optional<byte[]> decode(String text) {
    String plain = text.toUpperCase(Locale.ROOT).replaceAll("[\\s-]|=+$", "");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int buffer = 0;
    int bits = 0;
    for (int i = 0; i < plain.length(); i++) {
      int value = ALPHABET.indexOf(plain.charAt(i));
      if (value < 0) {
        return Optional.empty();
      }
      buffer = (buffer << 5 | value) & 0xfff;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes.write(buffer >> bits);
      }
    }
    return bytes.size() < FEWEST_BYTES ? Optional.empty() : Optional.of(bytes.toByteArray());
  }
}
