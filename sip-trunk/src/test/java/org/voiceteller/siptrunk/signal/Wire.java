package org.voiceteller.siptrunk.signal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Arrays;

/** Over what a phone of the tests speaks SIP: a UDP socket, or one connection by TCP or TLS. */
sealed interface Wire extends AutoCloseable {

  /** As a {@code Via} names it. */
  String transport();

  InetSocketAddress local();

  void send(byte[] message) throws IOException;

  /** The next message; waits for it. */
  byte[] receive() throws IOException;

  @Override
  void close();

  record Udp(DatagramSocket socket, SocketAddress server) implements Wire {

    static Udp open(int serverPort, String from, int port) throws IOException {
      return new Udp(
          new DatagramSocket(port, InetAddress.getByName(from)),
          new InetSocketAddress("127.0.0.1", serverPort));
    }

    /** The same socket, for another server. */
    Udp to(int serverPort) {
      return new Udp(socket, new InetSocketAddress("127.0.0.1", serverPort));
    }

    @Override
    public String transport() {
      return "UDP";
    }

    @Override
    public InetSocketAddress local() {
      return new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
    }

    @Override
    public void send(byte[] message) throws IOException {
      socket.send(new DatagramPacket(message, message.length, server));
    }

    @Override
    public byte[] receive() throws IOException {
      DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
      socket.receive(packet);
      return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  /** Messages end where {@code Content-Length} says (RFC 3261 §18.3). */
  record Stream(String transport, Socket socket) implements Wire {

    @Override
    public InetSocketAddress local() {
      return new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
    }

    @Override
    public void send(byte[] message) throws IOException {
      socket.getOutputStream().write(message);
      socket.getOutputStream().flush();
    }

    @Override
    public byte[] receive() throws IOException {
      InputStream in = socket.getInputStream();
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int next = in.read();
        if (next < 0) {
          throw new EOFException();
        }
        head.append((char) next);
      }
      int length =
          Integer.parseInt(
              head.toString().replaceAll("(?is).*\\nContent-Length:\\s*(\\d+).*", "$1"));
      byte[] body = in.readNBytes(length);
      byte[] whole = Arrays.copyOf(head.toString().getBytes(ISO_8859_1), head.length() + length);
      System.arraycopy(body, 0, whole, head.length(), body.length);
      return whole;
    }

    @Override
    public void close() {
      try {
        socket.close();
      } catch (IOException alreadyGone) {
        // nobody misses it
      }
    }
  }
}
