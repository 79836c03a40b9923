package org.voiceteller.actors.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.tool.Tool;

/**
 * Each of the bank's tools in each case that matters, over the whole bank: sessions, entities,
 * codes and a journal that is watched. What a tool does shows in what the entities write; a tool
 * whose work is done twice writes more than one use of it did.
 */
class EveryToolAtTheBankTest {

  @SuppressWarnings("NullAway.Init") // filled before all
  private static BankOfTrials bank;

  private static final Set<Tool> CHECKS_OF_THE_CALLER =
      EnumSet.of(Tool.AUTHENTICATE, Tool.VERIFY_OTP, Tool.STEP_UP_AUTHENTICATION);

  /** What one undisturbed use writes. */
  private static final Map<Tool, List<String>> EFFECTS = new EnumMap<>(Tool.class);

  @BeforeAll
  static void open() throws Exception {
    bank = new BankOfTrials();
    for (Tool tool : Tool.values()) {
      EFFECTS.put(tool, effectsOfOneUse(tool));
    }
  }

  @AfterAll
  static void close() {
    bank.close();
  }

  @ParameterizedTest(name = "{0} › the happy path")
  @MethodSource("tools")
  void doesWhatItIsFor(Tool tool) throws Exception {
    Trial trial = Trial.of(tool);
    TrialCall call = trial.prepared(tool, bank);

    JsonNode answer = call.use("first", tool.toolName(), trial.input());

    assertThat(outcome(answer)).as(answer.toString()).isEqualTo("succeeded");
    assertThat(answer.path("say").asText()).contains(trial.says());
    assertThat(call.effects().isEmpty()).isNotEqualTo(trial.changes());
  }

  @ParameterizedTest(name = "{0} › level {1}, which is not enough")
  @MethodSource("toolsAndLevelsBelow")
  void isNotDoneBelowItsLevel(Tool tool, Level level) throws Exception {
    TrialCall call = TrialCall.at(level, bank);
    if (level == Level.ONE_TIME_CODE) {
      bank.enrolQuestion();
    }
    call.mark();

    JsonNode answer = call.use(tool.toolName(), Trial.of(tool).unconfirmed());

    assertThat(outcome(answer)).as(answer.toString()).isEqualTo("refused");
    assertThat(answer.path("then").path("tool").asText())
        .isEqualTo(
            switch (level) {
              case NONE -> Tool.AUTHENTICATE.toolName();
              case PHONE -> Tool.VERIFY_OTP.toolName();
              case ONE_TIME_CODE, SECURITY_QUESTION -> Tool.STEP_UP_AUTHENTICATION.toolName();
            });
    assertThat(call.effects()).allMatch(effect -> effect.startsWith("credentials "));
  }

  @ParameterizedTest(name = "{0} › a wrong argument")
  @MethodSource("tools")
  void refusesAWrongArgument(Tool tool) throws Exception {
    Trial trial = Trial.of(tool);
    TrialCall call = trial.prepared(tool, bank);

    JsonNode answer = call.use(tool.toolName(), trial.wrong());

    assertThat(outcome(answer)).as(answer.toString()).isEqualTo("refused");
    assertThat(answer.path("note").asText()).isNotEmpty();
    assertThat(call.effects()).isEmpty();
  }

  @ParameterizedTest(name = "{0} › an unknown account, card, case, charge, number or code")
  @MethodSource("toolsThatNameSomething")
  void findsNothingThatIsNotTheCustomers(Tool tool) throws Exception {
    Trial trial = Trial.of(tool);
    TrialCall call = trial.prepared(tool, bank);

    JsonNode answer = call.use(tool.toolName(), Objects.requireNonNull(trial.unknown()));

    assertThat(answer.path("say").asText()).as(answer.toString()).contains(trial.saysOfUnknown());
    assertThat(call.effects())
        .as("attempts are counted")
        .allMatch(
            effect -> effect.startsWith("credentials ") || effect.startsWith("phone-binding "));
  }

  @ParameterizedTest(name = "{0} › a repeat with the same id")
  @MethodSource("tools")
  void answersARepeatAsTheFirstTimeAndDoesNothing(Tool tool) throws Exception {
    Trial trial = Trial.of(tool);
    TrialCall call = trial.prepared(tool, bank);
    JsonNode first = call.use("same", tool.toolName(), trial.input());

    assertThat(call.use("same", tool.toolName(), trial.input())).isEqualTo(first);

    assertThatItWasDoneOnce(tool, call);
  }

