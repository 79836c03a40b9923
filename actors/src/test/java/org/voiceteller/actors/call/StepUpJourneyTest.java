package org.voiceteller.actors.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voiceteller.actors.bank.OneNode.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.voiceteller.actors.bank.FakeHistory;
import org.voiceteller.actors.bank.OneNode;
import org.voiceteller.core.authentication.Secret;
import org.voiceteller.core.call.CallDesk;
import org.voiceteller.core.call.CallListener.Signal;
import org.voiceteller.core.call.CallOrigin;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.core.call.Turn;
import org.voiceteller.core.tool.ToolUse;

/** From a wish to money, over the whole bank: its entities, its codes, its questions. */
class StepUpJourneyTest {

  private static final CallOrigin COLORADO =
      new CallOrigin("browser", null, "US-CO", "en-US", "192.0.2.1");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TRANSFER =
      "{\"amount\":\"500\",\"fromAccountType\":\"checking\",\"toAccountType\":\"savings\"}";

  private static OneNode node;

  private final List<Signal> signals = new CopyOnWriteArrayList<>();
  private CallDesk.Opened call;
  private int uses;

  @BeforeAll
  static void start() throws Exception {
    Instant now = Instant.parse("2026-01-15T19:00:00Z");
    node = new OneNode("", new FakeHistory(), () -> now);
    await(node.bank().sampleBank().enter());
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @BeforeEach
  void open() throws Exception {
    call = await(node.bank().callDesk().open(COLORADO, signals::add));
  }

  @Test
  void transfersAfterNumberCodeAndYesAndNoWishIsSaidTwice() throws Exception {
    assertThat(say("internalTransferTool", TRANSFER)).contains("may I have your phone number");
    assertThat(say("authenticateTool", "{\"phoneNumber\":\"+1-555-234-5678\"}"))
        .contains("I'm sending a verification code to your phone ending in 5678.");
    give(code());
    String readBack = say("verifyOtpTool", "{}");
    assertThat(readBack).startsWith("Code verified! ").contains("$500", "?");
    says("yes, please");

    String done = say("internalTransferTool", TRANSFER.replace("}", ",\"confirmed\":\"yes\"}"));

    assertThat(done).contains("Confirmation number");
    assertThat(say("internalTransferTool", TRANSFER.replace("}", ",\"confirmed\":\"yes\"}")))
        .isEqualTo(done);
    assertThat(signals.stream().map(Signal::getClass).map(Class::getSimpleName))
        .containsSubsequence("LevelReached", "ChallengeOpened", "LevelReached", "ChallengeClosed");
    end();
  }

  @Test
  void asksTheQuestionForAStopPaymentByItself() throws Exception {
    say("authenticateTool", "{\"phoneNumber\":\"+1-555-234-5678\"}");
    assertThat(say("stopPaymentTool", "{\"checkNumber\":\"1234\"}"))
        .startsWith("Stop payments require enhanced verification for your security.");
    assertThat(say("verifyOtpTool", "{\"code\":\"%s\"}".formatted(code())))
        .isEqualTo(
            "Code verified. Now I need to ask you a security question. What is your mother's"
                + " maiden name?");
    assertThat(say("stepUpAuthenticationTool", "{\"answer\":\"Smith\"}"))
        .contains("isn't the answer we have on file");

    assertThat(say("stepUpAuthenticationTool", "{\"answer\":\"Johnson\"}"))
        .startsWith("Thank you. ")
        .contains("1234");
    end();
  }

  @Test
  void countsWrongCodesAcrossCallsUntilTheCustomerMustWait() throws Exception {
    String phone = "{\"phoneNumber\":\"+1-555-345-6789\"}";
    String last = "";
    for (int calls = 0; calls < 2; calls++) {
      say("authenticateTool", phone);
      say("unfreezeCardTool", "{}");
      for (int guess = 0; guess < 3; guess++) {
        last = say("verifyOtpTool", "{\"code\":\"00000%d\"}".formatted(guess));
      }
      end();
      open();
    }
    say("authenticateTool", phone);
    say("unfreezeCardTool", "{}");

    assertThat(say("verifyOtpTool", "{\"code\":\"%s\"}".formatted(code()))).contains("Please wait");
    assertThat(last).isNotEmpty();
    end();
  }

  private static String code() {
    return node.codesSent().getLast().code().value();
  }

  private String say(String tool, String input) throws Exception {
    uses++;
    JsonNode result =
        JSON.readTree(
            await(
                    node.bank()
                        .callDesk()
                        .useTool(
                            call.callId(), call.legId(), new ToolUse("use-" + uses, tool, input)))
                .resultJson());
    return result.path("say").asText();
  }

  private void says(String words) throws Exception {
    uses++;
    await(
        node.bank()
            .callDesk()
            .recordTurn(
                call.callId(), call.legId(), new Turn("t" + uses, Turn.Speaker.CALLER, words)));
  }

  private void give(String secret) throws Exception {
    await(node.bank().callDesk().giveSecret(call.callId(), call.legId(), new Secret(secret)));
  }

  private void end() throws Exception {
    await(node.bank().callDesk().end(call.callId(), call.legId(), EndReason.CALLER_HUNG_UP));
  }
}
