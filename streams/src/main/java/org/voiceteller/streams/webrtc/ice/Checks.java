package org.voiceteller.streams.webrtc.ice;

import java.security.SecureRandom;

/** A caller's checks as a browser sends them: for who tries or measures what answers them. */
public final class Checks {

  private Checks() {}

  /**
   * One that nominates where it comes from.
   *
   * @param called as the answer names it
   */
  public static byte[] nominating(IceCredentials called, IceCredentials caller) {
    byte[] transaction = new byte[12];
    new SecureRandom().nextBytes(transaction);
    return new StunWriter(StunMessage.BINDING_REQUEST, transaction)
        .text(StunMessage.USERNAME, called.ufrag() + ":" + caller.ufrag())
        .attribute(StunMessage.USE_CANDIDATE, new byte[0])
        .sealedWith(called.password())
        .bytes();
  }
}
