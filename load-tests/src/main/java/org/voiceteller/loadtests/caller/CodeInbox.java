package org.voiceteller.loadtests.caller;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The telephones of the sample customers: where the bank's webhook brings their codes. */
public final class CodeInbox implements AutoCloseable {

  private static final Pattern CODE = Pattern.compile("\\b\\d{6}\\b");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, BlockingQueue<String>> codes = new ConcurrentHashMap<>();
  private final HttpServer server;

  private CodeInbox(HttpServer server) {
    this.server = server;
  }

  public static CodeInbox open(int port) throws IOException {
    var server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    var inbox = new CodeInbox(server);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            var message = JSON.readTree(exchange.getRequestBody());
            var code = CODE.matcher(message.path("text").asText());
            if (code.find()) {
              inbox.of(message.path("to").asText()).add(code.group());
            }
            exchange.sendResponseHeaders(204, -1);
          }
        });
    server.start();
    return inbox;
  }

  /** The next code that comes to this number. */
  public String next(String number) throws InterruptedException {
    var code = of(number).poll(30, TimeUnit.SECONDS);
    if (code == null) {
      throw new IllegalStateException("No code came to the number ending in " + ending(number));
    }
    return code;
  }

  /** A code that has come to this number and was not taken yet; never waits. */
  public Optional<String> poll(String number) {
    return Optional.ofNullable(of(number).poll());
  }

  /** The codes that have come to this number until now are not asked for any more. */
  public void forget(String number) {
    of(number).clear();
  }

  /** The latest code that has come to this number, or comes within the time. */
  public Optional<String> latest(String number, Duration patience) throws InterruptedException {
    var code = Optional.ofNullable(of(number).poll(patience.toMillis(), TimeUnit.MILLISECONDS));
    var later = new ArrayList<String>();
    of(number).drainTo(later);
    return later.isEmpty() ? code : Optional.of(later.getLast());
  }

  private static String ending(String number) {
    return number.substring(number.length() - 4);
  }

  private BlockingQueue<String> of(String number) {
    return codes.computeIfAbsent(number, _ -> new LinkedBlockingQueue<>());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
