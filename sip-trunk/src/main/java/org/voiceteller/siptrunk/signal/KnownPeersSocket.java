package org.voiceteller.siptrunk.signal;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.function.Predicate;

/**
 * A UDP socket that gives the stack only what known addresses send: a flood of strangers costs a
 * receive each, and no parsing. What cannot be SIP at all (a keep-alive, a scanner's byte) is
 * dropped here too.
 */
final class KnownPeersSocket extends DatagramSocket {

  private static final int RECEIVE_BUFFER_BYTES = 1024 * 1024;

  /** No message that means something is shorter. */
  private static final int LEAST_BYTES = 20;

  private final Predicate<InetAddress> known;
  private final Runnable dropped;

  KnownPeersSocket(InetAddress host, int port, Predicate<InetAddress> known, Runnable dropped)
      throws SocketException {
    super(new InetSocketAddress(host, port));
    this.known = known;
    this.dropped = dropped;
    setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
  }

  @Override
  public void receive(DatagramPacket packet) throws IOException {
    int room = packet.getLength();
    while (true) {
      packet.setLength(room);
      super.receive(packet);
      if (known.test(packet.getAddress()) && looksLikeText(packet)) {
        return;
      }
      dropped.run();
    }
  }

  /** Every SIP message begins with a method or with SIP/2.0; white space may come before it. */
  private static boolean looksLikeText(DatagramPacket packet) {
    if (packet.getLength() < LEAST_BYTES) {
      return false;
    }
    byte[] data = packet.getData();
    for (int i = 0; i < 4; i++) {
      int each = data[packet.getOffset() + i];
      if (each < 0x20 && each != '\r' && each != '\n' || each > 0x7e) {
        return false;
      }
    }
    return true;
  }
}
