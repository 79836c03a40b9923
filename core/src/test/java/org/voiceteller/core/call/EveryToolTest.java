package org.voiceteller.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.tool.Tool;

/** What holds for each of the bank's tools, whatever it does. */
class EveryToolTest {

  @ParameterizedTest
  @MethodSource("toolsAndLevelsBelow")
  void isNotDoneBelowItsLevelAndLeavesATrace(Tool tool, Level level) {
    PlayedCall call = at(level);
    int worked = call.works.size();

    JsonNode answer = call.use(tool.toolName(), input(tool));

    assertThat(answer.path("outcome").asText()).isEqualTo("refused");
    assertThat(answer.path("then").path("tool").asText())
        .isEqualTo(
            switch (level) {
              case NONE -> "authenticateTool";
              case PHONE -> "verifyOtpTool";
              case ONE_TIME_CODE, SECURITY_QUESTION -> "stepUpAuthenticationTool";
            });
    assertThat(call.works).hasSize(worked);
    assertThat(call.live().level()).isEqualTo(level);
    assertThat(call.journal.audit())
        .anyMatch(
            entry ->
                entry.action().equals(tool.action().name()) || entry.action().equals("SEND_OTP"));
  }

  @ParameterizedTest
  @EnumSource(Tool.class)
  void refusesTheSameIdWithAnotherInput(Tool tool) {
    PlayedCall call = at(Level.SECURITY_QUESTION);
    call.use("same", tool.toolName(), input(tool), null);
    int worked = call.works.size();

    JsonNode answer = call.use("same", tool.toolName(), input(tool) + " ", null);

    assertThat(answer.path("note").asText()).contains("used before with other input");
    assertThat(call.works).hasSize(worked);
    assertThat(call.journal.audit().getLast().flags()).containsExactly("TOOL_USE_ID_REUSED");
  }

  @ParameterizedTest
  @EnumSource(Tool.class)
  void refusesAFieldThatItDoesNotKnow(Tool tool) {
    PlayedCall call = at(Level.SECURITY_QUESTION);

    JsonNode answer = call.use(tool.toolName(), "{\"level\":\"3\"}");

    assertThat(answer.path("outcome").asText()).isEqualTo("refused");
    assertThat(answer.has("say")).isFalse();
    assertThat(call.journal.audit().getLast().flags()).containsExactly("INPUT_INVALID");
  }

  @ParameterizedTest
  @EnumSource(Tool.class)
  void keepsNoInputThatCouldBeGuessedFromItsHash(Tool tool) {
    PlayedCall call = at(Level.SECURITY_QUESTION);
    call.use("same", tool.toolName(), input(tool), null);

    assertThat(call.live().tool("same").orElseThrow().inputHash())
        .startsWith("2026:")
        .hasSize("2026:".length() + 44);
  }

  @ParameterizedTest
  @EnumSource(Tool.class)
  void closesWhatAnInterruptionCutOff(Tool tool) {
    PlayedCall call = at(Level.SECURITY_QUESTION);
    if (call.request("cut", tool.toolName(), input(tool), null) instanceof Next.Answer) {
      return;
    }

    call.journal.keep(Journal.TOOLS.closeInterrupted(call.journal.call(), Set.of(), call.now));

    assertThat(call.live().tool("cut").orElseThrow().outcome()).isNotNull();
    assertThat(call.journal.audit().getLast().flags()).containsExactly("INTERRUPTED");
  }

  static Stream<Arguments> toolsAndLevelsBelow() {
    return Stream.of(Tool.values())
        .filter(tool -> tool != Tool.AUTHENTICATE)
        .flatMap(
            tool ->
                Stream.of(Level.values())
                    .filter(level -> !level.reaches(tool.level()))
                    .map(level -> Arguments.of(tool, level)));
  }

  private static PlayedCall at(Level level) {
    PlayedCall call = new PlayedCall("US-CO");
    if (level.reaches(Level.PHONE)) {
      call.use("authenticateTool", PlayedCall.PHONE);
    }
    if (level.reaches(Level.ONE_TIME_CODE)) {
      call.use("verifyOtpTool", "{}");
      call.enterCode();
    }
    if (level.reaches(Level.SECURITY_QUESTION)) {
      call.use("stepUpAuthenticationTool", "{}");
      call.answerQuestion();
    }
    assertThat(call.live().level()).isEqualTo(level);
    return call;
  }

  private static String input(Tool tool) {
    return switch (tool) {
      case AUTHENTICATE -> PlayedCall.PHONE;
      case VERIFY_OTP -> "{\"code\":\"123456\"}";
      case STEP_UP_AUTHENTICATION -> "{\"answer\":\"Smith\"}";
      case REQUEST_STATEMENT -> "{\"delivery\":\"email\"}";
      case CLARIFY_MERCHANT -> "{\"descriptor\":\"SQ *BLUE BOTTLE\"}";
      case INTERNAL_TRANSFER -> "{\"amount\":\"500\"}";
      case SETUP_BILLPAY -> "{\"payee\":\"City Electric\",\"amount\":\"50\"}";
      case STOP_PAYMENT -> "{\"checkNumber\":\"1234\"}";
      case CHECK_BALANCE,
          VIEW_RECENT_TRANSACTIONS,
          SEARCH_TRANSACTIONS,
          REPORT_LOST_CARD,
          FREEZE_CARD,
          UNFREEZE_CARD,
          CHECK_REPLACEMENT_STATUS,
          DISPUTE_CHARGE,
          CHECK_ZELLE_STATUS,
          EXPLAIN_PENDING,
          REPORT_FRAUD,
          CHECK_DISPUTE_STATUS,
          EXPLAIN_PROVISIONAL_CREDIT ->
          "{}";
    };
  }
}
