package org.voiceteller.http.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A call on the page from before it begins to its summary, and what may go wrong with it. */
class CallerPageTest extends OnThePage {

  @Test
  void saysWhatWillHappenBeforeTheCall() {
    Page page = chromium.open(teller.address());

    assertThat(page).hasTitle("Call First National Bank");
    assertThat(page.getByText("Talk to First National Bank")).isVisible();
    assertThat(page.getByText("Calls may be recorded")).isVisible();
    assertThat(button(page, "Call")).isVisible();
    Chromium.shoot(page, "idle-desktop");
    assertThat(chromium.complaints).isEmpty();
  }

  @Test
  void typingBeforeACallBeginsOneWithoutTheMicrophone() throws InterruptedException {
    Page page = chromium.open(teller.address());
    type(page, "What's my checking balance?");
    var leg = teller.nextLeg();

    assertThat(leg.answer("token-1").path("channel").asText()).isEqualTo("browser");
    assertThat(leg.next("text.input").path("text").asText())
        .isEqualTo("What's my checking balance?");
    leg.says("t1", "caller", "What's my checking balance?", true);
    leg.says("t2", "agent", "I can help with that.", true);

    assertThat(page.locator(".turn")).hasCount(2);
    assertThat(page.locator(".turn.caller .words")).hasText("What's my checking balance?");
    assertThat(page.locator(".turn.agent .words")).hasText("I can help with that.");
    assertThat(page.getByText("Typing only")).isVisible();
    assertThat(chromium.complaints).isEmpty();
  }

  @Test
  void goesOnWithTheSameCallWhenTheConnectionBreaks() throws InterruptedException {
    Page page = chromium.open(teller.address());
    var leg = typedCall(page);
    leg.says("t1", "agent", "Which account?", true);
    assertThat(page.getByText("Which account?").first()).isVisible();

    leg.drop();

    var next = teller.nextLeg();
    assertThat(next.next("call.start").path("resume").asText()).isEqualTo("token-1");
    assertThat(page.getByText("We are reconnecting you.")).isVisible();
    next.send("call.started", Map.of("callId", "call-1", "resumeToken", "token-2"));
    assertThat(page.locator(".remark")).hasText("You are connected again.");
    assertThat(page.getByText("We are reconnecting you.")).not().isVisible();
    assertThat(page.getByText("Which account?").first()).isVisible();

    page.reload();
    assertThat(teller.nextLeg().answer("token-3").path("resume").asText()).isEqualTo("token-2");
    assertThat(page.locator(".remark").first()).containsText("You came back to your call.");
  }

  @Test
  void asksToWaitUntilTheAgentAnswers() throws InterruptedException {
    Page page = chromium.open(teller.address());
    var leg = typedCall(page);
    leg.send("notice", Map.of("code", "please_hold", "message", "Please wait.", "turnId", "h1"));
    assertThat(page.getByText("Please wait.")).isVisible();

    leg.says("t1", "agent", "Here you are.", false);
    assertThat(page.getByText("Here you are.").first()).isVisible();
    assertThat(page.getByText("Please wait.")).not().isVisible();
  }

  @Test
  void comesBackWhenNobodyIsAtTheOtherEndAnyMore() throws InterruptedException {
    Page page = chromium.open(teller.address());
    page.clock().install();
    var leg = typedCall(page);
    page.clock().runFor(7_000);
    leg.next("line.check");
    leg.says("t1", "agent", "I am here.", true);
    assertThat(page.getByText("I am here.").first()).isVisible();
    assertThat(page.getByText("We are reconnecting you.")).not().isVisible();

    leg.standStill();
    page.clock().runFor(7_000);
    leg.next("line.check");
    page.clock().runFor(7_000);

    var next = teller.nextLeg();
    assertThat(next.answer("token-2").path("resume").asText()).isEqualTo("token-1");
    assertThat(page.locator(".remark")).hasText("You are connected again.");
  }

  @Test
  void asksAgainForACallThatIsOnItsWayToAnotherServer() throws InterruptedException {
    Page page = chromium.open(teller.address());
    typedCall(page).drop();
    var early = teller.nextLeg();
    early.next("call.start");

    early.send(
        "error", Map.of("code", "call_unavailable", "message", "not yet", "retryable", true));

    assertThat(teller.nextLeg().answer("token-2").path("resume").asText()).isEqualTo("token-1");
    assertThat(page.locator(".remark")).hasText("You are connected again.");
    assertThat(button(page, "End call")).isVisible();
  }

  @Test
  void saysThatAnEarlierCallIsOverWhenItCannotBeResumed() throws InterruptedException {
    Page page = chromium.open(teller.address());
    typedCall(page);
    page.reload();
    var leg = teller.nextLeg();
    leg.next("call.start");

    leg.send(
        "error",
        Map.of("code", "unknown_resume_token", "message", "no such call", "retryable", false));

    assertThat(page.getByText("Your earlier call has ended")).isVisible();
    assertThat(button(page, "Call again")).isVisible();
  }

