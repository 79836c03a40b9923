package org.voiceteller.loadtests.load;

import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.dummy;
import static io.gatling.javaapi.core.CoreDsl.during;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.exitBlockOnFail;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.regex;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.ChainBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls whose streams to the model are renewed every few seconds while the callers ask one question
 * after the other: each is understood once and answered once, and no stream reaches the model's own
 * limit.
 */
public class RenewalStorm extends BankLoad {

  private static final String ONCE = "each question answered once";
  private static final String RENEWED = "streams renewed";

  /** The bank renews at 20 s at the latest; so many are left to calls that have just begun. */
  private static final int SECONDS_FOR_EACH = 40;

  public RenewalStorm() {
    setUp(
            scenario("renewed")
                .exec(caller())
                .injectOpen(rampUsers(plan.calls()).during(Duration.ofSeconds(10)))
                .andThen(verdict(renewed())))
        .protocols(protocol)
        .assertions(assertions());
  }

  private ChainBuilder caller() {
    return exec(
        exitBlockOnFail()
            .on(
                Calls.dial(),
                Conversations.identified(),
                Calls.hearAnew(),
                during(plan.lasts())
                    .on(
                        Calls.think(),
                        Calls.ask(Line.SAVINGS),
                        Calls.think(),
                        Calls.ask(Line.TRANSACTIONS)),
                Calls.think(),
                Calls.hangUp()),
        dummy(ONCE, 0).withSuccess(session -> tell(Calls.heard(session).faults())));
  }

  private ChainBuilder renewed() {
    long least = plan.calls() * plan.lasts().toSeconds() / SECONDS_FOR_EACH;
    return exec(
        exec(
            http("metrics")
                .get("/metrics")
                .check(
                    regex("voiceteller_call_model_streams_renewed_total\\{[^}]*\\} ([0-9.E]+)")
                        .findAll()
                        .saveAs("renewed"))),
        dummy(RENEWED, 0)
            .withSuccess(
                session -> {
                  double renewed =
                      session.<String>getList("renewed").stream()
                          .mapToDouble(Double::parseDouble)
                          .sum();
                  IO.println(
                      "Streams renewed: %.0f, at least %d expected".formatted(renewed, least));
                  return renewed >= least;
                }));
  }

  private List<Assertion> assertions() {
    var assertions = new ArrayList<>(always());
    assertions.add(global().failedRequests().count().is(0L));
    assertions.add(details(ONCE).successfulRequests().count().is((long) plan.calls()));
    assertions.add(details(RENEWED).failedRequests().count().is(0L));
    assertions.addAll(answeredInTime(Line.SAVINGS));
    return assertions;
  }
}
