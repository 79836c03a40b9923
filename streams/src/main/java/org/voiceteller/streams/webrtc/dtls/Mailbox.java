package org.voiceteller.streams.webrtc.dtls;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.bouncycastle.tls.DatagramTransport;

/**
 * A call's DTLS datagrams between the port, which must not wait, and the library, which does. The
 * newest is dropped when 32 wait: DTLS sends again by itself.
 */
final class Mailbox implements DatagramTransport {

  private static final int MOST_WAITING = 32;
  private static final int RECEIVE_LIMIT = 2_048;

  /** Fits the smallest path that IPv6 allows, 1,280, with its headers. */
  private static final int SEND_LIMIT = 1_200;

  private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Consumer<byte[]> network;
  private final LongAdder dropped = new LongAdder();
  private volatile boolean closed;

  Mailbox(Consumer<byte[]> network) {
    this.network = network;
  }

  void arrived(byte[] datagram) {
    if (!waiting.offer(datagram)) {
      dropped.increment();
    }
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  @Override
  public int getReceiveLimit() {
    return RECEIVE_LIMIT;
  }

  @Override
  public int getSendLimit() {
    return SEND_LIMIT;
  }

  @Override
  public int receive(byte[] buffer, int from, int length, int waitMillis) {
    try {
      byte[] datagram = waiting.poll(waitMillis, TimeUnit.MILLISECONDS);
      if (datagram == null) {
        return -1;
      }
      int taken = Math.min(length, datagram.length);
      System.arraycopy(datagram, 0, buffer, from, taken);
      return taken;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  @Override
  public void send(byte[] bytes, int from, int length) {
    network.accept(java.util.Arrays.copyOfRange(bytes, from, from + length));
  }

  /** Nobody wants them any more. */
  void clear() {
    waiting.clear();
  }

  /** Whether the library has found the session's end. */
  boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
  }
}
