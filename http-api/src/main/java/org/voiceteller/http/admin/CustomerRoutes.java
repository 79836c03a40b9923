package org.voiceteller.http.admin;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.voiceteller.actors.bank.StaffDesk;
import org.voiceteller.core.audit.AuditAction;
import org.voiceteller.core.customer.PhoneNumber;
import org.voiceteller.http.json.Json;
import org.voiceteller.http.problem.Problem;
import org.voiceteller.http.problem.ProblemAnswers;
import org.voiceteller.http.problem.ProblemException;
import org.voiceteller.http.signin.Permission;
import org.voiceteller.http.signin.Principal;
import org.voiceteller.persistence.console.ConsoleQueries;
import org.voiceteller.persistence.console.CustomerRow;
import org.voiceteller.persistence.console.Page;

/** {@code /v1/admin/customers}: found by what one knows of them, and seen as a whole. */
final class CustomerRoutes extends AllDirectives {

  private static final Pattern WORDS = Pattern.compile("[^\\p{Cntrl}]{2,64}");
  private static final int LAST_DIGITS = 4;

  private final StaffDoor door;
  private final Guard guard;
  private final ConsoleQueries queries;
  private final Supplier<Optional<StaffDesk>> desk;

  private final Eraser eraser;
  private final InstantSource clock;

  CustomerRoutes(
      StaffDoor door,
      ConsoleQueries queries,
      Supplier<Optional<StaffDesk>> desk,
      Eraser eraser,
      InstantSource clock) {
    this.door = door;
    this.guard = door.guard();
    this.queries = queries;
    this.desk = desk;
    this.eraser = eraser;
    this.clock = clock;
  }

  Route routes() {
    return pathPrefix(
        "customers",
        () ->
            concat(
                pathEnd(() -> get(() -> guard.allow(Permission.SEE_CUSTOMERS, this::search))),
                path(
                    segment(Params.ID),
                    customerId ->
                        get(
                            () ->
                                guard.allow(
                                    Permission.SEE_CUSTOMERS, who -> one(who, customerId)))),
                path(
                    segment(Params.ID).slash("erasure"),
                    customerId ->
                        post(
                            () ->
                                guard.allow(
                                    Permission.ERASE_CUSTOMERS, who -> erase(who, customerId))))));
  }

  private Route search(Principal who) {
    return AccessReason.required(
        reason ->
            extractRequest(
                request -> {
                  Params query = Params.of(request, "q", "limit", "after");
                  String words = query.text("q", WORDS);
                  if (words == null) {
                    throw Params.bad("Expected q with 2 letters at least.");
                  }
                  return door.show(
                      new StaffDoor.Look(who, reason, "customers by search"),
                      found(words, query),
                      _ -> Optional.empty(),
                      page ->
                          Views.Items.of(
                              page, row -> CustomerViews.CustomerLine.of(row, Masking.MASKED)));
                }));
  }

  /** A whole number is known by its hash alone: the number itself says who has it. */
  private CompletionStage<Page<CustomerRow>> found(String words, Params query) {
    long digits = words.chars().filter(Character::isDigit).count();
    Optional<PhoneNumber> number =
        digits > LAST_DIGITS ? PhoneNumber.parse(words) : Optional.empty();
    if (number.isEmpty()) {
      return queries.search().page(words, query.limit(), query.after());
    }
    return Answers.started(desk).customersWith(number.get()).thenCompose(this::rows);
  }

  private CompletionStage<Page<CustomerRow>> rows(List<String> customerIds) {
    List<CompletableFuture<Optional<CustomerRow>>> rows =
        customerIds.stream().map(id -> queries.customers().row(id).toCompletableFuture()).toList();
    return CompletableFuture.allOf(rows.toArray(CompletableFuture<?>[]::new))
        .thenApply(
            _ -> new Page<>(rows.stream().flatMap(row -> row.join().stream()).toList(), null));
  }

  private Route one(Principal who, String customerId) {
    return AccessReason.required(
        reason ->
            extractRequest(
                request -> {
                  boolean unmasked =
                      Boolean.TRUE.equals(Params.of(request, "unmasked").flag("unmasked"));
                  if (unmasked && !who.may(Permission.SEE_UNMASKED)) {
                    return complete(ProblemAnswers.answer(new Problem.NotPermitted()));
                  }
                  return door.showFound(
                      new StaffDoor.Look(
                          who, reason, "customer " + customerId + (unmasked ? " unmasked" : "")),
                      queries.customers().file(customerId),
                      _ -> Optional.of(customerId),
                      file ->
                          CustomerViews.Customer.of(
                              file, unmasked ? Masking.UNMASKED : Masking.MASKED));
                }));
  }

  /** What an erasure answers. */
  record Erased(String customerId, Instant erasedAt) {}

  private Route erase(Principal who, String customerId) {
    return AccessReason.required(
        reason ->
            extractRequest(
                request ->
                    door.idempotency().once(who, _ -> erased(request, who, customerId, reason))));
  }

  private CompletionStage<HttpResponse> erased(
      HttpRequest request, Principal who, String customerId, String reason) {
    Instant now = clock.instant();
    return queries
        .customers()
        .row(customerId)
        .thenCompose(
            found -> {
              CustomerRow row =
                  found.orElseThrow(
                      () -> new ProblemException(new Problem.NotFound("customer " + customerId)));
              return door.accesses()
                  .note(
                      request,
                      AuditAction.CUSTOMER_ERASED_BY_STAFF,
                      who,
                      customerId + " " + reason,
                      customerId,
                      false)
                  .thenCompose(_ -> eraser.erase(customerId, reason, row.jurisdiction(), now));
            })
        .thenApply(_ -> Json.answer(200, new Erased(customerId, now)))
        .exceptionally(failure -> ProblemAnswers.answer(Answers.problem(failure)));
  }
}
