package org.voiceteller.loadtests.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between the bank and DynamoDB and refuses a share of the requests, as the real one does
 * when there are too many: a table's own capacity is used up, or that of one of its partitions, or
 * a transaction is cancelled since one of its items met that. What is refused was not done.
 */
final class ThrottlingProxy implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TARGET = "X-Amz-Target";

  /** Those that the two clients set themselves. */
  private static final Set<String> OF_THE_CONNECTION =
      Set.of(
          "host", "connection", "content-length", "transfer-encoding", "upgrade", "http2-settings");

  private static final String CAPACITY =
      "Throughput exceeds the current capacity of your table or index. DynamoDB is automatically"
          + " scaling your table or index so please try again shortly.";

  /** Longer than the bank waits for an answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI tables;
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong passed = new AtomicLong();
  private volatile double share;

  private ThrottlingProxy(HttpServer server, URI tables) {
    this.server = server;
    this.tables = tables;
  }

  /**
   * Passes everything on, at first.
   *
   * @param port of the loopback interface; 0 for any free one
   * @param tables where DynamoDB answers
   */
  static ThrottlingProxy open(int port, URI tables) throws IOException {
    System.setProperty("sun.net.httpserver.nodelay", "true"); // else each answer waits 40 ms
    var server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    var proxy = new ThrottlingProxy(server, tables);
    server.createContext("/", proxy::answer);
    server.setExecutor(proxy.threads);
    server.start();
    return proxy;
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /**
   * From now on.
   *
   * @param ofRequests from 0, none, to 1, all
   */
  void refuses(double ofRequests) {
    share = ofRequests;
  }

  /** What was done, in a sentence. */
  String told() {
    return String.format(
        Locale.ROOT, "%,d requests passed on and %,d refused", passed.get(), refused.get());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      var random = ThreadLocalRandom.current();
      if (random.nextDouble() < share) {
        refused.incrementAndGet();
        String target = String.valueOf(exchange.getRequestHeaders().getFirst(TARGET));
        reply(exchange, refusal(target, JSON.readTree(body), random.nextBoolean()));
      } else {
        passed.incrementAndGet();
        passOn(exchange, body);
      }
    }
  }

  /** As DynamoDB words it; its status is 400, too. */
  private static ObjectNode refusal(String target, JsonNode request, boolean byTable) {
    if (target.endsWith(".TransactWriteItems")) {
      return cancelled(request.path("TransactItems").size());
    }
    return byTable
        ? error(
            "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException",
            "The level of configured provisioned throughput for the table was exceeded. Consider"
                + " increasing your provisioning level with the UpdateTable API.")
        : error("com.amazon.coral.availability#ThrottlingException", CAPACITY);
  }

  private static ObjectNode error(String type, String message) {
    return JSON.createObjectNode().put("__type", type).put("message", message);
  }

  /** The last item was too much; the others met nothing. */
  private static ObjectNode cancelled(int items) {
    ArrayNode reasons = JSON.createArrayNode();
    var codes = new StringBuilder();
    for (int i = 1; i < items; i++) {
      reasons.addObject().put("Code", "None");
      codes.append("None, ");
    }
    reasons.addObject().put("Code", "ThrottlingError").put("Message", CAPACITY);
    ObjectNode cancelled =
        JSON.createObjectNode()
            .put("__type", "com.amazonaws.dynamodb.v20120810#TransactionCanceledException")
            .put(
                "Message",
                "Transaction cancelled, please refer cancellation reasons for specific reasons ["
                    + codes
                    + "ThrottlingError]");
    cancelled.set("CancellationReasons", reasons);
    return cancelled;
  }

  private static void reply(HttpExchange exchange, ObjectNode error) throws IOException {
    byte[] body = JSON.writeValueAsBytes(error);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
    exchange.sendResponseHeaders(400, body.length);
    exchange.getResponseBody().write(body);
  }

  /** When the tables cannot be reached the line is closed without an answer. */
  private void passOn(HttpExchange exchange, byte[] body) throws IOException {
    var request =
        HttpRequest.newBuilder(tables.resolve(exchange.getRequestURI()))
            .timeout(PATIENCE)
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    HttpResponse<byte[]> answer;
    try {
      answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
      return;
    }
    answer
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
              }
            });
    exchange.sendResponseHeaders(
        answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
    exchange.getResponseBody().write(answer.body());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    client.shutdownNow();
  }
}
