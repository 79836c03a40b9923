package org.voiceteller.streams.webrtc.dtls;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCrypto;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCryptoProvider;

/**
 * The handshakes of all calls: one identity, and a bound on how many go on at once. One that finds
 * no room waits for the caller's next attempt, which DTLS makes by itself. Thread-safe.
 */
public final class Handshakes {

  final Identity identity;
  final JcaTlsCrypto crypto;
  final Duration timeout;
  final Semaphore room;
  final LongAdder postponed = new LongAdder();

  /**
   * @param most at once
   * @param timeout of each
   */
  public static Handshakes create(int most, Duration timeout, InstantSource clock) {
    SecureRandom random = new SecureRandom();
    return new Handshakes(
        Identity.create(random, clock.instant()),
        new JcaTlsCryptoProvider().create(random),
        most,
        timeout);
  }

  private Handshakes(Identity identity, JcaTlsCrypto crypto, int most, Duration timeout) {
    this.identity = identity;
    this.crypto = crypto;
    this.timeout = timeout;
    this.room = new Semaphore(most);
  }

  /** What callers know us by. */
  public Identity identity() {
    return identity;
  }

  /** How often a handshake found no room. */
  public long postponed() {
    return postponed.sum();
  }
}
