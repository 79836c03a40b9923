package org.voiceteller.http.journey;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The first thing a caller asks, "What's my checking balance?", to a teller that speaks. */
@ExtendWith(SharedTeller.class)
class BalanceCallIT {

  private static final String GREETING =
      "Welcome to First National Bank! How may I help you today?";
  private static final String QUESTION =
      "For your security, may I have your phone number to verify your identity?";
  private static final String DISCLOSURE =
      "This call may be recorded for quality assurance and regulatory compliance.";
  private static final String BALANCE =
      "Your checking account ending in 4521 has an available balance of $5,647.32, "
          + "with $200 in pending transactions.";

  private final RunningTeller teller;

  BalanceCallIT(RunningTeller teller) {
    this.teller = teller;
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void isToldTheBalanceWhenEverythingIsTyped() throws Exception {
    try (var caller = Caller.call(teller.calls())) {
      caller.awaitType("call.started");
      caller.awaitAgent(GREETING);
      caller.type("What's my checking balance?");
      caller.awaitAgent(QUESTION);
      caller.type("+1-555-234-5678");

      assertThat(caller.awaitHeard("$5,647.32")).isEqualTo(DISCLOSURE + " " + BALANCE);

      caller.hangUp();
      assertThat(caller.awaitType("call.ended").path("reason").asText()).isEqualTo("callerHungUp");
      assertThat(caller.events())
          .anyMatch(
              event ->
                  event.path("type").asText().equals("authentication.level")
                      && event.path("level").asInt() == 1);
      assertThat(caller.audioBytes()).isGreaterThan(24_000 * 2 * 5);
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void isToldTheBalanceWhenTheNumberIsKeyed() throws Exception {
    try (var caller = Caller.call(teller.calls())) {
      caller.awaitAgent(GREETING);
      caller.type("What's my checking balance?");
      caller.awaitAgent(QUESTION);
      caller.press("1555");
      caller.press("2345678#");
      caller.awaitAgent("$5,647.32");
    }
  }
}
