package org.voiceteller.streams.webrtc.sdp;

/** An offer that cannot be answered; the message is a sentence for whoever sent it. */
public final class SdpException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Whose fault it is. */
  public enum Kind {
    /** It is no SDP, or lacks what every offer of WebRTC has. */
    BAD,
    /** It offers nothing that is spoken here. */
    UNSUPPORTED
  }

  private final Kind kind;

  SdpException(Kind kind, String sentence) {
    super(sentence, null, false, false);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  static SdpException bad(String sentence) {
    return new SdpException(Kind.BAD, sentence);
  }
}
