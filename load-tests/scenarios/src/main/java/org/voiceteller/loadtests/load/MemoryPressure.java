package org.voiceteller.loadtests.load;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.dummy;
import static io.gatling.javaapi.core.CoreDsl.during;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.pace;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.ChainBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Callers who cost memory, in four kinds of as many each: who sends the largest messages that are
 * taken, one after the other; who sends sound twenty times as fast as anybody speaks; who says
 * nothing at all; and who opens a line and begins no call, again and again.
 */
public class MemoryPressure extends BankLoad {

  private static final String BOUNDED = "server memory is bounded per call";

  /** The goal, the 2 MiB that the AWS SDK holds for each stream included. */
  private static final long BYTES_PER_CALL = 4_000_000;

  private static final int KINDS = 4;

  /** The largest message that is taken, and the longest text in one. */
  private static final int MESSAGE_BYTES = 65_536;

  private static final int TYPED_CHARACTERS = 1_000;
  private static final byte[] HUNDRED_MS = new byte[3_200];

  /** A line on which no call begins is closed by then. */
  private static final Duration WITHOUT_CALL = Duration.ofSeconds(20);

  public MemoryPressure() {
    int each = Math.max(1, plan.calls() / KINDS);
    var arrival = Duration.ofSeconds(10);
    setUp(
            scenario("largest messages")
                .exec(Calls.whole(during(plan.lasts()).on(Calls.think(), large())))
                .injectOpen(rampUsers(each).during(arrival))
                .andThen(verdict(bounded())),
            scenario("too much sound")
                .exec(Calls.whole(during(plan.lasts()).on(sound())))
                .injectOpen(rampUsers(each).during(arrival)),
            scenario("silent")
                .exec(Calls.whole(pause(plan.lasts())))
                .injectOpen(rampUsers(each).during(arrival)),
            scenario("no call")
                .exec(during(plan.lasts()).on(exec(Calls.connect()), pause(WITHOUT_CALL)))
                .injectOpen(atOnceUsers(each)))
        .protocols(protocol)
        .assertions(assertions());
  }

  /** As many words as are taken, and as many bytes around them; the agent answers what it likes. */
  private static ChainBuilder large() {
    var words = "I would like to know this please. ".repeat(40).substring(0, TYPED_CHARACTERS);
    var begin = "{\"type\":\"text.input\",\"text\":\"" + words + "\",\"padding\":\"";
    var message = begin + "x".repeat(MESSAGE_BYTES - begin.length() - 2) + "\"}";
    return exec(Calls.catchUp())
        .exec(
            Calls.line("largest message")
                .sendText(message)
                .await(Calls.LONGEST_ANSWER)
                .on(Calls.awaited("answered", _ -> Heard.agentSaid(""))));
  }

  private static ChainBuilder sound() {
    return pace(Duration.ofMillis(5)).exec(Calls.line("100 ms of sound").sendBytes(HUNDRED_MS));
  }

  private ChainBuilder bounded() {
    return exec(dummy(BOUNDED, 0).withSuccess(_ -> isBounded()));
  }

  private boolean isBounded() {
    long perCall = heap.mostBytes() / plan.calls();
    IO.println("Server heap per call at most: " + HeapWatch.megabytes(perCall));
    return !heap.samples().isEmpty() && perCall <= BYTES_PER_CALL;
  }

  private static List<Assertion> assertions() {
    var assertions = new ArrayList<>(always());
    assertions.add(details(BOUNDED).failedRequests().count().is(0L));
    assertions.add(global().failedRequests().count().is(0L));
    return assertions;
  }
}
