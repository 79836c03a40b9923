package org.voiceteller.siptrunk.sdp;

/** A description cannot be read, or nothing in it can be agreed on. The message is one sentence. */
public final class SdpException extends Exception {

  private static final long serialVersionUID = 1L;

  public SdpException(String sentence) {
    super(sentence, null, false, false);
  }
}
