package org.voiceteller.http.admin;

import java.util.List;
import java.util.Map;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import org.voiceteller.http.json.Json;
import org.voiceteller.http.live.LiveBoard;
import org.voiceteller.http.live.LiveBoard.Update;
import org.voiceteller.http.signin.Permission;
import org.voiceteller.http.signin.Principal;

/** {@code GET /v1/admin/live} and {@code GET /v1/admin/events}: what happens now. */
final class LiveRoutes extends AllDirectives {

  private final Guard guard;
  private final LiveBoard board;

  /** What was written last: two hundred readers of the same news are one writing. */
  private volatile @Nullable Written last;

  LiveRoutes(Guard guard, LiveBoard board) {
    this.guard = guard;
    this.board = board;
  }

  Route routes() {
    return concat(
        path(
            "live",
            () ->
                get(
                    () ->
                        guard.allow(
                            Permission.SEE_CALLS,
                            _ ->
                                complete(Json.answer(200, LiveViews.Board.of(board.snapshot())))))),
        path(
            "events",
            () ->
                get(
                    () ->
                        guard.allow(
                            Permission.SEE_CALLS,
                            who ->
                                extractRequest(
                                    request ->
                                        Events.answer(
                                            noticed(who, board.follow()).map(this::written),
                                            () ->
                                                guard.stillAllows(
                                                    request, Permission.SEE_CALLS)))))));
  }

  /** While they read who may take calls over, callers without an agent may wait for them. */
  private Source<LiveBoard.News, NotUsed> noticed(
      Principal who, Source<LiveBoard.News, NotUsed> news) {
    return who.may(Permission.TAKE_CALLS)
        ? news.watchTermination(
            (notUsed, over) -> {
              board.staffArrives();
              over.whenComplete((_, _) -> board.staffLeaves());
              return notUsed;
            })
        : news;
  }

  private record Written(LiveBoard.News news, ByteString text) {}

  private ByteString written(LiveBoard.News news) {
    Written known = last;
    if (known == null || known.news() != news) {
      known = new Written(news, write(news.updates()));
      last = known; // whoever was overtaken has written it for nothing, and no worse
    }
    return known.text();
  }

  private static ByteString write(List<Update> updates) {
    return updates.stream()
        .map(LiveRoutes::event)
        .reduce(ByteString.emptyByteString(), ByteString::concat)
        .compact();
  }

  private static ByteString event(Update update) {
    return switch (update) {
      case Update.Everything(var snapshot) -> Events.event("board", LiveViews.Board.of(snapshot));
      case Update.Changed(var call) -> Events.event("call", LiveViews.Live.of(call));
      case Update.Ended(var callId) -> Events.event("ended", Map.of("callId", callId));
      case Update.Health(var condition) -> Events.event("health", LiveViews.Health.of(condition));
    };
  }
}
