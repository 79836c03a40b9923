package org.voiceteller.siptrunk.signal;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What has become of calls since the start. Thread-safe. */
public final class Counts {

  /** How a call ended, or why it never began. */
  public enum End {
    CALLER_HUNG_UP,
    BANK_ENDED,
    TRANSFERRED,
    CANCELLED,
    /** Full, here or at the bank. */
    REFUSED_BUSY,
    /** The bank does not answer, or has not spoken in time. */
    REFUSED_NO_AGENT,
    REFUSED_DRAINING,
    /** Nothing of what was offered is spoken here, or the request cannot be understood. */
    REFUSED_OFFER,
    NO_ACK,
    NO_SOUND,
    SESSION_EXPIRED,
    BANK_LOST,
    DRAINED,
    FAILED
  }

  final LongAdder strangers = new LongAdder();
  final LongAdder challenges = new LongAdder();
  final LongAdder dropped = new LongAdder();
  final LongAdder answered = new LongAdder();
  final LongAdder resumed = new LongAdder();
  final LongAdder transfersFailed = new LongAdder();
  private final Map<End, LongAdder> ends = new EnumMap<>(End.class);

  public Counts() {
    Arrays.stream(End.values()).forEach(end -> ends.put(end, new LongAdder()));
  }

  void ended(End end) {
    adder(end).increment();
  }

  public long howMany(End end) {
    return adder(end).sum();
  }

  private LongAdder adder(End end) {
    LongAdder adder = ends.get(end);
    if (adder == null) {
      throw new IllegalStateException("Expected a count of " + end);
    }
    return adder;
  }

  /** Requests of addresses in no trunk. */
  public long strangers() {
    return strangers.sum() + dropped.sum();
  }

  public long challenges() {
    return challenges.sum();
  }

  public long answered() {
    return answered.sum();
  }

  /** Connections to the bank that were lost and came back. */
  public long resumed() {
    return resumed.sum();
  }

  public long transfersFailed() {
    return transfersFailed.sum();
  }
}
