package org.voiceteller.loadtests.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExchangeTest {

  private static final String ANSWER = "Your checking account holds $5.";

  private final Exchange balance = Exchange.of("balance", "What is my balance?", true, ANSWER);

  @Test
  void findsNothingWhenAllWasSaidOnce() {
    assertThat(
            balance.faults(
                List.of(
                    says("caller", "C1", "what is my balance", true),
                    says("agent", "A1", "Your checking", false),
                    says("agent", "A1", ANSWER, false),
                    says("agent", "A1", ANSWER, true))))
        .isEmpty();
  }

  @Test
  void findsAnAnswerThatIsGivenTwice() {
    assertThat(
            balance.faults(
                List.of(
                    says("caller", "C1", "what is my balance", true),
                    says("agent", "A1", ANSWER, true),
                    says("agent", "A2", ANSWER, true))))
        .singleElement()
        .asString()
        .contains("expected to hear once");
  }

  @Test
  void findsWordsOfTheCallersThatWereLostOrTwice() {
    assertThat(
            balance.faults(
                List.of(
                    says("caller", "C1", "my balance", true), says("agent", "A1", ANSWER, true))))
        .hasSize(1);
    assertThat(
            balance.faults(
                List.of(
                    says("caller", "C1", "what is my balance", true),
                    says("caller", "C2", "what is my balance", true),
                    says("agent", "A1", ANSWER, true))))
        .hasSize(1);
  }

  @Test
  void findsATurnThatWasCutShort() {
    assertThat(
            balance.faults(
                List.of(
                    says("caller", "C1", "what is my balance", true),
                    says("agent", "A1", ANSWER + " Anything else?", false),
                    says("agent", "A1", ANSWER, true))))
        .singleElement()
        .asString()
        .contains("the agent began");
  }

  @Test
  void letsTheAgentAskForPatienceWhereItMay() {
    var events =
        List.of(
            says("caller", "C1", "what is my balance", true),
            says("agent", "A1", Exchange.SLOW, true),
            says("agent", "A2", ANSWER, true));

    assertThat(balance.faults(events)).hasSize(1);
    assertThat(balance.slowly().faults(events)).isEmpty();
    assertThat(balance.slowly().isAnsweredBy(Exchange.SLOW)).isFalse();
    assertThat(balance.slowly().isAnsweredBy(Exchange.SLOW + " " + ANSWER)).isTrue();
  }

  @Test
  void letsPatienceBeAskedForInVainAndNothingElse() {
    var events =
        List.of(
            says("caller", "C1", "what is my balance", true),
            says("agent", "A1", "That takes a moment longer than usual.", false),
            says("agent", "A1", "", true),
            says("agent", "A2", ANSWER, true));

    assertThat(balance.slowly().faults(events)).isEmpty();
    assertThat(balance.faults(events)).hasSize(1);
  }

  private static DrillCall.Stamped says(String role, String turn, String words, boolean last) {
    return new DrillCall.Stamped(
        JsonNodeFactory.instance
            .objectNode()
            .put("type", "transcript")
            .put("role", role)
            .put("turnId", turn)
            .put("text", words)
            .put("final", last),
        0);
  }
}
