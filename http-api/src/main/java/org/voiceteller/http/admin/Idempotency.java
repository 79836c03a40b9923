package org.voiceteller.http.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.util.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.core.staff.AnswerStore;
import org.voiceteller.core.staff.AnswerStore.Answer;
import org.voiceteller.core.staff.AnswerStore.Claim;
import org.voiceteller.http.json.Bodies;
import org.voiceteller.http.json.Json;
import org.voiceteller.http.problem.Problem;
import org.voiceteller.http.problem.ProblemAnswers;
import org.voiceteller.http.problem.ProblemException;
import org.voiceteller.http.signin.Principal;
import org.voiceteller.http.signin.Secrets;

/**
 * Changes that are done once however often they are sent: the same {@code Idempotency-Key} from the
 * same principal with the same request gets the answer of the first for a day, on whatever node it
 * comes. With another request the key is refused (422), and while the first is under way the second
 * waits (409). A body that does not fit is refused before the key counts.
 *
 * <p>What failed on our side counts as not done: it may be sent again, and so does a request whose
 * node died over it, a minute later. What the work does must therefore be safe to do again.
 */
public final class Idempotency extends AllDirectives {

  private static final Logger LOG = LoggerFactory.getLogger(Idempotency.class);
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{8,64}");
  private static final Duration KEPT = Duration.ofDays(1);
  private static final Duration LAPSES = Duration.ofMinutes(1);
  private static final Duration RETRY = Duration.ofSeconds(2);
  private static final int FIRST_FAULT_OF_OURS = 500;

  private final AnswerStore store;
  private final Bodies bodies;
  private final InstantSource clock;

  private Idempotency(AnswerStore store, Bodies bodies, InstantSource clock) {
    this.store = store;
    this.bodies = bodies;
    this.clock = clock;
  }

  public static Idempotency create(AnswerStore store, Bodies bodies, InstantSource clock) {
    return new Idempotency(store, bodies, clock);
  }

  /**
   * A change without a body.
   *
   * @param work gives a whole answer, as {@link Json#answer} does, or fails with {@link
   *     ProblemException}
   */
  public Route once(Principal who, Function<String, CompletionStage<HttpResponse>> work) {
    return once(who, _ -> Optional.empty(), (_, key) -> work.apply(key), UnaryOperator.identity());
  }

  /**
   * A change with a body.
   *
   * @param work gets the body and the request's own id, the same for every repetition; see above
   */
  public <T> Route once(Principal who, Class<T> type, Work<T> work) {
    return once(who, type, work, UnaryOperator.identity());
  }

  /**
   * A change whose answer holds what is told once.
   *
   * @param again makes of the first answer what the repetitions get
   */
  public <T> Route once(
      Principal who, Class<T> type, Work<T> work, UnaryOperator<HttpResponse> again) {
    return once(
        who,
        body -> Optional.of(Json.read(body, type)),
        (body, key) -> work.apply(body.orElseThrow(), key),
        again);
  }

  /** What is done once. */
  @FunctionalInterface
  public interface Work<T> {
    CompletionStage<HttpResponse> apply(T body, String requestId);
  }

  private <T> Route once(
      Principal who,
      Function<ByteString, Optional<T>> read,
      Work<Optional<T>> work,
      UnaryOperator<HttpResponse> again) {
    return extractRequest(
        request -> {
          Optional<String> key =
              request
                  .getHeader("Idempotency-Key")
                  .map(HttpHeader::value)
                  .filter(value -> FORM.matcher(value).matches());
          if (key.isEmpty()) {
            return complete(ProblemAnswers.answer(new Problem.IdempotencyKeyRequired()));
          }
          return bodies.whole(
              body -> {
                Optional<T> value = read.apply(body);
                String id = Secrets.hash(who.id() + "\n" + key.get());
                return completeWithFuture(
                    claimed(id, hash(request, body), () -> work.apply(value, id), again));
              });
        });
  }

  private static String hash(HttpRequest request, ByteString body) {
    return Secrets.hash(
        String.join(
            "\n",
            request.method().name(),
            request.getUri().getPathString(),
            request.getUri().rawQueryString().orElse(""),
            request.getHeader("Access-Reason").map(HttpHeader::value).orElse(""),
            body.utf8String()));
  }

  private CompletionStage<HttpResponse> claimed(
      String id,
      String hash,
      Supplier<CompletionStage<HttpResponse>> work,
      UnaryOperator<HttpResponse> again) {
    Instant now = clock.instant();
    return store
        .claim(id, hash, now, now.plus(LAPSES), now.plus(KEPT))
        .exceptionallyCompose(
            failure -> {
              LOG.warn("A change is refused, for its repetition could not be told", failure);
              return CompletableFuture.failedStage(
                  new ProblemException(
                      new Problem.Unavailable(
                          "Changes are not taken now: the tables cannot be reached.", RETRY)));
            })
        .thenCompose(
            claim ->
                switch (claim) {
                  case Claim.Won() -> done(id, work, again);
                  case Claim.UnderWay() ->
                      CompletableFuture.completedStage(
                          ProblemAnswers.answer(new Problem.SameRequestUnderWay(RETRY)));
                  case Claim.OtherRequest() ->
                      CompletableFuture.completedStage(
                          ProblemAnswers.answer(new Problem.IdempotencyKeyReused()));
                  case Claim.Answered(var answer) ->
                      CompletableFuture.completedStage(
                          Json.answerWritten(answer.status(), answer.body()));
                });
  }

  private CompletionStage<HttpResponse> done(
      String id, Supplier<CompletionStage<HttpResponse>> work, UnaryOperator<HttpResponse> again) {
    CompletionStage<HttpResponse> begun;
    try {
      begun = work.get();
    } catch (RuntimeException failed) {
      begun = CompletableFuture.failedStage(failed);
    }
    return begun
        .exceptionallyCompose(
            failure ->
                ended(store.release(id)).thenCompose(_ -> CompletableFuture.failedStage(failure)))
        .thenCompose(
            answer ->
                ended(
                        answer.status().intValue() >= FIRST_FAULT_OF_OURS
                            ? store.release(id)
                            : store.keep(id, kept(again.apply(answer))))
                    .thenApply(_ -> answer));
  }

  /** The work is done, or is not: that this cannot be noted does not change it. */
  private static CompletionStage<Void> ended(CompletionStage<Void> noted) {
    return noted.exceptionally(
        failure -> {
          LOG.warn("The end of a change could not be noted; it may be done again", failure);
          return null;
        });
  }

  private static Answer kept(HttpResponse answer) {
    if (!(answer.entity() instanceof HttpEntity.Strict whole)) {
      throw new IllegalStateException("Expected a whole answer, but it is a stream");
    }
    return new Answer(answer.status().intValue(), whole.getData().utf8String());
  }
}
