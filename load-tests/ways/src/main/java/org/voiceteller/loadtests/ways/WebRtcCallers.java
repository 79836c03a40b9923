package org.voiceteller.loadtests.ways;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.voiceteller.loadtests.echo.EchoLeg.Echoes;

/**
 * All callers by WebRTC: a UDP socket each, one thread that takes what comes for all. To open and
 * decode what comes costs a caller as much as the bank: only each fifth does.
 */
final class WebRtcCallers implements AutoCloseable {

  private static final int HEARD_OF = 5;
  private static final int LARGEST = 2_048;

  private final HttpClient client;
  private final URI bank;
  private final Selector selector;
  private final AtomicInteger callers = new AtomicInteger();

  private WebRtcCallers(HttpClient client, URI bank, Selector selector) {
    this.client = client;
    this.bank = bank;
    this.selector = selector;
  }

  static WebRtcCallers of(HttpClient client, URI bank) throws IOException {
    var callers = new WebRtcCallers(client, bank, Selector.open());
    Thread.ofPlatform().daemon().name("webrtc").start(callers::receive);
    return callers;
  }

  WebRtcLeg open(Echoes echoes) {
    var leg = new WebRtcLeg(this, callers.getAndIncrement() % HEARD_OF == 0, echoes);
    leg.call(client, bank);
    return leg;
  }

  /** A socket of this caller's alone, towards the bank's port. */
  DatagramChannel socket(InetSocketAddress bankPort, WebRtcLeg leg) {
    try {
      var channel = DatagramChannel.open().connect(bankPort);
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ, leg);
      selector.wakeup();
      return channel;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void receive() {
    var datagram = ByteBuffer.allocate(LARGEST);
    try {
      while (selector.isOpen()) {
        selector.select(key -> read(key, datagram));
      }
    } catch (ClosedSelectorException closed) {
      // nobody calls any more
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void read(SelectionKey key, ByteBuffer datagram) {
    var channel = (DatagramChannel) key.channel();
    var leg = (WebRtcLeg) key.attachment();
    try {
      while (channel.isOpen() && channel.read(datagram.clear()) > 0) {
        leg.arrived(Arrays.copyOf(datagram.array(), datagram.position()));
      }
    } catch (IOException closed) {
      key.cancel();
    }
  }

  @Override
  public void close() throws IOException {
    selector.close();
  }
}
