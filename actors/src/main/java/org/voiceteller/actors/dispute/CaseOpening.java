package org.voiceteller.actors.dispute;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.voiceteller.actors.entity.Entities;
import org.voiceteller.actors.numbering.ConfirmationNumbers;
import org.voiceteller.core.compliance.CaseClocks;
import org.voiceteller.core.dispute.CaseKind;
import org.voiceteller.core.dispute.CasePolicy;
import org.voiceteller.core.dispute.Casebook;
import org.voiceteller.core.dispute.DisputeCase;
import org.voiceteller.core.dispute.DisputeReason;
import org.voiceteller.core.dispute.DisputedCharge;

/**
 * Opens a case for a charge: a number, the entry in the customer's casebook, the case itself. Each
 * step is kept before the next and may be repeated, so that a crash in between leaves nothing that
 * the same wish, said again, does not finish. A charge has one case: who asks for another gets the
 * first.
 */
public record CaseOpening(Entities entities, ConfirmationNumbers numbers, CasePolicy policy) {

  /** What is asked for. */
  public record Request(
      CaseKind kind,
      String requestId,
      String customerId,
      DisputedCharge charge,
      DisputeReason reason,
      CaseClocks clocks,
      Instant now) {}

  /** The charge's case, opened now or since before; {@code requestId} tells whose wish it was. */
  public CompletionStage<DisputeCase> open(Request request) {
    String key = request.charge().key();
    return casebook(request.customerId())
        .thenCompose(
            casebook -> {
              Optional<String> before = casebook.caseOf(key);
              return before.isPresent()
                  ? CompletableFuture.completedFuture(before.get())
                  : numbers
                      .next(request.kind().name(), key, request.now())
                      .thenCompose(number -> enter(request, number));
            })
        .thenCompose(number -> open(request, number));
  }

  /** Which charges of a customer have a case. */
  public CompletionStage<Casebook> casebook(String customerId) {
    return entities
        .casebook(customerId, CasebookEntity.Command.GetCasebook::new)
        .thenApply(CaseOpening::done);
  }

  private CompletionStage<String> enter(Request request, String number) {
    String key = request.charge().key();
    return entities
        .casebook(
            request.customerId(), replyTo -> new CasebookEntity.Command.Enter(key, number, replyTo))
        .thenApply(reply -> done(reply).caseOf(key).orElse(number));
  }

  private CompletionStage<DisputeCase> open(Request request, String number) {
    return entities
        .dispute(
            number,
            replyTo ->
                new DisputeEntity.Command.Open(
                    policy.intake(
                        number,
                        request.requestId(),
                        CaseKind.valueOf(number.substring(0, number.indexOf('-'))),
                        request.customerId(),
                        request.charge(),
                        request.reason(),
                        request.clocks()),
                    true,
                    replyTo))
        .thenApply(
            reply ->
                switch (reply) {
                  case DisputeEntity.Reply.Done(var state) -> state;
                  case DisputeEntity.Reply.Refused(var reason) ->
                      throw new IllegalStateException(
                          "Expected case %s to be opened, but it is %s".formatted(number, reason));
                });
  }

  private static Casebook done(CasebookEntity.Reply reply) {
    return switch (reply) {
      case CasebookEntity.Reply.Done(var casebook) -> casebook;
      case CasebookEntity.Reply.Refused(var reason) ->
          throw new IllegalStateException(
              "Expected a casebook to take a case, but it is " + reason);
    };
  }
}
