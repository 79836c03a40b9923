package org.voiceteller.http.journey;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A bad network between one browser and the bank: it loses and delays datagrams both ways, lets
 * none through, or gives the browser another address in the middle of a call.
 */
final class UdpRelay implements AutoCloseable {

  private static final int LARGEST_DATAGRAM = 2_048;

  private final InetSocketAddress bank;
  private final int jitterMs;
  private final Random random = new Random(20_260_115);
  private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger lost = new AtomicInteger();
  private final DatagramSocket front;
  private volatile double loss;
  private volatile DatagramSocket back;
  private volatile @Nullable SocketAddress browser;

  UdpRelay(int bankPort, double loss, int jitterMs) throws IOException {
    this.bank = new InetSocketAddress(InetAddress.getLoopbackAddress(), bankPort);
    this.loss = loss;
    this.jitterMs = jitterMs;
    this.front = open();
    this.back = open();
    Thread.ofVirtual().start(() -> read(front));
    Thread.ofVirtual().start(() -> read(back));
  }

  private static DatagramSocket open() throws IOException {
    return new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  int port() {
    return front.getLocalPort();
  }

  /** Datagrams that have not come through. */
  int lost() {
    return lost.get();
  }

  /** From now on nothing comes through. */
  void breakOff() {
    loss = 1;
  }

  /** From now on the browser comes from another port. */
  void changeNetwork() throws IOException {
    DatagramSocket before = back;
    back = open();
    Thread.ofVirtual().start(() -> read(back));
    before.close();
  }

  private void read(DatagramSocket socket) {
    var packet = new DatagramPacket(new byte[LARGEST_DATAGRAM], LARGEST_DATAGRAM);
    while (!socket.isClosed()) {
      try {
        packet.setLength(LARGEST_DATAGRAM);
        socket.receive(packet);
        byte[] datagram = Arrays.copyOf(packet.getData(), packet.getLength());
        boolean fromBrowser = socket == front;
        if (fromBrowser) {
          browser = packet.getSocketAddress();
        }
        pass(datagram, fromBrowser);
      } catch (IOException closed) {
        return;
      }
    }
  }

  private synchronized void pass(byte[] datagram, boolean fromBrowser) {
    if (random.nextDouble() < loss) {
      lost.incrementAndGet();
    } else {
      int delayMs = jitterMs == 0 ? 0 : random.nextInt(jitterMs);
      var _ = later.schedule(() -> send(datagram, fromBrowser), delayMs, TimeUnit.MILLISECONDS);
    }
  }

  private void send(byte[] datagram, boolean fromBrowser) {
    SocketAddress to = fromBrowser ? bank : browser;
    try {
      if (to != null) {
        (fromBrowser ? back : front).send(new DatagramPacket(datagram, datagram.length, to));
      }
    } catch (IOException gone) {
      lost.incrementAndGet();
    }
  }

  @Override
  public void close() {
    later.shutdownNow();
    front.close();
    back.close();
  }
}
