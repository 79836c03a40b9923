package org.voiceteller.siptrunk.signal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** Passes connections on, until those that are open fall silent, as when a machine is gone. */
final class MuteWire implements AutoCloseable {

  private final ServerSocket door = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
  private final List<Pair> open = new CopyOnWriteArrayList<>();
  private final int to;

  /** Both ends of one connection. */
  private record Pair(Socket caller, Socket called, AtomicBoolean isMute) {}

  MuteWire(int to) throws IOException {
    this.to = to;
    Thread.ofVirtual().start(this::listen);
  }

  int port() {
    return door.getLocalPort();
  }

  /** Nothing is passed on any more, and nothing is closed. */
  void fallSilent() {
    open.forEach(pair -> pair.isMute().set(true));
  }

  private void listen() {
    while (true) {
      try {
        var pair =
            new Pair(door.accept(), new Socket(door.getInetAddress(), to), new AtomicBoolean());
        open.add(pair);
        Thread.ofVirtual().start(() -> pass(pair, pair.caller(), pair.called()));
        Thread.ofVirtual().start(() -> pass(pair, pair.called(), pair.caller()));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void pass(Pair pair, Socket from, Socket to) {
    byte[] bytes = new byte[8_192];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
        if (!pair.isMute().get()) {
          out.write(bytes, 0, read);
        }
      }
    } catch (IOException closed) {
      // the other end hears of it when the test is over
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    for (Pair pair : open) {
      pair.caller().close();
      pair.called().close();
    }
  }
}
