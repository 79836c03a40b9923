package org.voiceteller.loadtests.sessions;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.voiceteller.core.call.CallDesk;
import org.voiceteller.core.call.CallListener;
import org.voiceteller.core.call.CallUnavailableException;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.core.call.Turn;
import org.voiceteller.core.compliance.Disclosure;
import org.voiceteller.core.tool.ToolOutcome;
import org.voiceteller.loadtests.caller.SampleCustomers;
import org.voiceteller.loadtests.drill.Findings;

/**
 * Opens calls until there are as many as wanted, and says something in those that stay open. Every
 * so many-th caller hears the disclosure and says a sentence, every so many-th tells who they are
 * and asks for a balance, and every so many-th hangs up.
 */
final class CheapCallers {

  private static final String QUESTION = "How much money is in my checking account?";

  /** Beyond so many unanswered ones none is asked any more. */
  private static final int MOST_QUESTIONS_OPEN = 500;

  private static final int TRIES = 5;

  private final CallDesk desk;
  private final Findings findings;
  private final int talkEvery;
  private final int balanceEvery;
  private final int endEvery;
  private final List<CheapCall> open = new CopyOnWriteArrayList<>();
  private final List<CheapCall> ended = new CopyOnWriteArrayList<>();
  private final LongAdder endedByTheBank = new LongAdder();
  private final LongAdder notAsked = new LongAdder();

  CheapCallers(CallDesk desk, Findings findings, int talkEvery, int balanceEvery, int endEvery) {
    this.desk = desk;
    this.findings = findings;
    this.talkEvery = talkEvery;
    this.balanceEvery = balanceEvery;
    this.endEvery = endEvery;
  }

  List<CheapCall> open() {
    return open;
  }

  List<CheapCall> ended() {
    return ended;
  }

  /** Calls that ended though their callers did not hang up. */
  long endedByTheBank() {
    return endedByTheBank.sum();
  }

  /** Questions that were due when too many were open. */
  long notAsked() {
    return notAsked.sum();
  }

  /**
   * Opens calls until so many stay open. Returns when they are, or after the time.
   *
   * @param atOnce callers who are busy at the same time
   */
  void fill(int sessions, int atOnce, Duration atMost, Answers answers)
      throws InterruptedException {
    var next = new AtomicInteger();
    long until = System.nanoTime() + atMost.toNanos();
    // of those that are made every endEvery-th does not stay
    int made = endEvery == 0 ? sessions : sessions + sessions / (endEvery - 1);
    try (ExecutorService lines = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int line = 0; line < atOnce; line++) {
        lines.submit(
            () -> {
              for (int number = next.incrementAndGet();
                  number <= made && System.nanoTime() < until;
                  number = next.incrementAndGet()) {
                call(number, answers);
              }
            });
      }
    }
    findings.expect(
        open.size() >= sessions,
        "only %d of %d sessions were opened in %d s"
            .formatted(open.size(), sessions, atMost.toSeconds()));
  }

  private void call(int number, Answers answers) {
    try {
      var call = new CheapCall(desk, opened(answers, TRIES));
      if (number % talkEvery == 0) {
        join(answers.to(() -> call.say(Turn.Speaker.AGENT, Disclosure.inForce().text())));
        join(answers.to(() -> call.say(Turn.Speaker.CALLER, QUESTION)));
      }
      if (number % balanceEvery == 0) {
        balance(call, number, answers);
      }
      if (endEvery > 0 && number % endEvery == 0) {
        join(answers.to(call::end));
        ended.add(call);
      } else {
        open.add(call);
      }
    } catch (CompletionException failed) {
      findings.add("a caller was not served: " + failed.getCause());
    }
  }

  private CallDesk.Opened opened(Answers answers, int tries) {
    try {
      return join(answers.to(() -> desk.open(CheapCall.ORIGIN, this::hear)));
    } catch (CompletionException failed) {
      if (tries > 1 && failed.getCause() instanceof CallUnavailableException) {
        return opened(answers, tries - 1);
      }
      throw failed;
    }
  }

  private void hear(CallListener.Signal signal) {
    if (signal instanceof CallListener.Signal.CallEnded(var reason)
        && reason != EndReason.CALLER_HUNG_UP) {
      endedByTheBank.increment();
    }
  }

  private void balance(CheapCall call, int number, Answers answers) {
    String phone = SampleCustomers.NUMBERS.get(number % SampleCustomers.NUMBERS.size());
    expectDone(
        join(
            answers.to(
                () -> call.use("authenticateTool", "{\"phoneNumber\":\"%s\"}".formatted(phone)))));
    expectDone(
        join(answers.to(() -> call.use("checkBalanceTool", "{\"accountType\":\"checking\"}"))));
  }

  private void expectDone(ToolOutcome outcome) {
    findings.expect(
        outcome.result() == ToolOutcome.Result.SUCCEEDED,
        "a tool was answered with " + outcome.result());
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  /** Says something in an open call so many times a second until closed. */
  Questions ask(int perSecond, Answers answers) {
    return new Questions(perSecond, answers);
  }

  /** Sentences in calls that are open, one after the other, in any of them. */
  final class Questions implements AutoCloseable {

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Semaphore room = new Semaphore(MOST_QUESTIONS_OPEN);
    private final Answers answers;

    private Questions(int perSecond, Answers answers) {
      this.answers = answers;
      clock.scheduleAtFixedRate(this::ask, 0, 1_000_000 / perSecond, TimeUnit.MICROSECONDS);
    }

    private void ask() {
      if (open.isEmpty()) {
        return;
      }
      if (!room.tryAcquire()) {
        notAsked.increment();
        return;
      }
      CheapCall call = open.get(ThreadLocalRandom.current().nextInt(open.size()));
      var unused =
          answers
              .to(() -> call.say(Turn.Speaker.CALLER, QUESTION))
              .whenComplete((_, _) -> room.release());
    }

    /** Returns when what was asked is answered or given up. */
    @Override
    public void close() throws InterruptedException {
      clock.shutdown();
      room.acquire(MOST_QUESTIONS_OPEN);
    }
  }

  /** So many of the open calls, any of them, come back: how many are not there as they were. */
  long damagedOf(int sample) {
    List<CheapCall> some =
        ThreadLocalRandom.current()
            .ints(Math.min(sample, open.size()), 0, Math.max(1, open.size()))
            .distinct()
            .mapToObj(open::get)
            .toList();
    return some.stream()
        .map(call -> call.isWhole().toCompletableFuture())
        .map(whole -> whole.exceptionally(_ -> false))
        .filter(whole -> !whole.join())
        .count();
  }
}
