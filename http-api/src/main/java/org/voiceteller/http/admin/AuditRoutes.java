package org.voiceteller.http.admin;

import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.http.signin.Permission;
import org.voiceteller.persistence.console.AuditSearch;
import org.voiceteller.persistence.console.ConsentList;
import org.voiceteller.persistence.console.ConsoleQueries;

/** {@code GET /v1/admin/audit} and {@code GET /v1/admin/consents}: what happened, searched. */
final class AuditRoutes extends AllDirectives {

  private static final Pattern CODE = Pattern.compile("[A-Z_]{1,40}");
  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9_.:-]{1,64}");

  private final Guard guard;
  private final ConsoleQueries queries;

  AuditRoutes(Guard guard, ConsoleQueries queries) {
    this.guard = guard;
    this.queries = queries;
  }

  Route routes() {
    return concat(
        path("audit", () -> get(() -> guard.allow(Permission.SEARCH_AUDIT, _ -> search()))),
        path("consents", () -> get(() -> guard.allow(Permission.SEARCH_AUDIT, _ -> consents()))));
  }

  private Route search() {
    return extractRequest(
        request -> {
          Params query =
              Params.of(
                  request,
                  "customerId",
                  "from",
                  "to",
                  "action",
                  "result",
                  "flag",
                  "personalData",
                  "order",
                  "limit",
                  "after");
          return Answers.json(
              queries
                  .audit()
                  .page(
                      new AuditSearch.Wanted(
                          query.text("customerId", Params.ID),
                          query.time("from"),
                          query.time("to"),
                          query.text("action", CODE),
                          query.one("result", AuditEntry.Result.values(), Enum::name),
                          query.text("flag", CODE),
                          query.flag("personalData")),
                      query.paging()),
              page -> Views.Items.of(page, AuditViews.Entry::of));
        });
  }

  private Route consents() {
    return extractRequest(
        request -> {
          Params query = Params.of(request, "kind", "textVersion", "from", "to", "limit", "after");
          return Answers.json(
              queries
                  .consents()
                  .page(
                      new ConsentList.Wanted(
                          query.text("kind", CODE),
                          query.text("textVersion", VERSION),
                          query.time("from"),
                          query.time("to")),
                      query.paging()),
              page -> Views.Items.of(page, AuditViews.Consent::of));
        });
  }
}
