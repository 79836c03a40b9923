package org.voiceteller.siptrunk.signal;

import gov.nist.core.net.DefaultNetworkLayer;
import gov.nist.core.net.NetworkLayer;
import gov.nist.javax.sip.SipStackImpl;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.function.Predicate;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** The stack's usual sockets, but for UDP, where only known peers are heard. */
final class TrunkNetwork implements NetworkLayer {

  private final NetworkLayer usual = DefaultNetworkLayer.SINGLETON;
  private final Predicate<InetAddress> known;
  private final Runnable dropped;

  TrunkNetwork(Predicate<InetAddress> known, Runnable dropped) {
    this.known = known;
    this.dropped = dropped;
  }

  @Override
  public DatagramSocket createDatagramSocket(int port, InetAddress host) throws SocketException {
    return new KnownPeersSocket(host, port, known, dropped);
  }

  @Override
  public DatagramSocket createDatagramSocket() throws SocketException {
    return usual.createDatagramSocket();
  }

  @Override
  public ServerSocket createServerSocket(int port, int backlog, InetAddress host)
      throws IOException {
    return usual.createServerSocket(port, backlog, host);
  }

  @Override
  public SSLServerSocket createSSLServerSocket(int port, int backlog, InetAddress host)
      throws IOException {
    return usual.createSSLServerSocket(port, backlog, host);
  }

  @Override
  public Socket createSocket(InetAddress address, int port) throws IOException {
    return usual.createSocket(address, port);
  }

  @Override
  public Socket createSocket(InetAddress address, int port, InetAddress from) throws IOException {
    return usual.createSocket(address, port, from);
  }

  @Override
  public Socket createSocket(InetAddress address, int port, InetAddress from, int fromPort)
      throws IOException {
    return usual.createSocket(address, port, from, fromPort);
  }

  @Override
  public SSLSocket createSSLSocket(InetAddress address, int port) throws IOException {
    return usual.createSSLSocket(address, port);
  }

  @Override
  public SSLSocket createSSLSocket(InetAddress address, int port, InetAddress from)
      throws IOException {
    return usual.createSSLSocket(address, port, from);
  }

  @Override
  public void setSipStack(SipStackImpl stack) {
    // its sockets need none
  }
}
