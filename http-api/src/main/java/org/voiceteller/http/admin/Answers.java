package org.voiceteller.http.admin;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.http.javadsl.server.Route;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.actors.bank.StaffDesk;
import org.voiceteller.http.json.Json;
import org.voiceteller.http.problem.Problem;
import org.voiceteller.http.problem.ProblemAnswers;
import org.voiceteller.http.problem.ProblemException;
import org.voiceteller.persistence.console.BadQueryException;

/** What was asked of the stores, as an answer; a failure becomes the problem that it is. */
final class Answers {

  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
  private static final Duration LATER = Duration.ofSeconds(5);

  private Answers() {}

  static <T> Route json(CompletionStage<T> asked, Function<T, Object> view) {
    return Directives.completeWithFuture(
        response(asked, found -> Json.answer(200, view.apply(found))));
  }

  /** Nothing there is a 404 that says what is not. */
  static <T> Route found(
      CompletionStage<Optional<T>> asked, String what, Function<T, Object> view) {
    return Directives.completeWithFuture(
        response(
            asked,
            found ->
                found
                    .map(it -> Json.answer(200, view.apply(it)))
                    .orElseGet(() -> ProblemAnswers.answer(new Problem.NotFound(what)))));
  }

  static <T> CompletionStage<HttpResponse> response(
      CompletionStage<T> asked, Function<T, HttpResponse> answer) {
    return asked
        .thenApply(answer)
        .exceptionally(failure -> ProblemAnswers.answer(problem(failure)));
  }

  /**
   * The bank's desk for its people.
   *
   * @throws ProblemException while the journal has not answered yet
   */
  static StaffDesk started(Supplier<Optional<StaffDesk>> desk) {
    return desk.get()
        .orElseThrow(
            () ->
                new ProblemException(
                    new Problem.Unavailable("The journal has not answered yet.", LATER)));
  }

  static Problem problem(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return switch (cause) {
      case ProblemException known -> known.problem();
      case BadQueryException bad -> new Problem.BadRequest(bad.getMessage() + ".");
      case TimeoutException _ ->
          new Problem.Unavailable("The bank's books did not answer in time.", LATER);
      default -> {
        LOG.warn("The stores could not be asked", cause);
        yield new Problem.Unavailable("The bank's stores cannot be read now.", LATER);
      }
    };
  }
}
