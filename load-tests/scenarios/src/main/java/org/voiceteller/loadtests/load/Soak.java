package org.voiceteller.loadtests.load;

import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.dummy;
import static io.gatling.javaapi.core.CoreDsl.exec;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.ChainBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Steady calls for long: what lives in the server after a collection must not grow. */
public class Soak extends SteadyCalls {

  private static final String FLAT = "server memory is flat";

  /** Growth from the second quarter of the time to the last that is no leak of a long run. */
  private static final long FLAT_BYTES = 16_000_000;

  @Override
  Duration heapEvery() {
    return plan.lasts().dividedBy(24);
  }

  @Override
  ChainBuilder more() {
    return exec(dummy(FLAT, 0).withSuccess(_ -> isFlat()));
  }

  private boolean isFlat() {
    var samples = heap.samples();
    IO.println(
        "Server heap after a collection, in turn: "
            + samples.stream().map(HeapWatch::megabytes).toList());
    long growth = HeapWatch.growth(samples);
    IO.println("From the second quarter to the last: " + HeapWatch.megabytes(growth));
    return samples.size() >= 8 && growth <= FLAT_BYTES;
  }

  @Override
  List<Assertion> assertions() {
    var assertions = new ArrayList<>(super.assertions());
    assertions.add(details(FLAT).failedRequests().count().is(0L));
    return assertions;
  }
}
