package org.voiceteller.http.admin;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.ws.WebSocketUpgrade;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.voiceteller.actors.bank.StaffDesk;
import org.voiceteller.actors.call.StaffLine.Wish;
import org.voiceteller.core.audit.AuditAction;
import org.voiceteller.core.call.HandOff;
import org.voiceteller.http.call.OriginRule;
import org.voiceteller.http.handoff.LineMode;
import org.voiceteller.http.handoff.StaffSocket;
import org.voiceteller.http.live.LiveBoard;
import org.voiceteller.http.live.LiveCall;
import org.voiceteller.http.problem.Problem;
import org.voiceteller.http.problem.ProblemAnswers;
import org.voiceteller.http.signin.Permission;
import org.voiceteller.http.signin.Principal;
import org.voiceteller.persistence.journal.CallJournal;
import org.voiceteller.persistence.journal.CallJournal.Kept;

/**
 * {@code GET /v1/admin/hand-offs}: who waits for a person; {@code GET
 * /v1/admin/calls/{callId}/line}: the WebSocket of that person.
 */
final class HandOffRoutes extends AllDirectives {

  /** More callers than so many wait for nobody to read about. */
  private static final int MOST = 100;

  private static final OriginRule OUR_PAGES = OriginRule.create(List.of());

  private final StaffDoor door;
  private final Guard guard;
  private final CallJournal journal;
  private final LiveBoard board;
  private final Supplier<Optional<StaffDesk>> desk;
  private final StaffSocket socket;

  HandOffRoutes(
      StaffDoor door,
      CallJournal journal,
      LiveBoard board,
      Supplier<Optional<StaffDesk>> desk,
      StaffSocket socket) {
    this.door = door;
    this.guard = door.guard();
    this.journal = journal;
    this.board = board;
    this.desk = desk;
    this.socket = socket;
  }

  Route routes() {
    return concat(
        path("hand-offs", () -> get(() -> guard.allow(Permission.SEE_CALLS, _ -> waiting()))),
        path(
            segment("calls").slash(segment(Params.ID)).slash("line"),
            callId -> get(() -> line(callId))));
  }

  private Route waiting() {
    List<CompletableFuture<Optional<LiveViews.HandOff>>> all =
        board.snapshot().calls().stream()
            .filter(call -> call.handOff() != null)
            .sorted(Comparator.comparing(HandOffRoutes::since))
            .limit(MOST)
            .map(call -> view(call).toCompletableFuture())
            .toList();
    return Answers.json(
        CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new))
            .thenApply(_ -> all.stream().flatMap(view -> view.join().stream()).toList()),
        views -> new Views.Items<>(views, null));
  }

  private static Instant since(LiveCall call) {
    HandOff handOff = call.handOff();
    return handOff == null ? call.since() : handOff.since();
  }

  private CompletionStage<Optional<LiveViews.HandOff>> view(LiveCall call) {
    return journal
        .after(call.callId(), 0)
        .thenApply(
            events ->
                events.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                        new LiveViews.HandOff(
                            LiveViews.Live.of(call),
                            HandOffSummary.of(events.stream().map(Kept::event).toList()))));
  }

  private Route line(String callId) {
    return extractRequest(
        request -> {
          LineMode mode =
              Params.of(request, "mode", "reason").one("mode", LineMode.values(), Views::word);
          return mode == null
              ? complete(
                  ProblemAnswers.answer(
                      new Problem.BadRequest("The mode is take, listen or whisper.")))
              : guard.allow(
                  permission(mode),
                  who ->
                      AccessReason.requiredHereOrInQuery(
                          reason ->
                              completeWithFuture(
                                  opened(request, who, callId, mode, reason)
                                      .exceptionally(
                                          failure ->
                                              ProblemAnswers.answer(Answers.problem(failure))))));
        });
  }

  private CompletionStage<HttpResponse> opened(
      HttpRequest request, Principal who, String callId, LineMode mode, String reason) {
    WebSocketUpgrade upgrade = request.getAttribute(AttributeKeys.webSocketUpgrade).orElse(null);
    if (upgrade == null) {
      return CompletableFuture.completedStage(ProblemAnswers.answer(new Problem.UpgradeRequired()));
    }
    Optional<Problem> obstacle = obstacle(request, upgrade, callId);
    if (obstacle.isPresent()) {
      return CompletableFuture.completedStage(ProblemAnswers.answer(obstacle.get()));
    }
    return journal
        .customerOf(callId)
        .thenCompose(
            customer ->
                door.accesses()
                    .note(
                        request,
                        action(mode),
                        who,
                        callId + " " + reason,
                        customer.orElse(null),
                        true))
        .thenCompose(
            _ ->
                socket.open(
                    Answers.started(desk),
                    callId,
                    wish(mode, who),
                    () -> guard.stillAllows(request, permission(mode))))
        .thenApply(
            opening ->
                switch (opening) {
                  case StaffSocket.Opening.Open(var open) -> open.of(upgrade);
                  case StaffSocket.Opening.TakenByAnother(var staff) ->
                      ProblemAnswers.answer(new Problem.Conflict(staff + " has the call."));
                  case StaffSocket.Opening.Over() ->
                      ProblemAnswers.answer(new Problem.Conflict("The call is over."));
                });
  }

  private Optional<Problem> obstacle(HttpRequest request, WebSocketUpgrade upgrade, String callId) {
    Optional<String> origin = header(request, "Origin");
    if (origin.isEmpty() || !OUR_PAGES.allows(origin, header(request, "Host").orElse(""))) {
      return Optional.of(new Problem.OriginForbidden(origin.orElse("")));
    }
    List<String> offered =
        StreamSupport.stream(upgrade.getRequestedProtocols().spliterator(), false).toList();
    if (!offered.contains(StaffSocket.SUBPROTOCOL)) {
      return Optional.of(new Problem.SubprotocolMissing(StaffSocket.SUBPROTOCOL, offered));
    }
    return board.find(callId).isEmpty()
        ? Optional.of(new Problem.NotFound("call " + callId + " in progress"))
        : Optional.empty();
  }

  private static Permission permission(LineMode mode) {
    return switch (mode) {
      case TAKE -> Permission.TAKE_CALLS;
      case LISTEN, WHISPER -> Permission.LISTEN_TO_CALLS;
    };
  }

  private static AuditAction action(LineMode mode) {
    return switch (mode) {
      case TAKE -> AuditAction.CALL_TAKEN_OVER_BY_STAFF;
      case LISTEN, WHISPER -> AuditAction.CALL_LISTENED_TO;
    };
  }

  private static Wish wish(LineMode mode, Principal who) {
    return switch (mode) {
      case TAKE -> new Wish.Take("TAKE-" + UUID.randomUUID(), who.label());
      case LISTEN -> new Wish.Listen();
      case WHISPER -> new Wish.Whisper(who.label());
    };
  }

  private static Optional<String> header(HttpRequest request, String name) {
    return request.getHeader(name).map(HttpHeader::value);
  }
}
