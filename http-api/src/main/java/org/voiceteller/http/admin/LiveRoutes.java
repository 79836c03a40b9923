package org.voiceteller.http.admin;

import java.util.Map;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.sse.ServerSentEvent;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.stream.javadsl.Source;
import org.voiceteller.http.json.Json;
import org.voiceteller.http.live.LiveBoard;
import org.voiceteller.http.live.LiveBoard.Update;
import org.voiceteller.http.signin.Permission;
import org.voiceteller.http.signin.Principal;

/** {@code GET /v1/admin/live} and {@code GET /v1/admin/events}: what happens now. */
final class LiveRoutes extends AllDirectives {

  private final Guard guard;
  private final LiveBoard board;

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
                            _ -> complete(Json.answer(200, Views.Board.of(board.snapshot())))))),
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
                                            noticed(who, board.follow()).map(LiveRoutes::event),
                                            () ->
                                                guard.stillAllows(
                                                    request, Permission.SEE_CALLS)))))));
  }

  /** While they read who may take calls over, callers without an agent may wait for them. */
  private Source<Update, NotUsed> noticed(Principal who, Source<Update, NotUsed> updates) {
    return who.may(Permission.TAKE_CALLS)
        ? updates.watchTermination(
            (notUsed, over) -> {
              board.staffArrives();
              over.whenComplete((_, _) -> board.staffLeaves());
              return notUsed;
            })
        : updates;
  }

  static ServerSentEvent event(Update update) {
    return switch (update) {
      case Update.Everything(var snapshot) -> Events.event("board", Views.Board.of(snapshot));
      case Update.Changed(var call) -> Events.event("call", Views.Live.of(call));
      case Update.Ended(var callId) -> Events.event("ended", Map.of("callId", callId));
      case Update.Health(var condition) -> Events.event("health", Views.Health.of(condition));
    };
  }
}
