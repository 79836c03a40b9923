package org.voiceteller.http.signin;

import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.http.javadsl.server.Route;
import org.voiceteller.http.problem.ProblemHandlers;

/** Routes behind a port of this machine, asked by a client that follows no redirect. */
public final class Server implements AutoCloseable {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final ServerBinding binding;

  private Server(ServerBinding binding) {
    this.binding = binding;
  }

  /** For one test class; shut it down after it. */
  public static ActorTestKit kit() {
    return ActorTestKit.create(
        ConfigFactory.parseString(
                """
                pekko.loglevel = WARNING
                pekko.http.server.remote-address-attribute = on
                pekko.http.server.parsing.error-handler = "org.voiceteller.http.problem.UnparsableRequests"
                """)
            .withFallback(ConfigFactory.load()));
  }

  public static Server of(ActorTestKit kit, Route routes) throws Exception {
    return new Server(
        Http.get(kit.system())
            .newServerAt("127.0.0.1", 0)
            .bind(
                Directives.handleExceptions(
                    ProblemHandlers.exceptions(),
                    () -> Directives.handleRejections(ProblemHandlers.rejections(), () -> routes)))
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS));
  }

  public int port() {
    return binding.localAddress().getPort();
  }

  public String url() {
    return "http://127.0.0.1:" + port();
  }

  /**
   * @param headers names and values in turn
   */
  public HttpResponse<String> get(String path, String... headers) throws Exception {
    return send("GET", path, "", headers);
  }

  public HttpResponse<String> post(String path, String json, String... headers) throws Exception {
    return send("POST", path, json, headers);
  }

  public HttpResponse<String> send(String method, String path, String json, String... headers)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .timeout(Duration.ofSeconds(20))
            .method(
                method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
    if (!json.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  @Override
  public void close() throws Exception {
    binding.terminate(Duration.ofSeconds(1)).toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
