package org.voiceteller.http.json;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.MediaType;
import org.apache.pekko.http.javadsl.model.RequestEntity;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.http.scaladsl.model.EntityStreamSizeException;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.util.ByteString;
import org.voiceteller.http.problem.Problem;
import org.voiceteller.http.problem.ProblemAnswers;
import org.voiceteller.http.problem.ProblemException;

/** The bodies of requests, whole, within bounds of size and time. */
public final class Bodies extends AllDirectives {

  /** No request of this API needs more. */
  public static final long MOST_BYTES = 64 * 1024;

  private final Duration timeout;

  private Bodies(Duration timeout) {
    this.timeout = timeout;
  }

  /**
   * @param timeout how long a body may take to come
   */
  public static Bodies within(Duration timeout) {
    return new Bodies(timeout);
  }

  /**
   * The body, whole; empty when there is none. More than {@value #MOST_BYTES} bytes are 413, one
   * that does not come in time is 408, another content type than JSON 415.
   */
  public Route whole(Function<ByteString, Route> inner) {
    return whole(ContentTypes.APPLICATION_JSON.mediaType(), inner);
  }

  /** The same for a body of another kind; what is not of it is 415. */
  public Route whole(MediaType kind, Function<ByteString, Route> inner) {
    return extractRequestEntity(
        entity ->
            extractMaterializer(
                materializer ->
                    onComplete(
                        read(entity, kind, materializer),
                        body ->
                            body.isSuccess()
                                ? inner.apply(body.get())
                                : complete(ProblemAnswers.answer(why(body.failed().get()))))));
  }

  /** The body as a record, read strictly; see {@link Json#read}. */
  public <T> Route of(Class<T> type, Function<T, Route> inner) {
    return whole(body -> inner.apply(Json.read(body, type)));
  }

  private CompletionStage<ByteString> read(
      RequestEntity entity, MediaType kind, Materializer materializer) {
    if (entity.isKnownEmpty()) {
      return CompletableFuture.completedStage(ByteString.emptyByteString());
    }
    if (!isOf(kind, entity.getContentType().mediaType())) {
      return CompletableFuture.failedStage(new ProblemException(new Problem.NotOfKind(name(kind))));
    }
    return entity
        .withSizeLimit(MOST_BYTES)
        .toStrict(timeout.toMillis(), materializer)
        .thenApply(HttpEntity.Strict::getData);
  }

  private static boolean isOf(MediaType kind, MediaType sent) {
    return name(kind).equals(name(sent));
  }

  private static String name(MediaType kind) {
    return kind.mainType() + "/" + kind.subType();
  }

  private static Problem why(Throwable thrown) {
    Throwable cause =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    return switch (cause) {
      case ProblemException known -> known.problem();
      case EntityStreamSizeException _ -> new Problem.BodyTooLarge(MOST_BYTES);
      case TimeoutException _ -> new Problem.BodyTooSlow();
      default -> new Problem.BadRequest("The body broke off.");
    };
  }
}
