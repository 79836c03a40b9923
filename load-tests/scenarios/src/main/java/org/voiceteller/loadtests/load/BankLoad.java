package org.voiceteller.loadtests.load;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.dummy;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.regex;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.voiceteller.loadtests.caller.CodeInbox;
import org.voiceteller.loadtests.echo.ProcessMeter;

/**
 * What every scenario begins and ends with: the money is counted and the server's heap measured
 * before the callers come; when they are gone, no line may be in use, every cent must be there, and
 * the heap must have come back. Each of these stands among Gatling's requests as one that fails or
 * not.
 */
abstract class BankLoad extends Simulation {

  private static final String ALL_ENDED = "every call has ended";
  private static final String MONEY = "money is conserved";
  private static final String MEMORY = "server memory came back";

  /** What caches, compiled code and the latest calls' sessions may hold on to. */
  private static final long LEFT_BYTES = 48_000_000;

  private static final int SLOW_MS = 3_000;

  private static final int SECONDS_TO_END = 120;

  final LoadPlan plan = LoadPlan.fromSystemProperties();
  final CodeInbox inbox = open(plan.codesPort());
  final Conversations conversations = new Conversations(new Customers(), inbox);
  final HeapWatch heap = new HeapWatch(new ProcessMeter(plan.serverPid()));
  final HttpProtocolBuilder protocol =
      http.baseUrl(plan.bank().toString())
          .wsBaseUrl("ws://" + plan.bank().getAuthority())
          .disableWarmUp()
          .wsUnmatchedInboundMessageBufferSize(4_096);

  private volatile Money before = new Money(Map.of());

  private static CodeInbox open(int port) {
    try {
      return CodeInbox.open(port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How often the server's heap is measured while callers are there. */
  Duration heapEvery() {
    return plan.lasts().dividedBy(8);
  }

  @Override
  public void before() {
    before = count();
    heap.begin(heapEvery());
  }

  @Override
  public void after() {
    heap.end();
    inbox.close();
  }

  private Money count() {
    try {
      return Money.count(plan.line());
    } catch (ExecutionException e) {
      throw new IllegalStateException("The money cannot be counted", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while counting the money", e);
    }
  }

  /**
   * What is looked at when the last callers have gone.
   *
   * @param more that a scenario looks at besides
   */
  PopulationBuilder verdict(ChainBuilder... more) {
    return scenario("afterwards")
        .exec(awaitTheEnd())
        .exec(dummy(MONEY, 0).withSuccess(_ -> tell(before.differencesTo(count()))))
        .exec(dummy(MEMORY, 0).withSuccess(_ -> cameBack()))
        .exec(List.of(more))
        .injectOpen(atOnceUsers(1));
  }

  private static ChainBuilder awaitTheEnd() {
    var inUse = "inUse";
    return exec(session -> session.set(inUse, "1").set("seconds", 0))
        .exec(
            asLongAs(
                    session ->
                        Double.parseDouble(Calls.text(session, inUse)) > 0
                            && session.getInt("seconds") < SECONDS_TO_END)
                .on(
                    exec(session -> session.set("seconds", session.getInt("seconds") + 1)),
                    pause(Duration.ofSeconds(1)),
                    exec(
                        http("metrics")
                            .get("/metrics")
                            .check(
                                regex("voiceteller_calls_in_progress(?:\\{[^}]*\\})? ([0-9.E]+)")
                                    .saveAs(inUse)))))
        .exec(
            dummy(ALL_ENDED, 0)
                .withSuccess(session -> Double.parseDouble(Calls.text(session, inUse)) == 0));
  }

  private boolean cameBack() {
    long left = heap.leftBytes();
    IO.println(
        "Server heap beyond what lived before the calls: at most %s with them, %s after them"
            .formatted(HeapWatch.megabytes(heap.mostBytes()), HeapWatch.megabytes(left)));
    return left <= LEFT_BYTES;
  }

  /** Prints what is not as it should be, and tells whether there is nothing. */
  static boolean tell(List<String> faults) {
    faults.forEach(IO::println);
    return faults.isEmpty();
  }

  /**
   * The answer to a line begins within the time that operators are told to look into
   * (docs/operating.md). The median is there to be read: Gatling prints what it was.
   */
  static List<Assertion> answeredInTime(Line line) {
    return inTime(details(line.name() + Calls.FIRST_WORDS));
  }

  /** The same within a group of requests. */
  static List<Assertion> answeredInTime(String group, Line line) {
    return inTime(details(group, line.name() + Calls.FIRST_WORDS));
  }

  private static List<Assertion> inTime(Assertion.WithPath path) {
    var times = path.responseTime();
    return List.of(times.percentile(50).lt(SLOW_MS), times.percentile(95).lt(SLOW_MS));
  }

  /** What holds in every scenario. */
  static List<Assertion> always() {
    return List.of(
        details(ALL_ENDED).failedRequests().count().is(0L),
        details(MONEY).failedRequests().count().is(0L),
        details(MEMORY).failedRequests().count().is(0L));
  }
}
