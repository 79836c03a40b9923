package org.voiceteller.http.problem;

import org.apache.pekko.event.LoggingAdapter;
import org.apache.pekko.http.ParsingErrorHandler;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.scaladsl.model.ErrorInfo;
import org.apache.pekko.http.scaladsl.model.StatusCode;
import org.apache.pekko.http.scaladsl.settings.ServerSettings;

/**
 * Answers requests that the HTTP parser refuses before any route sees them. Named in the
 * configuration as {@code pekko.http.server.parsing.error-handler}; Pekko HTTP creates it.
 */
public final class UnparsableRequests extends ParsingErrorHandler {

  @Override
  public HttpResponse handle(
      StatusCode status, ErrorInfo error, LoggingAdapter log, ServerSettings settings) {
    log.info("Refused an unparsable request with {}: {}", status.intValue(), error.summary());
    return ProblemAnswers.answer(new Problem.Unparsable(status.intValue(), error.summary()));
  }
}
