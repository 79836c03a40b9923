package org.voiceteller.http.onetimecode;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Whoever sends the messages, played by the test on this machine. */
final class LocalProvider implements AutoCloseable {

  /** What was asked. */
  record Asked(String path, Headers headers, String body) {}

  /**
   * @param hangs whether the answer's body never comes, until the test is over
   */
  record Answer(int status, Map<String, String> headers, String body, boolean hangs) {
    static Answer of(int status) {
      return new Answer(status, Map.of(), "", false);
    }
  }

  final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch over = new CountDownLatch(1);

  LocalProvider(Answer answer) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          asked.add(
              new Asked(
                  exchange.getRequestURI().getPath(),
                  exchange.getRequestHeaders(),
                  new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
          answer.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
          byte[] body = answer.body().getBytes(UTF_8);
          exchange.sendResponseHeaders(
              answer.status(), answer.hangs() ? 1_000 : body.length == 0 ? -1 : body.length);
          if (answer.hangs()) {
            awaitEnd();
          }
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  private void awaitEnd() {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  @Override
  public void close() {
    over.countDown();
    server.stop(0);
    threads.close();
  }
}
