package org.voiceteller.http.page;

import java.util.Optional;
import org.voiceteller.http.page.FakeConsole.Answer;
import org.voiceteller.http.page.FakeConsole.Asked;

/** Which fixture answers which address of the contract. */
final class ConsoleAnswers {

  private ConsoleAnswers() {}

  static Optional<Answer> of(Asked asked) {
    String path = asked.path();
    return switch (asked.method()) {
      case "GET" -> read(asked, path);
      case "POST" -> written(path);
      case "DELETE" -> Optional.of(new Answer(204, ""));
      default -> Optional.empty();
    };
  }

  private static Optional<Answer> read(Asked asked, String path) {
    boolean more = asked.query().containsKey("after");
    return switch (path) {
      case "/v1/session" -> Answer.of(200, "session");
      case "/v1/admin/live" -> Answer.of(200, "board");
      case "/v1/admin/hand-offs" -> Answer.of(200, "hand-offs");
      case "/v1/admin/calls" -> Answer.of(200, more ? "calls-2" : "calls");
      case "/v1/admin/customers" -> Answer.of(200, "customers");
      case "/v1/admin/disputes" ->
          Answer.of(
              200,
              "INVESTIGATING".equals(asked.query().get("state")) ? "disputes" : "disputes-decided");
      case "/v1/admin/audit" -> Answer.of(200, more ? "audit-2" : "audit");
      case "/v1/admin/audit/verification" -> Answer.of(200, "verification");
      case "/v1/admin/consents" -> Answer.of(200, "consents");
      case "/v1/admin/api-keys" -> Answer.of(200, "api-keys");
      default -> one(asked, path);
    };
  }

  private static Optional<Answer> one(Asked asked, String path) {
    String last = path.substring(path.lastIndexOf('/') + 1);
    if (path.startsWith("/v1/admin/figures/")) {
      return Answer.of(200, "figures-" + last);
    }
    if (path.startsWith("/v1/admin/calls/")) {
      return Answer.of(200, last.equals("audit") ? "call-audit" : "call");
    }
    if (path.startsWith("/v1/admin/customers/")) {
      return Answer.of(
          200, "true".equals(asked.query().get("unmasked")) ? "customer-unmasked" : "customer");
    }
    return path.startsWith("/v1/admin/disputes/") ? Answer.of(200, "dispute") : Optional.empty();
  }

  private static Optional<Answer> written(String path) {
    if (path.equals("/v1/session")) {
      return Answer.of(201, "session");
    }
    if (path.endsWith("/end")) {
      return Optional.of(new Answer(202, ""));
    }
    if (path.endsWith("/decision")) {
      return Answer.of(200, "dispute-decided");
    }
    if (path.endsWith("/erasure")) {
      return Optional.of(
          new Answer(
              200, Fixtures.filled("{\"customerId\":\"CUST-10001\",\"erasedAt\":\"{{-0s}}\"}")));
    }
    if (path.endsWith("/verification")) {
      return Optional.of(
          new Answer(
              202,
              Fixtures.filled("{\"state\":\"running\",\"entries\":0,\"startedAt\":\"{{-0s}}\"}")));
    }
    if (path.endsWith("/api-keys")) {
      return Optional.of(
          new Answer(
              201,
              Fixtures.filled(
                  """
                  {"keyId":"key-4","name":"Reporting","scopes":["see-figures"],"madeAt":"{{-0s}}",
                  "madeBy":"Dana Whitfield","secret":"vt_k4_8Zq1T7w0uYxR3mNc5bLd9sHf2pKe6gVa"}
                  """)));
    }
    return Optional.empty();
  }
}
