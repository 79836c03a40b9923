package org.voiceteller.http.admin;

import static java.util.Objects.requireNonNull;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;
import org.voiceteller.actors.bank.StaffDesk;
import org.voiceteller.core.audit.AuditAction;
import org.voiceteller.core.dispute.CaseKind;
import org.voiceteller.core.dispute.CaseRules;
import org.voiceteller.core.dispute.Finding;
import org.voiceteller.core.dispute.Posting;
import org.voiceteller.http.json.Json;
import org.voiceteller.http.problem.Problem;
import org.voiceteller.http.problem.ProblemAnswers;
import org.voiceteller.http.problem.ProblemException;
import org.voiceteller.http.signin.Permission;
import org.voiceteller.http.signin.Principal;
import org.voiceteller.persistence.console.CaseFile;
import org.voiceteller.persistence.console.CaseList;
import org.voiceteller.persistence.console.CaseRow;

/** {@code /v1/admin/disputes}: cases by what is due first, one with its clocks, its decision. */
final class DisputeRoutes extends AllDirectives {

  private static final int MOST_LOOKS = 25;
  private static final long LOOK_EVERY_MS = 200;

  private final StaffDoor door;
  private final Guard guard;
  private final CaseList cases;
  private final Supplier<Optional<StaffDesk>> desk;

  DisputeRoutes(StaffDoor door, CaseList cases, Supplier<Optional<StaffDesk>> desk) {
    this.door = door;
    this.guard = door.guard();
    this.cases = cases;
    this.desk = desk;
  }

  Route routes() {
    return pathPrefix(
        "disputes",
        () ->
            concat(
                pathEnd(() -> get(() -> guard.allow(Permission.SEE_CASES, _ -> list()))),
                path(
                    segment(Params.ID),
                    caseId ->
                        get(() -> guard.allow(Permission.SEE_CASES, who -> one(who, caseId)))),
                path(
                    segment(Params.ID).slash("decision"),
                    caseId ->
                        post(
                            () ->
                                guard.allow(
                                    Permission.DECIDE_CASES, who -> decide(who, caseId))))));
  }

  private Route list() {
    return extractRequest(
        request -> {
          Params query = Params.of(request, "state", "kind", "limit", "after");
          CaseRow.State state = query.one("state", CaseRow.State.values(), Enum::name);
          CaseKind kind = query.one("kind", CaseKind.values(), Enum::name);
          return Answers.json(
              cases.page(
                  new CaseList.Wanted(state == null ? CaseRow.State.INVESTIGATING : state, kind),
                  query.limit(),
                  query.after()),
              page -> Views.Items.of(page, CaseViews.CaseLine::of));
        });
  }

  private Route one(Principal who, String caseId) {
    return AccessReason.required(
        reason ->
            door.showFound(
                new StaffDoor.Look(who, reason, "case " + caseId),
                cases.file(caseId),
                file -> Optional.of(file.row().customerId()),
                CaseViews.Case::of));
  }

  /** What a person decided. */
  record Decision(@Nullable Finding finding, @Nullable String explanation) {

    private static final int LONGEST = 2_000;

    Decision {
      if (finding == null || explanation == null || explanation.isBlank()) {
        throw new IllegalArgumentException("A decision has a finding and an explanation.");
      }
      if (explanation.length() > LONGEST) {
        throw new IllegalArgumentException("The explanation has 2,000 characters at most.");
      }
    }
  }

  private Route decide(Principal who, String caseId) {
    return AccessReason.required(
        reason ->
            extractRequest(
                request ->
                    door.idempotency()
                        .once(
                            who,
                            Decision.class,
                            (decision, _) -> decided(request, who, reason, caseId, decision))));
  }

  private CompletionStage<HttpResponse> decided(
      HttpRequest request, Principal who, String reason, String caseId, Decision decision) {
    return cases
        .file(caseId)
        .thenCompose(
            known -> {
              CaseFile file =
                  known.orElseThrow(
                      () -> new ProblemException(new Problem.NotFound("case " + caseId)));
              return door.accesses()
                  .note(
                      request,
                      AuditAction.CASE_DECIDED_BY_STAFF,
                      who,
                      caseId + " " + decision.finding() + " " + reason,
                      file.row().customerId(),
                      false);
            })
        .thenCompose(
            _ ->
                Answers.started(desk)
                    .decide(
                        caseId,
                        requireNonNull(decision.finding()),
                        requireNonNull(decision.explanation()).strip()))
        .thenCompose(
            decided ->
                switch (decided) {
                  case StaffDesk.Decided.Done() ->
                      decidedFile(caseId, MOST_LOOKS)
                          .thenApply(file -> Json.answer(200, CaseViews.Case.of(file)));
                  case StaffDesk.Decided.Refused(var why) ->
                      CompletableFuture.completedStage(ProblemAnswers.answer(problem(caseId, why)));
                })
        .exceptionally(failure -> ProblemAnswers.answer(Answers.problem(failure)));
  }

  /**
   * The tables follow the journal within seconds, one event after the other: so long the answer
   * waits for them, to tell what the decision moves as well.
   */
  private CompletionStage<CaseFile> decidedFile(String caseId, int looks) {
    return cases
        .file(caseId)
        .thenCompose(
            found -> {
              CaseFile file = found.orElseThrow();
              return tellsAll(file) || looks == 0
                  ? CompletableFuture.completedStage(file)
                  : CompletableFuture.supplyAsync(
                          () -> caseId,
                          CompletableFuture.delayedExecutor(LOOK_EVERY_MS, TimeUnit.MILLISECONDS))
                      .thenCompose(id -> decidedFile(id, looks - 1));
            });
  }

  /** A decision's last event closes the case, or orders the posting that will. */
  private static boolean tellsAll(CaseFile decided) {
    return decided.row().state() == CaseRow.State.CLOSED
        || decided.postings().stream()
            .anyMatch(posting -> posting.purpose() != Posting.Purpose.PROVISIONAL_CREDIT);
  }

  private static Problem problem(String caseId, CaseRules.Refusal why) {
    return switch (why) {
      case NO_SUCH_CASE, NO_SUCH_POSTING -> new Problem.NotFound("case " + caseId);
      case DECIDED_DIFFERENTLY, OPENED_DIFFERENTLY ->
          new Problem.Conflict("The case was decided differently before.");
      case POSTING_UNDER_WAY ->
          new Problem.Conflict("Money of this case is being moved; ask again in a moment.");
    };
  }
}
