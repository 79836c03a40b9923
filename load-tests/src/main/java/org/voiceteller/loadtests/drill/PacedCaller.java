package org.voiceteller.loadtests.drill;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** Somebody who asks for a balance every few seconds, whatever the answer took, until a time. */
final class PacedCaller implements Runnable {

  /** From one question to the next. */
  static final Duration EVERY = Duration.ofSeconds(5);

  private static final Predicate<String> BALANCE = text -> text.contains("available balance of");
  private static final Predicate<String> ASKS_FOR_NUMBER =
      text -> text.contains("your phone number");

  private final RandomCaller.Telephone telephone;
  private final String number;
  private final Span span;
  private final Duration begins;
  private final Findings findings;
  private List<EnduringCall.Wait> waits = List.of();

  /**
   * @param begins so long after the others may have begun
   */
  PacedCaller(
      RandomCaller.Telephone telephone,
      String number,
      Span span,
      Duration begins,
      Findings findings) {
    this.telephone = telephone;
    this.number = number;
    this.span = span;
    this.begins = begins;
    this.findings = findings;
  }

  /** One for each question, when it has run. */
  List<EnduringCall.Wait> waits() {
    return waits;
  }

  @Override
  public void run() {
    try {
      if (!span.isOverAfter(begins)) {
        talks();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void talks() throws InterruptedException {
    try (var call = telephone.call()) {
      try {
        isServed(call);
      } catch (EnduringCall.Over over) {
        findings.expect(over.how().equals("callerHungUp"), "a call is over: " + over.how());
      } finally {
        waits = call.waits();
      }
    } catch (EnduringCall.Over notBegun) {
      findings.add("a call has not begun: " + notBegun.how());
    }
  }

  private void isServed(EnduringCall call) throws EnduringCall.Over, InterruptedException {
    var answer = call.ask("What is the balance of my checking account?", ASKS_FOR_NUMBER);
    findings.expect(answer.isPresent(), "a caller was not asked for their number");
    for (String words = number; ; words = "What is the balance of my savings account?") {
      long asked = System.nanoTime();
      findings.expect(call.ask(words, BALANCE).isPresent(), "a caller was not told a balance");
      if (span.isOverAfter(EVERY.minusNanos(System.nanoTime() - asked))) {
        call.hangsUp();
      }
    }
  }
}
