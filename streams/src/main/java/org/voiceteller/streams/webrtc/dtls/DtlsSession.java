package org.voiceteller.streams.webrtc.dtls;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.streams.webrtc.sdp.Fingerprint;

/**
 * One call's DTLS: the handshake when its first datagram comes, and afterwards nothing but its end
 * and what the caller sends again. Thread-safe; no method waits.
 */
public final class DtlsSession {

  private static final Logger LOG = LoggerFactory.getLogger(DtlsSession.class);
  private static final int LARGEST_RECORD = 2_048;

  private enum Phase {
    WAITING,
    BUSY,
    OPEN,
    OVER
  }

  private final Handshakes handshakes;
  private final List<Fingerprint> expected;
  private final Mailbox mailbox;
  private final CompletableFuture<AgreedKeys> keys = new CompletableFuture<>();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private Phase phase = Phase.WAITING;
  private @Nullable DTLSTransport transport;

  /**
   * @param expected the fingerprints that the offer names
   * @param network where datagrams go out; called from any thread
   */
  public DtlsSession(Handshakes handshakes, List<Fingerprint> expected, Consumer<byte[]> network) {
    this.handshakes = handshakes;
    this.expected = List.copyOf(expected);
    this.mailbox = new Mailbox(network);
  }

  /** Completes with the handshake; fails when that does. */
  public CompletionStage<AgreedKeys> keys() {
    return keys.minimalCompletionStage();
  }

  /** Completes when the caller closes the session. */
  public CompletionStage<Void> closed() {
    return closed.minimalCompletionStage();
  }

  public void arrived(byte[] datagram) {
    mailbox.arrived(datagram);
    work();
  }

  private synchronized void work() {
    switch (phase) {
      case WAITING -> {
        if (handshakes.room.tryAcquire()) {
          phase = Phase.BUSY;
          Thread.ofVirtual().name("dtls-handshake").start(this::shakeHands);
        } else {
          handshakes.postponed.increment();
          mailbox.clear();
        }
      }
      case OPEN -> {
        phase = Phase.BUSY;
        Thread.ofVirtual().name("dtls-rest").start(this::readRest);
      }
      case BUSY -> {
        // whoever is busy finds it
      }
      case OVER -> mailbox.clear();
    }
  }

  private void shakeHands() {
    HandshakeServer server =
        new HandshakeServer(handshakes.crypto, handshakes.identity, expected, handshakes.timeout);
    try {
      DTLSTransport opened = new DTLSServerProtocol().accept(server, mailbox);
      keys.complete(server.keys());
      opened(opened);
    } catch (IOException | RuntimeException failed) {
      synchronized (this) {
        phase = Phase.OVER;
      }
      LOG.info("A handshake failed: {}", failed.getMessage());
      keys.completeExceptionally(failed);
    } finally {
      handshakes.room.release();
    }
  }

  private synchronized void opened(DTLSTransport opened) {
    transport = opened;
    if (phase == Phase.OVER) {
      close(opened);
    } else {
      phase = Phase.OPEN;
      if (!mailbox.isEmpty()) {
        work();
      }
    }
  }

  /** A repeated end of the handshake is answered by the library; an alert ends the session. */
  private void readRest() {
    DTLSTransport open = transport;
    byte[] record = new byte[LARGEST_RECORD];
    try {
      while (open != null && !mailbox.isEmpty()) {
        int _ = open.receive(record, 0, record.length, 1);
      }
      if (mailbox.isClosed()) {
        over();
        return;
      }
      synchronized (this) {
        if (phase == Phase.BUSY) {
          phase = Phase.OPEN;
        }
        if (phase == Phase.OPEN && !mailbox.isEmpty()) {
          work();
        }
      }
    } catch (IOException | RuntimeException broken) {
      over();
    }
  }

  private void over() {
    synchronized (this) {
      phase = Phase.OVER;
    }
    closed.complete(null);
  }

  /** Says goodbye, if there is anybody to say it to. */
  public void close() {
    DTLSTransport open;
    synchronized (this) {
      phase = Phase.OVER;
      open = transport;
    }
    keys.cancel(false);
    if (open != null) {
      Thread.ofVirtual().name("dtls-close").start(() -> close(open));
    }
  }

  private static void close(DTLSTransport open) {
    try {
      open.close();
    } catch (IOException | RuntimeException gone) {
      LOG.debug("A DTLS session was gone before its end", gone);
    }
  }
}
