package org.voiceteller.streams.webrtc;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What has happened at the port, for whoever watches. Thread-safe. */
public final class WebRtcCounts {

  private final LongAdder connected = new LongAdder();
  private final LongAdder handshakesFailed = new LongAdder();
  private final LongAdder networksChanged = new LongAdder();
  private final LongAdder consentsLost = new LongAdder();
  private final LongAdder ignored = new LongAdder();
  private final LongAdder received = new LongAdder();
  private final Map<Refused, LongAdder> refused = new EnumMap<>(Refused.class);

  /** Why a call's packet of sound or control is not taken. */
  public enum Refused {
    /** Not sealed with the call's keys, or come before. */
    SEAL,
    /** No RTP, or no Opus, behind the seal. */
    SHAPE,
    /** Its call's clock is held up. */
    ROOM
  }

  WebRtcCounts() {
    for (Refused why : Refused.values()) {
      refused.put(why, new LongAdder());
    }
  }

  void connected() {
    connected.increment();
  }

  void handshakeFailed() {
    handshakesFailed.increment();
  }

  void networkChanged() {
    networksChanged.increment();
  }

  void consentLost() {
    consentsLost.increment();
  }

  void ignored() {
    ignored.increment();
  }

  void received() {
    received.increment();
  }

  void refused(Refused why) {
    count(why).increment();
  }

  private LongAdder count(Refused why) {
    LongAdder count = refused.get(why);
    if (count == null) {
      throw new IllegalStateException("Expected a count of " + why);
    }
    return count;
  }

  /** Calls whose sound was connected. */
  public long connectedCalls() {
    return connected.sum();
  }

  public long failedHandshakes() {
    return handshakesFailed.sum();
  }

  /** How often a caller went on from another address. */
  public long networkChanges() {
    return networksChanged.sum();
  }

  /** Callers who were not there any more. */
  public long lostConsents() {
    return consentsLost.sum();
  }

  /** Datagrams that belonged to no call, or made no sense. */
  public long ignoredDatagrams() {
    return ignored.sum();
  }

  /** Packets of sound and control that opened. */
  public long receivedPackets() {
    return received.sum();
  }

  public long refusedPackets(Refused why) {
    return count(why).sum();
  }

  /** For whatever reason. */
  public long refusedPackets() {
    return refused.values().stream().mapToLong(LongAdder::sum).sum();
  }
}
