package org.voiceteller.http.admin;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.marshalling.sse.EventStreamMarshalling;
import org.apache.pekko.http.javadsl.model.sse.ServerSentEvent;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.stream.javadsl.Source;
import org.voiceteller.http.json.Json;

/**
 * Server-sent events (HTML Living Standard, 9.2): each with a name and JSON, a comment every 15 s,
 * and an end when who reads may not any more.
 */
final class Events {

  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  /** How often it is asked whether the reader's sign-in still holds. */
  private static final Duration CHECK = Duration.ofSeconds(30);

  private Events() {}

  static ServerSentEvent event(String name, Object body) {
    return ServerSentEvent.create(Json.write(body), name);
  }

  /**
   * @param stillAllowed whether the reader may read on
   */
  static Route answer(
      Source<ServerSentEvent, NotUsed> events, Supplier<CompletionStage<Boolean>> stillAllowed) {
    Source<Boolean, ?> checks =
        Source.tick(CHECK, CHECK, "check").mapAsync(1, _ -> stillAllowed.get());
    Source<ServerSentEvent, NotUsed> watched =
        events
            .map(Seen::event)
            .merge(checks.map(Seen::check), true)
            .takeWhile(Seen::goesOn)
            .mapConcat(Seen::events)
            .keepAlive(HEARTBEAT, ServerSentEvent::heartbeat);
    return Directives.completeOK(watched, EventStreamMarshalling.toEventStream());
  }

  /** An event, or whether to go on. */
  private record Seen(List<ServerSentEvent> events, boolean goesOn) {

    static Seen event(ServerSentEvent event) {
      return new Seen(List.of(event), true);
    }

    static Seen check(boolean allowed) {
      return new Seen(List.of(), allowed);
    }
  }
}
