package org.voiceteller.loadtests.load;

import static io.gatling.javaapi.core.CoreDsl.constantConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.rampConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** As many calls as asked for, all the time: who hangs up is followed by the next. */
public class SteadyCalls extends BankLoad {

  private static final Duration ARRIVAL = Duration.ofSeconds(10);

  public SteadyCalls() {
    var populations = new ArrayList<PopulationBuilder>();
    populations.add(
        scenario("typed")
            .exec(conversations.typed())
            .injectClosed(
                rampConcurrentUsers(1).to(plan.calls()).during(ARRIVAL),
                constantConcurrentUsers(plan.calls()).during(plan.lasts()))
            .andThen(verdict(more())));
    if (plan.spoken() > 0) {
      populations.add(
          scenario("spoken")
              .exec(
                  Conversations.spoken(
                      Recording.named("checking-balance.wav"), Recording.named("phone-number.wav")))
              .injectClosed(constantConcurrentUsers(plan.spoken()).during(plan.lasts())));
    }
    setUp(populations).protocols(protocol).assertions(assertions());
  }

  /** What is looked at afterwards besides what every scenario looks at. */
  ChainBuilder more() {
    return exec(session -> session);
  }

  List<Assertion> assertions() {
    var assertions = new ArrayList<>(always());
    assertions.add(global().failedRequests().count().is(0L));
    assertions.add(details(Calls.HUNG_UP).successfulRequests().count().gte((long) plan.calls()));
    assertions.addAll(answeredInTime(Line.CHECKING));
    assertions.addAll(answeredInTime(Line.YES));
    return assertions;
  }
}