  @ParameterizedTest(name = "{0} › a repeat with the same id and another input")
  @MethodSource("tools")
  void refusesAnotherInputUnderTheSameId(Tool tool) throws Exception {
    Trial trial = Trial.of(tool);
    TrialCall call = trial.prepared(tool, bank);
    JsonNode first = call.use("same", tool.toolName(), trial.input());

    JsonNode other = call.use("same", tool.toolName(), trial.otherInput());

    assertThat(outcome(first)).isEqualTo("succeeded");
    assertThat(outcome(other)).isEqualTo("refused");
    assertThat(other.path("note").asText()).contains("used before with other input");
    assertThatItWasDoneOnce(tool, call);
  }

  @ParameterizedTest(name = "{0} › a crash between the decision and the reply")
  @MethodSource("tools")
  void answersAfterACrashAsItWouldHaveBefore(Tool tool) throws Exception {
    Trial trial = Trial.of(tool);
    TrialCall call = trial.prepared(tool, bank);
    JsonNode unheard = call.use("same", tool.toolName(), trial.input());
    call.die();

    assertThat(call.use("same", tool.toolName(), trial.input())).isEqualTo(unheard);

    assertThatItWasDoneOnce(tool, call);
  }

  @ParameterizedTest(name = "{0} › a crash between the work and the decision")
  @MethodSource("tools")
  void isDoneOnceWhenItIsAskedForAgainAfterACrash(Tool tool) throws Exception {
    Trial trial = Trial.of(tool);
    TrialCall call = trial.prepared(tool, bank);
    call.useAndDieBeforeTheOutcome("first", tool.toolName(), trial.input());

    JsonNode first = call.use("first", tool.toolName(), trial.input());
    JsonNode second = call.use("second", tool.toolName(), trial.input());

    if (tool.onlyLooks()) {
      assertThat(outcome(first)).as("it is looked up again").isEqualTo("succeeded");
    } else {
      assertThat(first.path("say").asText()).contains("interrupted");
    }
    assertThat(outcome(second)).as(second.toString()).isEqualTo("succeeded");
    if (CHECKS_OF_THE_CALLER.contains(tool)) {
      // each attempt counts against guessing, and nothing else is done
      assertThat(call.effects()).isNotEmpty().allMatch(once(tool)::contains);
    } else {
      assertThatItWasDoneOnce(tool, call);
    }
  }

  /** Who is told that something came between, and asks again, means the same thing. */
  @ParameterizedTest(
      name = "{0} › asked for afresh after a crash between the work and the decision")
  @MethodSource("toolsThatMoveMoney")
  void isNotDoneTwiceForWhoAsksAfresh(Tool tool) throws Exception {
    Trial trial = Trial.of(tool);
    TrialCall call = trial.prepared(tool, bank);
    call.useAndDieBeforeTheOutcome("first", tool.toolName(), trial.input());

    JsonNode afresh = call.use("afresh", tool.toolName(), trial.unconfirmed());

    assertThat(outcome(afresh)).as(afresh.toString()).isEqualTo("succeeded");
    assertThat(afresh.path("say").asText()).contains(trial.says());
    assertThatItWasDoneOnce(tool, call);
    call.agentSays("It is done.");
    assertThat(outcome(call.use(tool.toolName(), trial.unconfirmed())))
        .as("the same once more, knowingly, is read back")
        .isNotEqualTo("succeeded");
  }

  private static void assertThatItWasDoneOnce(Tool tool, TrialCall call) {
    bank.awaitAssert(() -> assertThat(call.effects()).isEqualTo(once(tool)));
  }

  private static List<String> once(Tool tool) {
    return Objects.requireNonNull(EFFECTS.get(tool));
  }

  private static List<String> effectsOfOneUse(Tool tool) throws Exception {
    Trial trial = Trial.of(tool);
    TrialCall call = trial.prepared(tool, bank);
    JsonNode unused = call.use(tool.toolName(), trial.input());
    bank.awaitQuiet();
    return call.effects();
  }

  static Stream<Named<Tool>> tools() {
    return Stream.of(Tool.values()).map(tool -> Named.of(tool.toolName(), tool));
  }

  static Stream<Named<Tool>> toolsThatMoveMoney() {
    return tools().filter(tool -> Trial.of(tool.getPayload()).input().contains("confirmed"));
  }

  /** All but the one explanation that is the same for everybody. */
  static Stream<Named<Tool>> toolsThatNameSomething() {
    return tools().filter(tool -> tool.getPayload() != Tool.EXPLAIN_PROVISIONAL_CREDIT);
  }

  /** None is below that of the first tool, which says who calls. */
  static Stream<Arguments> toolsAndLevelsBelow() {
    return tools()
        .filter(tool -> tool.getPayload() != Tool.AUTHENTICATE)
        .flatMap(
            tool ->
                Stream.of(Level.values())
                    .filter(level -> !level.reaches(tool.getPayload().level()))
                    .map(level -> Arguments.of(tool, level)));
  }

  private static String outcome(JsonNode answer) {
    return answer.path("outcome").asText();
  }
}
