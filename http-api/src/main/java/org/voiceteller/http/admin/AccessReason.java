package org.voiceteller.http.admin;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.voiceteller.http.problem.Problem;
import org.voiceteller.http.problem.ProblemAnswers;

/**
 * Why personal data is asked for: a short code or a reference, as {@code CASE-2026-17}, in the
 * header {@code Access-Reason}. Without one the data is not given: 400.
 */
public final class AccessReason extends AllDirectives {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final AccessReason DIRECTIVES = new AccessReason();

  private AccessReason() {}

  /** The inner route with the reason in the header. */
  public static Route required(Function<String, Route> inner) {
    return DIRECTIVES.from(AccessReason::header, inner);
  }

  /**
   * The same where a browser's {@code EventSource} asks, which sends no headers: the parameter
   * {@code reason} does as well.
   */
  public static Route requiredHereOrInQuery(Function<String, Route> inner) {
    return DIRECTIVES.from(
        request -> header(request).or(() -> request.getUri().query().get("reason")), inner);
  }

  private Route from(Function<HttpRequest, Optional<String>> where, Function<String, Route> inner) {
    return extractRequest(
        request ->
            where
                .apply(request)
                .filter(reason -> FORM.matcher(reason).matches())
                .map(inner)
                .orElseGet(() -> complete(ProblemAnswers.answer(new Problem.ReasonRequired()))));
  }

  private static Optional<String> header(HttpRequest request) {
    return request.getHeader("Access-Reason").map(HttpHeader::value);
  }
}
