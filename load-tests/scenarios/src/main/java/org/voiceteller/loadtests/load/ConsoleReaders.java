package org.voiceteller.loadtests.load;

import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.dummy;
import static io.gatling.javaapi.core.CoreDsl.exec;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.ChainBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Steady calls beside two hundred readers of the console's live events. The calls keep their
 * latency, which is compared with that of {@link SteadyCalls}; no reader falls behind by more than
 * two seconds.
 */
public class ConsoleReaders extends SteadyCalls {

  private static final String KEEP_UP = "every reader keeps up";
  private static final int READERS = 200;
  private static final Duration BEHIND_AT_MOST = Duration.ofSeconds(2);

  private final LiveReaders readers =
      new LiveReaders(plan.bank(), System.getProperty("voice-teller.load.link", ""), READERS);

  @Override
  public void before() {
    super.before();
    readers.start();
  }

  @Override
  public void after() {
    readers.close();
    super.after();
  }

  @Override
  ChainBuilder more() {
    return exec(dummy(KEEP_UP, 0).withSuccess(_ -> tell(readers.faults(BEHIND_AT_MOST))));
  }

  @Override
  List<Assertion> assertions() {
    var assertions = new ArrayList<>(super.assertions());
    assertions.add(details(KEEP_UP).failedRequests().count().is(0L));
    return assertions;
  }
}
