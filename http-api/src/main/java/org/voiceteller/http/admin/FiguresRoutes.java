package org.voiceteller.http.admin;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.voiceteller.http.figures.Reports;
import org.voiceteller.http.figures.Topic;
import org.voiceteller.http.problem.Problem;
import org.voiceteller.http.problem.ProblemAnswers;
import org.voiceteller.http.signin.Permission;

/** {@code GET /v1/admin/figures/…} and {@code GET /v1/admin/summary}. */
final class FiguresRoutes extends AllDirectives {

  private final Guard guard;
  private final Reports reports;

  FiguresRoutes(Guard guard, Reports reports) {
    this.guard = guard;
    this.reports = reports;
  }

  Route routes() {
    return concat(
        path(
            segment("figures").slash(segment()),
            topic -> get(() -> guard.allow(Permission.SEE_FIGURES, _ -> report(topic)))),
        path(
            "summary",
            () ->
                get(
                    () ->
                        guard.allow(
                            Permission.SEE_FIGURES,
                            _ ->
                                Answers.json(
                                    reports.of(Topic.OVERVIEW, null, null), found -> found)))));
  }

  private Route report(String word) {
    return extractRequest(
        request -> {
          Params query = Params.of(request, "from", "to");
          return Topic.of(word)
              .map(
                  topic ->
                      Answers.json(
                          reports.of(topic, query.time("from"), query.time("to")), found -> found))
              .orElseGet(
                  () ->
                      complete(
                          ProblemAnswers.answer(new Problem.NotFound(request.getUri().path()))));
        });
  }
}
