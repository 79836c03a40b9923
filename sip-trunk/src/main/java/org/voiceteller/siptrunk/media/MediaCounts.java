package org.voiceteller.siptrunk.media;

import java.util.concurrent.atomic.LongAdder;

/** What has become of the packets of all calls since the start. Thread-safe. */
public final class MediaCounts {

  final LongAdder received = new LongAdder();
  final LongAdder sent = new LongAdder();
  final LongAdder refused = new LongAdder();
  final LongAdder lostMs = new LongAdder();
  final LongAdder late = new LongAdder();
  final LongAdder keys = new LongAdder();
  final LongAdder overflowMs = new LongAdder();
  final LongAdder delaySumMs = new LongAdder();
  final LongAdder delayCount = new LongAdder();

  MediaCounts() {}

  public long received() {
    return received.sum();
  }

  public long sent() {
    return sent.sum();
  }

  /** Packets that were no RTP, of no known source or by nobody who has the key. */
  public long refused() {
    return refused.sum();
  }

  /** Of callers' sound that was missing when its time came. */
  public long lostMs() {
    return lostMs.sum();
  }

  /** Packets that came when their time was over. */
  public long late() {
    return late.sum();
  }

  /** How many keys were pressed; which, nobody counts. */
  public long keys() {
    return keys.sum();
  }

  /** Of the agent's sound that had no place to wait. */
  public long overflowMs() {
    return overflowMs.sum();
  }

  /** How long the jitter buffers have held sound back, of all samples together. */
  public long delaySumMs() {
    return delaySumMs.sum();
  }

  public long delayCount() {
    return delayCount.sum();
  }
}
