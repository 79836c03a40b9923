package org.voiceteller.http.admin;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.voiceteller.actors.bank.StaffDesk;
import org.voiceteller.core.audit.AuditAction;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.call.CallEvent;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.http.live.LiveBoard;
import org.voiceteller.http.live.LiveBoard.Update;
import org.voiceteller.http.problem.Problem;
import org.voiceteller.http.problem.ProblemAnswers;
import org.voiceteller.http.problem.ProblemException;
import org.voiceteller.http.signin.Permission;
import org.voiceteller.http.signin.Principal;
import org.voiceteller.persistence.console.CallChain;
import org.voiceteller.persistence.console.CallList;
import org.voiceteller.persistence.console.ConsoleQueries;
import org.voiceteller.persistence.console.StoredEntry;
import org.voiceteller.persistence.journal.CallJournal;
import org.voiceteller.persistence.journal.CallJournal.Kept;

/** {@code /v1/admin/calls}: which there are, and one of them as it happened or happens. */
final class CallRoutes extends AllDirectives {

  private final StaffDoor door;
  private final Guard guard;
  private final ConsoleQueries queries;
  private final CallJournal journal;
  private final LiveBoard board;
  private final Supplier<Optional<StaffDesk>> desk;
  private final SoundFiles recordings;

  CallRoutes(
      StaffDoor door,
      ConsoleQueries queries,
      CallJournal journal,
      LiveBoard board,
      Supplier<Optional<StaffDesk>> desk,
      SoundFiles recordings) {
    this.door = door;
    this.guard = door.guard();
    this.queries = queries;
    this.journal = journal;
    this.board = board;
    this.desk = desk;
    this.recordings = recordings;
  }

  Route routes() {
    return pathPrefix(
        "calls",
        () ->
            concat(
                pathEnd(() -> get(() -> guard.allow(Permission.SEE_CALLS, _ -> list()))),
                path(
                    segment(Params.ID),
                    callId ->
                        get(
                            () ->
                                guard.allow(
                                    Permission.SEE_CONVERSATIONS, who -> one(who, callId)))),
                path(
                    segment(Params.ID).slash("events"),
                    callId ->
                        get(
                            () ->
                                guard.allow(
                                    Permission.SEE_CONVERSATIONS, who -> follow(who, callId)))),
                path(
                    segment(Params.ID).slash("audit"),
                    callId -> get(() -> guard.allow(Permission.SEE_CALLS, _ -> audit(callId)))),
                path(
                    segment(Params.ID).slash("recording"),
                    callId ->
                        get(
                            () ->
                                guard.allow(
                                    Permission.HEAR_RECORDINGS, who -> recording(who, callId)))),
                path(
                    segment(Params.ID).slash("end"),
                    callId ->
                        post(() -> guard.allow(Permission.END_CALLS, who -> end(who, callId))))));
  }

  private Route list() {
    return extractRequest(
        request -> {
          Params query =
              Params.of(
                  request,
                  "state",
                  "customerId",
                  "from",
                  "to",
                  "level",
                  "endReason",
                  "order",
                  "limit",
                  "after");
          Integer level = query.number("level", 0, 3);
          CallList.State state = query.one("state", CallList.State.values(), Views::word);
          return Answers.json(
              queries
                  .calls()
                  .page(
                      new CallList.Wanted(
                          state == null ? CallList.State.ANY : state,
                          query.text("customerId", Params.ID),
                          query.time("from"),
                          query.time("to"),
                          level == null ? null : Level.values()[level],
                          query.one("endReason", EndReason.values(), Enum::name)),
                      query.paging()),
              page -> Views.Items.of(page, CallViews.CallLine::of));
        });
  }

  private record File(List<Kept> events, List<StoredEntry> entries) {

    CallStory story() {
      return CallStory.of(events.stream().map(Kept::event).toList());
    }
  }

  private Route one(Principal who, String callId) {
    return AccessReason.required(
        reason ->
            door.showFound(
                new StaffDoor.Look(who, reason, "call " + callId),
                file(callId),
                file -> Optional.ofNullable(file.story().line().customerId()),
                file ->
                    new CallViews.Call(
                        file.story().line(),
                        board.find(callId).map(LiveViews.Live::of).orElse(null),
                        CallTimeline.of(file.events()).stream().map(CallViews.Step::of).toList(),
                        AuditViews.Chain.of(CallChain.of(file.entries())),
                        file.story().recording())));
  }

  private CompletionStage<Optional<File>> file(String callId) {
    return journal
        .after(callId, 0)
        .thenCompose(
            events ->
                events.isEmpty()
                    ? CompletableFuture.completedFuture(Optional.empty())
                    : queries
                        .audit()
                        .ofCall(callId)
                        .thenApply(entries -> Optional.of(new File(events, entries))));
  }

