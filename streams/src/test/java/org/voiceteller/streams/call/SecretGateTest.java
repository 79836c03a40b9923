package org.voiceteller.streams.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.authentication.Secret;
import org.voiceteller.core.call.Challenge.Kind;
import org.voiceteller.core.call.Turn.Speaker;
import org.voiceteller.streams.recording.LegRecorder;

class SecretGateTest {

  private final SecretGate gate = new SecretGate(Level.PHONE, LegRecorder.none());

  @Test
  void letsEverythingThroughWhileNothingIsAwaited() {
    assertThat(gate.keyed("123456")).isEmpty();
    assertThat(gate.typed("123456")).isEmpty();
    assertThat(gate.redacted(Speaker.CALLER, "transfer $500")).isEqualTo("transfer $500");
  }

  @ParameterizedTest
  @ValueSource(strings = {"123456", "123 456", "it's 123456", "1234", "1 2 3 4 5 6"})
  void takesWhatMayBeACode(String typed) {
    gate.opened(Kind.ONE_TIME_CODE);

    assertThat(gate.typed(typed))
        .contains(new SecretGate.Taken(new Secret(typed), "[The caller keyed the code.]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"I didn't get it", "send a new one please", "what code?", "no 2 checks"})
  void letsWordsThroughThatAreNoCode(String typed) {
    gate.opened(Kind.ONE_TIME_CODE);

    assertThat(gate.typed(typed)).isEmpty();
  }

  @Test
  void takesWhatIsKeyedWhateverItIs() {
    gate.opened(Kind.SECURITY_QUESTION);

    assertThat(gate.keyed("12"))
        .contains(new SecretGate.Taken(new Secret("12"), "[The caller keyed the code.]"));
  }

  @Test
  void takesATypedAnswerButNotThatThereIsNone() {
    gate.opened(Kind.SECURITY_QUESTION);

    assertThat(gate.typed("Johnson"))
        .contains(new SecretGate.Taken(new Secret("Johnson"), "[The caller typed the answer.]"));
    assertThat(gate.typed("I don't remember")).isEmpty();
    assertThat(gate.typed("What was the question?")).isEmpty();
  }

  @Test
  void takesASpokenCodeOutOfWhatIsKeptUntilTheAgentHasSpoken() {
    gate.opened(Kind.ONE_TIME_CODE);
    assertThat(gate.redacted(Speaker.CALLER, "one moment, 123456")).doesNotContain("123456");
    gate.closed();
    assertThat(gate.redacted(Speaker.CALLER, "123456")).doesNotContain("123456");

    gate.agentSpoke();

    assertThat(gate.redacted(Speaker.CALLER, "check 123456")).isEqualTo("check 123456");
  }

  @Test
  void keepsTheBanksOwnDigitsAndNotTheCallersInWhatTheAgentSays() {
    gate.opened(Kind.ONE_TIME_CODE);
    String question =
        "For your security, I'm sending a verification code to your phone ending in 5678. Please"
            + " provide the 6-digit code when ready. You can also key it in.";

    assertThat(gate.redacted(Speaker.AGENT, question)).isEqualTo(question);
    assertThat(gate.redacted(Speaker.AGENT, "You said 123456?")).doesNotContain("123456");
  }

  @Test
  void takesAnAnswerOutOfWhatTheAgentRepeats() {
    gate.opened(Kind.SECURITY_QUESTION);
    assertThat(gate.redacted(Speaker.CALLER, "Featherstone")).isEqualTo("[withheld]");
    gate.closed();
    gate.agentSpoke();

    assertThat(gate.redacted(Speaker.AGENT, "Thank you, Featherstone, it is done."))
        .doesNotContain("Featherstone");
  }
}
