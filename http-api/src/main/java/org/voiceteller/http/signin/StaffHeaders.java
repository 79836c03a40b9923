package org.voiceteller.http.signin;

import static org.apache.pekko.http.javadsl.server.Directives.handleExceptions;
import static org.apache.pekko.http.javadsl.server.Directives.handleRejections;
import static org.apache.pekko.http.javadsl.server.Directives.mapResponse;

import java.util.List;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;
import org.voiceteller.http.problem.ProblemHandlers;

/**
 * What every answer to the bank's people carries, refusals too: kept nowhere, taken for nothing but
 * what it says it is, shown in no page of anybody's. A header that an answer sets itself stays.
 */
public final class StaffHeaders {

  private static final List<HttpHeader> ALL =
      List.of(
          RawHeader.create("Cache-Control", "no-store"),
          RawHeader.create("X-Content-Type-Options", "nosniff"),
          RawHeader.create("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
          RawHeader.create("Referrer-Policy", "no-referrer"),
          RawHeader.create("Cross-Origin-Resource-Policy", "same-origin"));

  private StaffHeaders() {}

  /** Answers whatever the inner route rejects or throws as a problem, with these headers. */
  public static Route around(Supplier<Route> inner) {
    return mapResponse(
        StaffHeaders::with,
        () ->
            handleExceptions(
                ProblemHandlers.exceptions(),
                () -> handleRejections(ProblemHandlers.rejections(), inner)));
  }

  private static HttpResponse with(HttpResponse answer) {
    HttpResponse result = answer;
    for (HttpHeader header : ALL) {
      if (answer.getHeader(header.name()).isEmpty()) {
        result = result.addHeader(header);
      }
    }
    return result;
  }
}