  private Route audit(String callId) {
    return Answers.found(
        queries
            .audit()
            .ofCall(callId)
            .thenApply(entries -> entries.isEmpty() ? Optional.empty() : Optional.of(entries)),
        "/v1/admin/calls/" + callId + "/audit",
        entries ->
            new AuditViews.CallAudit(
                entries.stream().map(AuditViews.Entry::of).toList(),
                AuditViews.Chain.of(CallChain.of(entries))));
  }

  /** The journal is read again whenever the board says that there may be more of the call. */
  private Route follow(Principal who, String callId) {
    return AccessReason.requiredHereOrInQuery(
        reason ->
            extractRequest(
                request -> {
                  Integer after =
                      Params.of(request, "reason", "after").number("after", 0, 999_999_999);
                  return onComplete(
                      journal.customerOf(callId),
                      customer ->
                          customer.isFailure()
                              ? complete(
                                  ProblemAnswers.answer(Answers.problem(customer.failed().get())))
                              : board.find(callId).isEmpty()
                                  ? complete(
                                      ProblemAnswers.answer(
                                          new Problem.NotFound("call " + callId + " in progress")))
                                  : door.accesses()
                                      .view(
                                          who,
                                          "call " + callId + " live",
                                          reason,
                                          customer.get(),
                                          () ->
                                              Events.answer(
                                                  steps(callId, after == null ? 0 : after),
                                                  () ->
                                                      guard.stillAllows(
                                                          request, Permission.SEE_CONVERSATIONS))));
                }));
  }

  /** One reading after the other, each from where the one before ended. */
  private Source<ByteString, NotUsed> steps(String callId, long after) {
    AtomicLong seen = new AtomicLong(after);
    return board
        .follow(callId)
        .mapAsync(
            1,
            update ->
                journal
                    .after(callId, seen.get())
                    .thenApply(
                        events -> {
                          if (!events.isEmpty()) {
                            seen.set(events.getLast().number());
                          }
                          return events(events, update);
                        }))
        .mapConcat(events -> events);
  }

  private static List<ByteString> events(List<Kept> events, Update update) {
    List<ByteString> all = new ArrayList<>();
    CallTimeline.of(events).forEach(step -> all.add(Events.event("step", CallViews.Step.of(step))));
    switch (update) {
      case Update.Changed(var call) -> all.add(Events.event("live", LiveViews.Live.of(call)));
      case Update.Ended(var callId) -> all.add(Events.event("ended", Map.of("callId", callId)));
      case Update.Everything _, Update.Health _ -> {
        // not of one call
      }
    }
    return all;
  }

  /** The file is made first, so that only what is taken out is noted, and before it is sent. */
  private Route recording(Principal who, String callId) {
    return AccessReason.required(
        reason ->
            extractRequest(
                request ->
                    completeWithFuture(
                        journal
                            .after(callId, 0)
                            .thenApply(events -> events.stream().map(Kept::event).toList())
                            .thenCompose(events -> recording(request, who, callId, reason, events))
                            .exceptionally(
                                failure -> ProblemAnswers.answer(Answers.problem(failure))))));
  }

  private CompletionStage<HttpResponse> recording(
      HttpRequest request, Principal who, String callId, String reason, List<CallEvent> events) {
    return recordings
        .of(callId, events)
        .thenCompose(
            sound ->
                door.accesses()
                    .note(
                        request,
                        AuditAction.RECORDING_EXPORTED,
                        who,
                        callId + " " + reason,
                        CallStory.of(events).line().customerId(),
                        true)
                    .whenComplete(
                        (_, failure) -> {
                          if (failure != null) {
                            sound.giveUp();
                          }
                        })
                    .thenApply(_ -> HttpResponse.create().withEntity(sound.entity())));
  }

  private Route end(Principal who, String callId) {
    return AccessReason.required(
        reason ->
            extractRequest(
                request -> door.idempotency().once(who, _ -> ended(request, who, callId, reason))));
  }

  private CompletionStage<HttpResponse> ended(
      HttpRequest request, Principal who, String callId, String reason) {
    return journal
        .after(callId, 0)
        .thenCompose(
            events -> {
              if (events.isEmpty()) {
                throw new ProblemException(new Problem.NotFound("call " + callId));
              }
              CallStory story = CallStory.of(events.stream().map(Kept::event).toList());
              if (story.isOver()) {
                throw new ProblemException(new Problem.Conflict("The call is over."));
              }
              return door.accesses()
                  .note(
                      request,
                      AuditAction.CALL_ENDED_BY_STAFF,
                      who,
                      callId + " " + reason,
                      story.line().customerId(),
                      false);
            })
        .thenCompose(_ -> Answers.started(desk).endCall(callId))
        .thenApply(
            ended ->
                ended
                    ? HttpResponse.create().withStatus(StatusCodes.ACCEPTED)
                    : ProblemAnswers.answer(new Problem.Conflict("The call is over.")))
        .exceptionally(failure -> ProblemAnswers.answer(Answers.problem(failure)));
  }
}
