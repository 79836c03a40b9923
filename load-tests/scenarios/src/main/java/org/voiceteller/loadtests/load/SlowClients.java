package org.voiceteller.loadtests.load;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.dummy;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.ChainBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Ordinary callers beside clients that send and do not read what they are answered: half of those
 * for ten seconds, half for good. Gatling reads whatever comes, so these hold sockets of their own.
 * They are not read any more themselves once their answers do not leave, and nobody else notices.
 */
public class SlowClients extends BankLoad {

  private static final String READ_ON = "who reads on ends the call";
  private static final String NOT_READ = "who does not read is not read";
  private static final Duration A_WHILE = Duration.ofSeconds(10);
  private static final int EACH = 3;

  private final List<SlowClient> forAWhile =
      Stream.generate(() -> new SlowClient(plan.line(), A_WHILE)).limit(EACH).toList();
  private final List<SlowClient> forGood =
      Stream.generate(() -> new SlowClient(plan.line(), plan.lasts().multipliedBy(2)))
          .limit(EACH)
          .toList();

  public SlowClients() {
    setUp(
            scenario("typed beside them")
                .exec(conversations.typed())
                .injectClosed(constantConcurrentUsers(plan.calls()).during(plan.lasts()))
                .andThen(
                    scenario("slow clients")
                        .exec(slowOnes())
                        .injectOpen(atOnceUsers(1))
                        .andThen(verdict())))
        .protocols(protocol)
        .assertions(assertions());
  }

  @Override
  public void before() {
    super.before();
    forAWhile.forEach(SlowClient::start);
    forGood.forEach(SlowClient::start);
  }

  @Override
  public void after() {
    stop();
    super.after();
  }

  private void stop() {
    forAWhile.forEach(SlowClient::close);
    forGood.forEach(SlowClient::close);
  }

  private ChainBuilder slowOnes() {
    return exec(
        dummy(READ_ON, 0)
            .withSuccess(_ -> tell(forAWhile.stream().flatMap(SlowClient::notEnded).toList())),
        dummy(NOT_READ, 0)
            .withSuccess(_ -> tell(forGood.stream().flatMap(SlowClient::stillRead).toList())),
        exec(
            session -> {
              stop();
              return session;
            }));
  }

  private static List<Assertion> assertions() {
    var assertions = new ArrayList<>(always());
    assertions.add(global().failedRequests().count().is(0L));
    assertions.add(details(READ_ON).failedRequests().count().is(0L));
    assertions.add(details(NOT_READ).failedRequests().count().is(0L));
    assertions.addAll(answeredInTime(Line.CHECKING));
    assertions.addAll(answeredInTime(Line.YES));
    return assertions;
  }
}
