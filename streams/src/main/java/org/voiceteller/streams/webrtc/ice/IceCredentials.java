package org.voiceteller.streams.webrtc.ice;

import java.security.SecureRandom;

/**
 * What one side of a call is called by and proves itself with in checks (RFC 8839 §5.4).
 *
 * @param ufrag 4 to 256 characters
 * @param password 22 to 256 characters; secret
 */
public record IceCredentials(String ufrag, String password) {

  /** Characters that may stand in them. */
  public static final String UFRAG = "[A-Za-z0-9+/]{4,256}";

  public static final String PASSWORD = "[A-Za-z0-9+/]{22,256}";

  private static final String CHARACTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final int UFRAG_LENGTH = 12;
  private static final int PASSWORD_LENGTH = 32;

  /** 72 bits to find a call by, 192 to prove oneself with. */
  public static IceCredentials random(SecureRandom random) {
    return new IceCredentials(text(random, UFRAG_LENGTH), text(random, PASSWORD_LENGTH));
  }

  private static String text(SecureRandom random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return "IceCredentials[" + ufrag + "]";
  }
}
