package org.voiceteller.loadtests.drill;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/** The tables are throttled, unreachable and killed, until this is closed; then they catch up. */
final class TroubledTables implements Trouble {

  private static final String CHILD = "DynamoDbChild";

  private final LongSupplier bankPid;
  private final ThrottlingProxy proxy;
  private final TablesSchedule schedule;
  private final TablesProof proof;
  private final Findings findings;
  private final Span span = new Span();
  private final List<String> done = new ArrayList<>();
  private final Thread thread;

  private TroubledTables(
      LongSupplier bankPid,
      ThrottlingProxy proxy,
      TablesSchedule schedule,
      TablesProof proof,
      Findings findings) {
    this.bankPid = bankPid;
    this.proxy = proxy;
    this.schedule = schedule;
    this.proof = proof;
    this.findings = findings;
    this.thread = Thread.ofVirtual().name("troubled tables").unstarted(this::run);
  }

  /**
   * @param bankPid whose child the tables are
   * @param proxy between the bank and the tables
   */
  static TroubledTables begin(
      LongSupplier bankPid,
      ThrottlingProxy proxy,
      TablesSchedule schedule,
      TablesProof proof,
      Findings findings) {
    var troubled = new TroubledTables(bankPid, proxy, schedule, proof, findings);
    troubled.thread.start();
    return troubled;
  }

  private void run() {
    try {
      while (!span.isOverAfter(TablesSchedule.BETWEEN)) {
        suffer(schedule.next());
      }
    } catch (IOException e) {
      findings.add("the tables could not be troubled: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void suffer(TablesSchedule.Next next) throws IOException, InterruptedException {
    switch (next) {
      case TablesSchedule.Next.Throttled(double share, var lasting) -> {
        note("%.0f of 100 requests refused for %d s", share * 100, lasting.toSeconds());
        proxy.refuses(share);
        var unused = span.isOverAfter(lasting);
        proxy.refuses(0);
      }
      case TablesSchedule.Next.Unreachable(var lasting) -> {
        note("unreachable for %d s", lasting.toSeconds());
        var child = StoppableChild.of(bankPid.getAsLong(), CHILD);
        child.stop();
        try {
          var unused = span.isOverAfter(lasting);
        } finally {
          child.goOn();
        }
      }
      case TablesSchedule.Next.Killed _ -> {
        note("killed");
        StoppableChild.of(bankPid.getAsLong(), CHILD).kill();
      }
    }
  }

  private synchronized void note(String what, Object... values) {
    String told = String.format(Locale.ROOT, what, values);
    IO.println(Findings.now() + ": the tables are " + told);
    done.add(told);
  }

  @Override
  public synchronized String told() {
    return "The tables were, in turn: " + String.join("; ", done) + ". " + proxy.told() + ".";
  }

  /** Returns when they have caught up, with the last words of the calls. */
  @Override
  public void close() throws IOException, InterruptedException {
    span.end();
    thread.join();
    long back = System.nanoTime();
    String said = proof.areEqual(findings);
    note(
        "back; %.0f s after that, with the calls' last events: %s",
        Duration.ofNanos(System.nanoTime() - back).toMillis() / 1e3, said);
  }
}
