package org.voiceteller.streams.webrtc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One UDP port for all calls, and the one thread that reads it. What the network does not take is
 * dropped and counted, as the network itself would; nobody waits.
 */
final class UdpPort implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(UdpPort.class);

  /** Longer than anything that fits an Ethernet frame; what is longer is cut and then no good. */
  private static final int LARGEST_DATAGRAM = 2_048;

  /** Room for 20 ms and more of a thousand calls while the reader is held up. */
  private static final int SOCKET_BUFFER_BYTES = 1 << 20;

  private static final int MOST_AT_ONCE = 512;

  /** Who takes what has come; called on the reading thread, must not wait and must not throw. */
  interface Receiver {
    void received(byte[] datagram, InetSocketAddress from, long nowNanos);
  }

  private final DatagramChannel channel;
  private final Selector selector;
  private final Receiver receiver;
  private final LongAdder notSent = new LongAdder();

  private UdpPort(DatagramChannel channel, Selector selector, Receiver receiver) {
    this.channel = channel;
    this.selector = selector;
    this.receiver = receiver;
  }

  /**
   * @throws UncheckedIOException when the port cannot be had
   */
  static UdpPort open(InetSocketAddress bind, Receiver receiver) {
    try {
      DatagramChannel channel = DatagramChannel.open();
      channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER_BYTES);
      channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER_BYTES);
      channel.bind(bind);
      channel.configureBlocking(false);
      Selector selector = Selector.open();
      channel.register(selector, SelectionKey.OP_READ);
      UdpPort port = new UdpPort(channel, selector, receiver);
      Thread.ofPlatform().daemon().name("webrtc-port").start(port::read);
      return port;
    } catch (IOException e) {
      throw new UncheckedIOException("UDP port " + bind + " cannot be opened", e);
    }
  }

  InetSocketAddress address() {
    try {
      return (InetSocketAddress) channel.getLocalAddress();
    } catch (IOException e) {
      throw new UncheckedIOException("The UDP port is closed", e);
    }
  }

  /** From any thread. */
  void send(byte[] datagram, InetSocketAddress to) {
    try {
      if (channel.send(ByteBuffer.wrap(datagram), to) == 0) {
        notSent.increment();
      }
    } catch (IOException | RuntimeException unreachable) {
      notSent.increment();
      LOG.debug("A datagram was not taken", unreachable);
    }
  }

  /** Datagrams that the network did not take. */
  long notSent() {
    return notSent.sum();
  }

  private void read() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST_DATAGRAM);
    while (channel.isOpen()) {
      try {
        selector.select();
        selector.selectedKeys().clear();
        for (int i = 0; i < MOST_AT_ONCE && take(buffer); i++) {
          // until nothing has come any more
        }
      } catch (ClosedSelectorException closed) {
        return;
      } catch (IOException e) {
        if (channel.isOpen()) {
          LOG.warn("Reading the UDP port failed; it goes on", e);
        }
      }
    }
  }

  private boolean take(ByteBuffer buffer) throws IOException {
    buffer.clear();
    if (!(channel.receive(buffer) instanceof InetSocketAddress from)) {
      return false;
    }
    byte[] datagram = new byte[buffer.flip().remaining()];
    buffer.get(datagram);
    try {
      receiver.received(datagram, from, System.nanoTime());
    } catch (RuntimeException e) {
      LOG.error("A datagram broke its reader", e);
    }
    return true;
  }

  @Override
  public void close() {
    try {
      channel.close();
      selector.close();
    } catch (IOException e) {
      LOG.debug("Closing the UDP port failed", e);
    }
  }
}
