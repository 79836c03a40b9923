package org.voiceteller.http;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.handleExceptions;
import static org.apache.pekko.http.javadsl.server.Directives.handleRejections;

import java.net.BindException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.voiceteller.http.problem.ProblemHandlers;

/** One HTTP server with all its doors, whose every error is a problem detail. */
final class Doors {

  private Doors() {}

  /**
   * Binds the doors.
   *
   * @return the binding; fails with {@link StartException} in one sentence when the port is taken
   */
  static CompletionStage<ServerBinding> open(
      ActorSystem<?> system, String host, int port, List<Route> routes) {
    return Http.get(system)
        .newServerAt(host, port)
        .bindFlow(inTime(system).join(all(routes).flow(system)))
        .exceptionallyCompose(failure -> CompletableFuture.failedFuture(why(host, port, failure)));
  }

  private static BidiFlow<HttpRequest, HttpRequest, HttpResponse, HttpResponse, NotUsed> inTime(
      ActorSystem<?> system) {
    return BidiFlow.fromGraph(
        new HeadsInTime(system.settings().config().getDuration("pekko.http.server.idle-timeout")));
  }

  /** All routes as one, with problem details around them. */
  static Route all(List<Route> routes) {
    Route first = routes.getFirst();
    Route[] others = routes.stream().skip(1).toArray(Route[]::new);
    return handleExceptions(
        ProblemHandlers.exceptions(),
        () -> handleRejections(ProblemHandlers.rejections(), () -> concat(first, others)));
  }

  private static Throwable why(String host, int port, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof BindException) {
        return new StartException(
            "Port %d on %s cannot be opened (%s); choose another one with --port or VOICE_TELLER_PORT."
                .formatted(port, host, t.getMessage()));
      }
    }
    return cause;
  }
}
