package org.voiceteller.http.admin;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.voiceteller.http.json.Json;
import org.voiceteller.http.problem.Problem;
import org.voiceteller.http.problem.ProblemAnswers;
import org.voiceteller.http.signin.Principal;

/**
 * What every route of the admin API is made with: who may pass, how personal data is shown (read,
 * noted in the audit log with whose it is and why, answered), and how a change is made once.
 */
public final class StaffDoor extends AllDirectives {

  private final Guard guard;
  private final Accesses accesses;
  private final Idempotency idempotency;

  public StaffDoor(Guard guard, Accesses accesses, Idempotency idempotency) {
    this.guard = guard;
    this.accesses = accesses;
    this.idempotency = idempotency;
  }

  Guard guard() {
    return guard;
  }

  Accesses accesses() {
    return accesses;
  }

  Idempotency idempotency() {
    return idempotency;
  }

  /** What somebody wants to see: who, why, and what it is called in the audit log. */
  record Look(Principal who, String reason, String what) {}

  /**
   * @param customerOf whose data it is; empty when of several or not known
   */
  <T> Route show(
      Look look,
      CompletionStage<T> asked,
      Function<T, Optional<String>> customerOf,
      Function<T, Object> view) {
    return onComplete(
        asked,
        read ->
            read.isFailure()
                ? complete(ProblemAnswers.answer(Answers.problem(read.failed().get())))
                : accesses.view(
                    look.who(),
                    look.what(),
                    look.reason(),
                    customerOf.apply(read.get()),
                    () -> complete(Json.answer(200, view.apply(read.get())))));
  }

  /** The same of what may not be there: 404 then, and nothing is noted. */
  <T> Route showFound(
      Look look,
      CompletionStage<Optional<T>> asked,
      Function<T, Optional<String>> customerOf,
      Function<T, Object> view) {
    return onComplete(
        asked,
        read -> {
          if (read.isFailure()) {
            return complete(ProblemAnswers.answer(Answers.problem(read.failed().get())));
          }
          return read.get()
              .map(
                  found ->
                      accesses.view(
                          look.who(),
                          look.what(),
                          look.reason(),
                          customerOf.apply(found),
                          () -> complete(Json.answer(200, view.apply(found)))))
              .orElseGet(() -> complete(ProblemAnswers.answer(new Problem.NotFound(look.what()))));
        });
  }
}
