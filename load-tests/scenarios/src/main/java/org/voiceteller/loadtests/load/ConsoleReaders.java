package org.voiceteller.loadtests.load;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.dummy;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.group;
import static io.gatling.javaapi.core.CoreDsl.rampConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.PopulationBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The same callers twice: alone, and then beside two hundred readers of the console's live events,
 * so that both figures come from one run. The calls keep their latency; no reader falls behind by
 * more than two seconds.
 */
public class ConsoleReaders extends BankLoad {

  private static final String ALONE = "alone";
  private static final String BESIDE_READERS = "beside readers";
  private static final String KEEP_UP = "every reader keeps up";
  private static final int READERS = 200;
  private static final Duration BEHIND_AT_MOST = Duration.ofSeconds(2);
  private static final Duration ARRIVAL = Duration.ofSeconds(10);

  private final LiveReaders readers =
      new LiveReaders(plan.bank(), System.getProperty("voice-teller.load.link", ""), READERS);

  public ConsoleReaders() {
    setUp(callers(ALONE).andThen(readersCome().andThen(callers(BESIDE_READERS).andThen(verdict()))))
        .protocols(protocol)
        .assertions(assertions());
  }

  private PopulationBuilder callers(String when) {
    return scenario(when)
        .exec(group(when).on(conversations.typed()))
        .injectClosed(
            rampConcurrentUsers(1).to(plan.calls()).during(ARRIVAL),
            constantConcurrentUsers(plan.calls()).during(plan.lasts()));
  }

  private PopulationBuilder readersCome() {
    return scenario("readers come")
        .exec(
            session -> {
              readers.start();
              return session;
            })
        .injectOpen(atOnceUsers(1));
  }

  private PopulationBuilder verdict() {
    return verdict(exec(dummy(KEEP_UP, 0).withSuccess(_ -> tell(readers.faults(BEHIND_AT_MOST)))));
  }

  @Override
  public void after() {
    readers.close();
    super.after();
  }

  private static List<Assertion> assertions() {
    var assertions = new ArrayList<>(always());
    assertions.add(global().failedRequests().count().is(0L));
    for (String when : List.of(ALONE, BESIDE_READERS)) {
      assertions.addAll(answeredInTime(when, Line.CHECKING));
      assertions.addAll(answeredInTime(when, Line.YES));
    }
    assertions.add(details(KEEP_UP).failedRequests().count().is(0L));
    return assertions;
  }
}
