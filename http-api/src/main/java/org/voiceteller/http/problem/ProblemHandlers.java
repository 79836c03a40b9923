package org.voiceteller.http.problem;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.extractMethod;
import static org.apache.pekko.http.javadsl.server.Directives.extractUnmatchedPath;

import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.apache.pekko.http.javadsl.server.ExceptionHandler;
import org.apache.pekko.http.javadsl.server.MethodRejection;
import org.apache.pekko.http.javadsl.server.Rejection;
import org.apache.pekko.http.javadsl.server.RejectionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what routes reject or throw into {@link Problem}s, so that no other error form exists. */
public final class ProblemHandlers {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemHandlers.class);

  private ProblemHandlers() {}

  /** Rejections: a known path with another method is 405, an unknown path 404, the rest 400. */
  public static RejectionHandler rejections() {
    return RejectionHandler.newBuilder()
        .handleAll(
            MethodRejection.class,
            rejected ->
                extractMethod(
                    method ->
                        complete(
                            ProblemAnswers.answer(
                                new Problem.MethodNotAllowed(
                                    method.name(),
                                    rejected.stream()
                                        .map(one -> one.supported().name())
                                        .distinct()
                                        .toList())))))
        .handle(
            Rejection.class,
            rejection ->
                complete(
                    ProblemAnswers.answer(
                        new Problem.BadRequest(
                            "The request does not fit: "
                                + rejection.getClass().getSimpleName()
                                + "."))))
        .handleNotFound(
            extractUnmatchedPath(
                path -> complete(ProblemAnswers.answer(new Problem.NotFound(path)))))
        .build();
  }

  /**
   * A {@link ProblemException} is answered as its problem; all others are logged under a reference,
   * and only the reference is told.
   */
  public static ExceptionHandler exceptions() {
    return ExceptionHandler.newBuilder()
        .matchAny(
            thrown -> {
              if (cause(thrown) instanceof ProblemException known) {
                return complete(ProblemAnswers.answer(known.problem()));
              }
              String reference = UUID.randomUUID().toString();
              LOG.error("A request failed, reference {}", reference, thrown);
              return complete(ProblemAnswers.answer(new Problem.Unexpected(reference)));
            })
        .build();
  }

  private static Throwable cause(Throwable thrown) {
    return thrown instanceof CompletionException && thrown.getCause() != null
        ? thrown.getCause()
        : thrown;
  }
}
