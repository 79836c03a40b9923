package org.voiceteller.loadtests.load;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.doIfOrElse;
import static io.gatling.javaapi.core.CoreDsl.dummy;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.exitBlockOnFail;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Twice as many callers within a second as the bank takes at once. Who is refused asks why, as a
 * browser must, waits as long as told and comes back; everybody is served in the end.
 */
public class Burst extends BankLoad {

  private static final String SERVED = "served in the end";
  private static final String WHY = "why refused";
  private static final String TRIES = "tries";
  private static final String RETRY_AFTER = "retryAfter";
  private static final int MOST_TRIES = 60;

  public Burst() {
    setUp(
            scenario("burst")
                .exec(caller())
                .injectOpen(rampUsers(plan.calls()).during(Duration.ofSeconds(1)))
                .andThen(verdict()))
        .protocols(protocol)
        .assertions(assertions());
  }

  private static ChainBuilder caller() {
    return exec(
        exec(session -> session.set(TRIES, 0)),
        asLongAs(session -> session.getInt(TRIES) < MOST_TRIES && !isServed(session))
            .on(
                exec(session -> session.markAsSucceeded().set(TRIES, session.getInt(TRIES) + 1)),
                exec(Calls.connect()),
                doIfOrElse(Session::isFailed).then(refused()).orElse(served())),
        dummy(SERVED, 0).withSuccess(Burst::isServed));
  }

  private static boolean isServed(Session session) {
    return session.contains(SERVED);
  }

  /** The line was free again meanwhile, or the bank says why not and when to come back. */
  private static ChainBuilder refused() {
    return exec(
        exec(session -> session.markAsSucceeded().set(RETRY_AFTER, "1")),
        exec(
            http(WHY)
                .get("/v1/calls")
                .check(status().in(503, 426))
                .checkIf((response, _) -> response.status().code() == 503)
                .then(header("Retry-After").saveAs(RETRY_AFTER), jsonPath("$.reason").is("full"))),
        pause(session -> Duration.ofSeconds(Long.parseLong(Calls.text(session, RETRY_AFTER)))));
  }

  private static ChainBuilder served() {
    return exec(
        exitBlockOnFail()
            .on(
                Calls.begin(),
                Conversations.identified(),
                Calls.think(),
                Calls.hangUp(),
                exec(session -> session.set(SERVED, true))),
        doIf(Session::isFailed).then(exec(Calls.line("broken off").close())));
  }

  private static List<Assertion> assertions() {
    var assertions = new ArrayList<>(always());
    assertions.add(details(SERVED).failedRequests().count().is(0L));
    assertions.add(details(Calls.HUNG_UP).failedRequests().count().is(0L));
    assertions.add(details(WHY).failedRequests().count().is(0L));
    // without callers who are refused nothing would be proved
    assertions.add(details(WHY).successfulRequests().count().gt(0L));
    return assertions;
  }
}
