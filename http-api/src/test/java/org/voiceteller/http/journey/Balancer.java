package org.voiceteller.http.journey;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;

/**
 * A load balancer in front of the nodes' doors: each connection goes to the first node that takes
 * it, and breaks when that one does.
 */
final class Balancer implements AutoCloseable {

  private static final int WAITING_AT_MOST = 64;

  private final ServerSocket door =
      new ServerSocket(0, WAITING_AT_MOST, InetAddress.getLoopbackAddress());
  private final List<URI> nodes;

  private Balancer(List<URI> nodes) throws IOException {
    this.nodes = List.copyOf(nodes);
    Thread.ofVirtual().start(this::listen);
  }

  /**
   * @param nodes as {@code http://127.0.0.2:8080}, the one that is liked most first
   */
  static Balancer before(URI... nodes) throws IOException {
    return new Balancer(List.of(nodes));
  }

  URI home() {
    return URI.create("http://127.0.0.1:" + door.getLocalPort());
  }

  private void listen() {
    while (true) {
      try {
        Socket caller = door.accept();
        Thread.ofVirtual().start(() -> connect(caller));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void connect(Socket caller) {
    for (URI node : nodes) {
      try {
        Socket called = new Socket();
        called.connect(new InetSocketAddress(node.getHost(), node.getPort()));
        Thread.ofVirtual().start(() -> pass(called, caller));
        pass(caller, called);
        return;
      } catch (IOException gone) {
        // the next one may be there
      }
    }
    close(caller);
  }

  private static void pass(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException broken) {
      // both are closed
    }
  }

  private static void close(Socket socket) {
    try (socket) {
      socket.shutdownOutput();
    } catch (IOException gone) {
      // the caller has not waited
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
