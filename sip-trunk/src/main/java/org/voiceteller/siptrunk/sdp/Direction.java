package org.voiceteller.siptrunk.sdp;

import java.util.Locale;

/** Which way sound goes, from the point of view of whose description it is (RFC 3264 §5.1). */
public enum Direction {
  SENDRECV,
  SENDONLY,
  RECVONLY,
  INACTIVE;

  /** How the other side must answer. */
  public Direction answer() {
    return switch (this) {
      case SENDRECV -> SENDRECV;
      case SENDONLY -> RECVONLY;
      case RECVONLY -> SENDONLY;
      case INACTIVE -> INACTIVE;
    };
  }

  public boolean sends() {
    return this == SENDRECV || this == SENDONLY;
  }

  public boolean receives() {
    return this == SENDRECV || this == RECVONLY;
  }

  String attribute() {
    return name().toLowerCase(Locale.ROOT);
  }
}
