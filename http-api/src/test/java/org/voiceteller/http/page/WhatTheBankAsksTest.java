package org.voiceteller.http.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the page shows of tools, and of codes and answers that the bank waits for. */
class WhatTheBankAsksTest extends OnThePage {

  @Test
  void showsWhatTheAgentDoesAndTheLevelReached() throws InterruptedException {
    Page page = chromium.open(teller.address());
    var leg = typedCall(page);
    leg.send("tool.started", Map.of("toolUseId", "u1", "tool", "checkBalanceTool"));
    assertThat(page.getByText("Looking up your balance…")).isVisible();
    leg.send("tool.finished", Map.of("toolUseId", "u1", "outcome", "succeeded"));
    assertThat(page.locator("vt-activity-line")).containsText("Looked up your balance");
    leg.send("tool.started", Map.of("toolUseId", "u2", "tool", "aToolOfTomorrow"));
    assertThat(page.getByText("Working on your request…")).isVisible();
    leg.send("authentication.level", Map.of("level", 1));
    assertThat(page.locator("vt-page-header")).containsText("Level 1 · Phone number recognized");
    assertThat(chromium.complaints).isEmpty();
  }

  @Test
  void opensTheKeypadByItselfForACodeAndShowsOnlyDots() throws InterruptedException {
    Page page = chromium.open(teller.address());
    var leg = typedCall(page);

    leg.send(
        "authentication.challenge",
        Map.of("kind", "oneTimeCode", "destination", "+1-555-xxx-5678"));

    Locator dialog = page.getByRole(AriaRole.DIALOG);
    assertThat(dialog).isVisible();
    assertThat(page.locator("vt-keypad-dialog")).containsText("+1-555-xxx-5678");
    assertThat(page.locator("vt-keypad-dialog input")).hasAttribute("type", "password");
    assertThat(page.locator("vt-keypad-dialog input")).isFocused();
    page.keyboard().type("123");
    page.locator("[data-key='4']").click();
    page.locator("[data-key='5']").click();
    page.locator("[data-key='6']").click();
    assertThat(page.getByText("6 digits entered")).isAttached();
    Chromium.shoot(page, "code-desktop");
    button(page.locator("vt-keypad-dialog"), "Send").click();
    assertThat(leg.next("keypad.input").path("digits").asText()).isEqualTo("123456#");
    assertThat(dialog).not().isVisible();
    assertThat(page.locator("vt-keypad-dialog input")).hasValue("");
    assertThat(chromium.complaints).isEmpty();
  }

  @Test
  void closesTheCodePromptWhenTheCodeIsNoLongerWaitedFor() throws InterruptedException {
    Page page = chromium.open(teller.address());
    var leg = typedCall(page);
    leg.next("text.input");
    leg.send("authentication.challenge", Map.of("kind", "oneTimeCode"));
    assertThat(page.locator("vt-keypad-dialog input")).isFocused();
    page.keyboard().type("12");

    leg.send("authentication.challengeClosed", Map.of());

    assertThat(page.getByRole(AriaRole.DIALOG)).not().isVisible();
    assertThat(page.locator("vt-keypad-dialog input")).hasValue("");
    assertThat(page.getByText("The code is no longer needed")).isVisible();
    type(page, "What's my balance?");
    assertThat(leg.next("text.input").path("text").asText()).isEqualTo("What's my balance?");
    assertThat(page.locator(".turn.caller .words").last()).hasText("What's my balance?");
    assertThat(chromium.complaints).isEmpty();
  }

  @Test
  void saysNothingOfAChallengeThatWasMetAndShowsNothingOfTheAnswer() throws InterruptedException {
    Page page = chromium.open(teller.address());
    var leg = typedCall(page);
    leg.send("authentication.challenge", Map.of("kind", "securityQuestion"));
    assertThat(page.locator("vt-message-form input"))
        .hasAttribute("placeholder", "Type your answer…");
    assertThat(page.getByText("Hidden, also from the assistant.")).isVisible();
    page.locator("vt-message-form input").fill("John");

    leg.send("authentication.level", Map.of("level", 3));
    leg.send("authentication.challengeClosed", Map.of());

    assertThat(page.locator("vt-message-form input"))
        .hasAttribute("placeholder", "Type your message…");
    assertThat(page.locator("vt-message-form input")).hasAttribute("type", "text");
    assertThat(page.locator("vt-message-form input")).hasValue("");
    assertThat(page.getByText("no longer needed")).not().isVisible();
    assertThat(chromium.complaints).isEmpty();
  }

  @Test
  void tellsWhatWaitsForAYesFromWhatHasHadIt() throws InterruptedException {
    Page page = chromium.open(teller.address());
    var leg = typedCall(page);

    uses(leg, "u1", "verifyOtpTool", "proposed");
    assertThat(page.locator("vt-activity-line")).hasText("Checked your code: waiting for your yes");
    uses(leg, "u2", "internalTransferTool", "proposed");
    assertThat(page.locator("vt-activity-line"))
        .containsText(
            new String[] {"Checked your code", "Ready to move your money: waiting for your yes"});
    uses(leg, "u3", "internalTransferTool", "succeeded");
    assertThat(page.locator("vt-activity-line").last())
        .containsText("Moving your money: not done, as you wished");
    leg.send("tool.started", Map.of("toolUseId", "u4", "tool", "internalTransferTool"));
    leg.send(
        "tool.finished",
        Map.of("toolUseId", "u4", "outcome", "succeeded", "confirmation", "TXN-20260115-001"));
    assertThat(page.locator("vt-activity-line").last())
        .containsText("Moved your money Confirmation TXN-20260115-001");
    assertThat(page.getByText("waiting for your yes")).not().isVisible();
    assertThat(chromium.complaints).isEmpty();
  }
}
