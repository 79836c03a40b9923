package org.voiceteller.loadtests.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whether what a caller heard fits what was asked. */
class HeardTest {

  private static final String SAVINGS = "Your savings account ending in 8834 has $1.";

  private final Heard heard = new Heard();

  private void transcript(String turnId, String role, String text, boolean isFinal) {
    heard.takes(
        """
        {"type":"transcript","turnId":"%s","role":"%s","text":"%s","final":%b}"""
            .formatted(turnId, role, text, isFinal),
        _ -> false);
  }

  private void tool(String toolUseId, String tool) {
    heard.takes(
        """
        {"type":"tool.started","toolUseId":"%s","tool":"%s"}"""
            .formatted(toolUseId, tool),
        _ -> false);
  }

  private void asksForSavings() {
    heard.asks(Line.SAVINGS);
    transcript("c1", "caller", Line.SAVINGS.words(), true);
    tool("u1", "checkBalanceTool");
    transcript("a1", "agent", "Your savings", false);
    transcript("a1", "agent", SAVINGS, true);
  }

  @Test
  void findsNoFaultInAQuestionThatWasAnsweredOnce() {
    asksForSavings();

    assertThat(heard.faults()).isEmpty();
  }

  @Test
  void countsATurnThatIsToldTwiceAsOne() {
    asksForSavings();
    transcript("a1", "agent", SAVINGS, true);

    assertThat(heard.faults()).isEmpty();
  }

  @Test
  void findsAnAnswerThatCameTwice() {
    asksForSavings();
    transcript("a2", "agent", SAVINGS, true);

    assertThat(heard.faults())
        .containsExactly(
            "Expected “… Your savings account ending in …” answered 1 times, but 2 times");
  }

  @Test
  void findsAnAnswerThatDidNotCome() {
    asksForSavings();
    heard.asks(Line.SAVINGS);
    transcript("c2", "caller", Line.SAVINGS.words(), true);
    tool("u2", "checkBalanceTool");

    assertThat(heard.faults())
        .containsExactly(
            "Expected “… Your savings account ending in …” answered 2 times, but 1 times");
  }

  @Test
  void findsWordsThatWereUnderstoodTwiceAndAToolThatWasUsedTwice() {
    asksForSavings();
    transcript("c2", "caller", Line.SAVINGS.words(), true);
    tool("u2", "checkBalanceTool");

    assertThat(heard.faults())
        .containsExactly(
            "Expected “What is the balance of my savings account?” understood 1 times, but 2 times",
            "Expected checkBalanceTool used 1 times, but 2 times");
  }

  @Test
  void countsAnAnswerThatWasCutShortAsNotGiven() {
    heard.asks(Line.SAVINGS);
    transcript("c1", "caller", Line.SAVINGS.words(), true);
    tool("u1", "checkBalanceTool");
    transcript("a1", "agent", SAVINGS, false);
    transcript("a1", "agent", "Your", true);

    assertThat(heard.faults()).hasSize(1);
  }

  @Test
  void findsErrors() {
    asksForSavings();
    heard.takes("{\"type\":\"error\",\"code\":\"model_unavailable\"}", _ -> false);

    assertThat(heard.faults()).containsExactly("error model_unavailable");
  }

  @Test
  void awaitsTheEndForTheStatedReasonOnly() {
    var hungUp = Heard.ended("callerHungUp");

    assertThat(heard.takes("{\"type\":\"call.ended\",\"reason\":\"failed\"}", hungUp)).isFalse();
    assertThat(heard.takes("{\"type\":\"call.ended\",\"reason\":\"callerHungUp\"}", hungUp))
        .isTrue();
  }
}
