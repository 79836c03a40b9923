package org.voiceteller.http.admin;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.voiceteller.http.json.Json;

/**
 * Server-sent events (HTML Living Standard, 9.2): each with a name and JSON, a comment every 15 s,
 * and an end when who reads may not any more.
 */
final class Events {

  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  /** How often it is asked whether the reader's sign-in still holds. */
  private static final Duration CHECK = Duration.ofSeconds(30);

  private static final ByteString COMMENT = ByteString.fromString(":\n\n");
  private static final ContentType TYPE = MediaTypes.TEXT_EVENT_STREAM.toContentType();

  private Events() {}

  /** JSON has no line breaks of its own: one line of data is all of it. */
  static ByteString event(String name, Object body) {
    return ByteString.fromString("event:" + name + "\ndata:" + Json.write(body) + "\n\n");
  }

  /**
   * @param events whole events, one or more at a time: what comes together goes out together
   * @param stillAllowed whether the reader may read on
   */
  static Route answer(
      Source<ByteString, NotUsed> events, Supplier<CompletionStage<Boolean>> stillAllowed) {
    Source<Boolean, ?> checks =
        Source.tick(CHECK, CHECK, "check").mapAsync(1, _ -> stillAllowed.get());
    Source<ByteString, NotUsed> watched =
        events
            .map(Seen::events)
            .merge(checks.map(Seen::check), true)
            .takeWhile(Seen::goesOn)
            .map(Seen::text)
            .keepAlive(HEARTBEAT, () -> COMMENT);
    return Directives.complete(
        HttpResponse.create().withEntity(HttpEntities.createChunked(TYPE, watched)));
  }

  /** Events, none at all as well, and whether to go on. */
  private record Seen(ByteString text, boolean goesOn) {

    static Seen events(ByteString text) {
      return new Seen(text, true);
    }

    static Seen check(boolean allowed) {
      return new Seen(ByteString.emptyByteString(), allowed);
    }
  }
}
