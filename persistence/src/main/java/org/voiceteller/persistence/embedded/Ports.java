package org.voiceteller.persistence.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports of the loopback interface. */
final class Ports {

  private Ports() {}

  /**
   * The wished port, or any free one for 0.
   *
   * @throws EmbeddedStoreException when another program listens on it
   */
  static int choose(int wished, String forWhat) {
    try (ServerSocket probe = bind(wished)) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new EmbeddedStoreException(
          "Expected port "
              + wished
              + " of 127.0.0.1 to be free for "
              + forWhat
              + ", but another program listens there. End it, or set another port (0 for any).",
          e);
    }
  }

  /** That many different free ports. */
  static List<Integer> free(int count) {
    List<ServerSocket> probes = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        probes.add(bind(0));
      }
      return probes.stream().map(ServerSocket::getLocalPort).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      probes.forEach(Ports::close);
    }
  }

  private static ServerSocket bind(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
    return socket;
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
