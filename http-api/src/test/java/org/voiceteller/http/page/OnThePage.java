package org.voiceteller.http.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

/** The caller's page in a real browser, with a bank that does what each test tells it. */
@ExtendWith(OneChromium.class)
abstract class OnThePage {

  static final String GREETING = "Welcome to First National Bank! How may I help you today?";

  static FakeTeller teller;
  static Chromium chromium;

  @BeforeAll
  static void start(Chromium browser) {
    teller = new FakeTeller(PageSettings.forBank("First National Bank", true));
    chromium = browser;
  }

  @AfterAll
  static void stop() {
    teller.close();
  }

  @AfterEach
  void clear() {
    teller.refuses("");
    chromium.clear();
    teller.forgetLegs();
  }

  static void uses(FakeTeller.Leg leg, String id, String tool, String outcome) {
    leg.send("tool.started", Map.of("toolUseId", id, "tool", tool));
    leg.send("tool.finished", Map.of("toolUseId", id, "outcome", outcome));
  }

  static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  static Locator button(Locator within, String name) {
    return within.getByRole(
        AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  static void type(Page page, String words) {
    page.getByLabel("Type instead of speaking").fill(words);
    page.getByLabel("Type instead of speaking").press("Enter");
  }

  static FakeTeller.Leg typedCall(Page page) throws InterruptedException {
    type(page, "Hello");
    var leg = teller.nextLeg();
    leg.answer("token-1");
    assertThat(button(page, "End call")).isVisible();
    return leg;
  }

  /** Presses Tab until the control has the focus. */
  static void tabTo(Page page, Locator control) {
    for (int i = 0; i < 20; i++) {
      page.keyboard().press("Tab");
      if ((Boolean) control.evaluate("it => it.getRootNode().activeElement === it")) {
        return;
      }
    }
    assertThat(control).isFocused();
  }

  static void speak(FakeTeller.Leg leg, String turnId, String words, int durationMs) {
    leg.says(turnId, "agent", words, false);
    leg.send("audio.start", Map.of("turnId", turnId));
    byte[] pcm = Sounds.tone(24000, durationMs);
    int chunk = 24000 * 2 / 50;
    for (int at = 0; at < pcm.length; at += chunk) {
      leg.send(Arrays.copyOfRange(pcm, at, Math.min(pcm.length, at + chunk)));
    }
    leg.send("audio.end", Map.of("turnId", turnId, "durationMs", durationMs));
  }

  /** A call such as a bank has it every day. */
  static void converse(FakeTeller.Leg leg) {
    leg.says("a1", "agent", GREETING, true);
    leg.says("c1", "caller", "What's my checking balance?", true);
    leg.says("a2", "agent", "I can help with that. Which phone number is on your account?", true);
    leg.says("c2", "caller", "555-234-5678", true);
    leg.send("tool.started", Map.of("toolUseId", "u1", "tool", "authenticateTool"));
    leg.send("tool.finished", Map.of("toolUseId", "u1", "outcome", "succeeded"));
    leg.send("authentication.level", Map.of("level", 1));
    leg.send("tool.started", Map.of("toolUseId", "u2", "tool", "checkBalanceTool"));
    leg.send("tool.finished", Map.of("toolUseId", "u2", "outcome", "succeeded"));
    leg.says(
        "a3",
        "agent",
        "Your checking account ending in 4521 has $5,647.32 available, and $200.00 is pending.",
        true);
    leg.says("c3", "caller", "Please send me the statement.", true);
    leg.send("tool.started", Map.of("toolUseId", "u3", "tool", "requestStatementTool"));
    leg.send(
        "tool.finished",
        Map.of("toolUseId", "u3", "outcome", "succeeded", "confirmation", "STM-20417"));
    leg.says("a4", "agent", "It is on its way to the e-mail address on your account.", true);
  }
}
