package org.voiceteller.streams.platform;

import java.util.Locale;

/**
 * Is told what becomes of a platform's calls: when a stream is over, the platform asks what comes
 * next. Thread-safe; never blocks, never throws.
 */
public interface PlatformCalls {

  /**
   * The stream is joined to a call, a new one or one that goes on.
   *
   * @param resumeToken secret
   */
  void joined(String platformCallId, String resumeToken);

  /** The call has ended. */
  void ended(String platformCallId, End end);

  /** What is to be done with a caller whose call has ended. */
  enum End {
    /** Nothing more is to be said. */
    OVER,
    /** A person of the bank takes it, on another line. */
    TRANSFERRED;

    /** From the reason that {@code call.ended} gives. */
    static End of(String reason) {
      return reason.toLowerCase(Locale.ROOT).equals("transferred") ? TRANSFERRED : OVER;
    }
  }
}