  @Test
  void saysWhatToDoWhenTheMicrophoneIsRefused() {
    Page page = chromium.open(teller.address(), 1280, 800, ColorScheme.LIGHT, List.of());

    button(page, "Call").click();

    assertThat(page.getByText("The microphone is not allowed")).isVisible();
    assertThat(page.getByText("Or just type below.")).isVisible();
    assertThat(button(page, "Call")).isVisible();
    Chromium.shoot(page, "refused-desktop");
    assertThat(chromium.complaints).isEmpty();
  }

  @Test
  void saysWhenToCallAgainWhenAllLinesAreBusy() {
    teller.refuses("full");
    Page page = chromium.open(teller.address());

    button(page, "Call").click();

    assertThat(page.getByText("All lines are busy")).isVisible();
    assertThat(page.getByText("Please call again in")).isVisible();
    assertThat(button(page, "Call")).isVisible();
    Chromium.shoot(page, "busy-desktop");
  }

  @Test
  void saysThatNoCallCanBeginWhileTheBankIsUpdated() {
    teller.refuses("draining");
    Page page = chromium.open(teller.address());

    button(page, "Call").click();

    assertThat(page.getByText("We are bringing in an update")).isVisible();
    assertThat(page.getByText("Please call again in")).isVisible();
  }

  @Test
  void movesToAnotherServerWhenTheAgentHasFinished() throws InterruptedException {
    Page page = chromium.open(teller.address());
    var leg = typedCall(page);
    leg.send("tool.started", Map.of("toolUseId", "u1", "tool", "checkBalanceTool"));
    leg.send("server.draining", Map.of("endsInMs", 60_000, "elsewhere", true));
    leg.says("t1", "agent", "One moment.", true);
    assertThat(page.getByText("One moment.").first()).isVisible();
    type(page, "Are you there?");
    assertThat(leg.next("text.input").path("text").asText()).isEqualTo("Hello");
    assertThat(leg.next("text.input").path("text").asText()).isEqualTo("Are you there?");

    leg.send("tool.finished", Map.of("toolUseId", "u1", "outcome", "succeeded"));

    var next = teller.nextLeg();
    assertThat(next.query()).isEqualTo("resume");
    assertThat(next.answer("token-2").path("resume").asText()).isEqualTo("token-1");
    assertThat(button(page, "End call")).isVisible();
    assertThat(page.getByText("One moment.").first()).isVisible();
  }

  @Test
  void staysWhereItIsWhenNoOtherServerTakesTheCallUp() throws InterruptedException {
    Page page = chromium.open(teller.address());
    var leg = typedCall(page);

    leg.send("server.draining", Map.of("endsInMs", 60_000, "elsewhere", false));
    leg.says("t1", "agent", "Which account?", true);
    assertThat(page.getByText("Which account?").first()).isVisible();
    leg.send("call.ended", Map.of("reason", "serverDraining"));

    assertThat(page.getByText("The call was ended for maintenance.").first()).isVisible();
  }

  @Test
  void servesACallFromBeginningToEndByKeyboardAlone() throws InterruptedException {
    Page page = chromium.open(teller.address());
    assertThat(button(page, "Call")).isVisible();
    tabTo(page, button(page, "Call"));
    page.keyboard().press("Enter");
    var leg = teller.nextLeg();
    leg.answer("token-1");
    assertThat(button(page, "End call")).isVisible();

    tabTo(page, button(page, "Keypad"));
    page.keyboard().press("Enter");
    assertThat(page.locator("vt-keypad-dialog input")).isFocused();
    page.keyboard().type("15552345678#");
    assertThat(leg.next("keypad.input").path("digits").asText()).isEqualTo("15552345678#");
    assertThat(button(page, "Keypad")).isFocused();

    page.keyboard().press("Tab");
    page.keyboard().type("Thank you");
    page.keyboard().press("Enter");
    assertThat(leg.next("text.input").path("text").asText()).isEqualTo("Thank you");

    tabTo(page, button(page, "End call"));
    page.keyboard().press("Enter");
    leg.next("call.end");
    leg.send("call.ended", Map.of("reason", "callerHungUp"));
    assertThat(page.getByText("Your call in short")).isVisible();
    assertThat(chromium.complaints).isEmpty();
  }

  @Test
  void gathersWhatWasDoneAndKeepsItAsAFile() throws Exception {
    Page page = chromium.open(teller.address());
    var leg = typedCall(page);
    converse(leg);
    leg.send("call.ended", Map.of("reason", "agentEnded"));

    Locator summary = page.locator("vt-call-summary");
    assertThat(summary).containsText("Ordered your statement");
    assertThat(summary).containsText("Confirmation STM-20417");
    var download = page.waitForDownload(() -> button(page, "Save as a text file").click());
    String saved = Files.readString(download.path());
    assertThat(saved)
        .contains("Call with First National Bank")
        .contains("Assistant: Your checking account ending in 4521")
        .contains("Confirmation STM-20417");
    assertThat(chromium.complaints).isEmpty();
  }
}
