package org.voiceteller.http.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each state of the page in light and dark, wide and narrow: readable for all, nothing cut off. */
@ExtendWith(OneChromium.class)
class CallerPageLooksTest {

  private static FakeTeller teller;
  private static Chromium chromium;

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
    chromium.clear();
  }

  @Test
  void isReadableInEveryState() throws InterruptedException {
    Page page = chromium.open(teller.address());
    assertThat(page.getByText("Talk to First National Bank")).isVisible();
    inspect(page, "idle");

    page.getByText("Call", new Page.GetByTextOptions().setExact(true)).click();
    var leg = teller.nextLeg();
    leg.answer("token-1");
    OnThePage.converse(leg);
    leg.send("tool.started", Map.of("toolUseId", "u9", "tool", "searchTransactionsTool"));
    assertThat(page.getByText("Searching your transactions…")).isVisible();
    page.waitForFunction("() => window.voiceTeller.microphoneLevel() > 0.05");
    inspect(page, "call");

    leg.send(
        "authentication.challenge",
        Map.of("kind", "oneTimeCode", "destination", "+1-555-xxx-5678"));
    assertThat(page.locator("vt-keypad-dialog input")).isFocused();
    page.keyboard().type("1234");
    assertThat(page.locator("vt-keypad-dialog input")).hasValue("1234");
    inspect(page, "code");
    leg.send("authentication.challengeClosed", Map.of());
    assertThat(page.locator("vt-keypad-dialog input")).not().isVisible();
    inspect(page, "lapsed");

    leg.drop();
    var next = teller.nextLeg();
    assertThat(page.getByText("We are reconnecting you.")).isVisible();
    inspect(page, "reconnecting");
    next.answer("token-2");
    assertThat(page.getByText("You are connected again.").first()).isVisible();

    next.send("call.ended", Map.of("reason", "agentEnded"));
    assertThat(page.getByText("Your call in short")).isVisible();
    inspect(page, "ended");
  }

  @Test
  void isReadableWhenMoneyIsMoved() throws InterruptedException {
    Page page = chromium.open(teller.address());
    page.getByLabel("Type instead of speaking").fill("Move $5,000 from checking to savings");
    page.getByLabel("Type instead of speaking").press("Enter");
    var leg = teller.nextLeg();
    leg.answer("token-1");
    leg.says("c1", "caller", "Move $5,000 from checking to savings", true);
    OnThePage.uses(leg, "u1", "internalTransferTool", "refused");
    leg.says(
        "a1",
        "agent",
        "For your security, I need to ask you a security question. What is your mother's maiden"
            + " name?",
        true);
    leg.send("authentication.challenge", Map.of("kind", "securityQuestion"));
    page.locator("vt-message-form input").fill("Johnson");
    inspect(page, "question");

    leg.send("authentication.level", Map.of("level", 3));
    OnThePage.uses(leg, "u2", "stepUpAuthenticationTool", "proposed");
    leg.says(
        "a2",
        "agent",
        "Thank you. Shall I transfer $5,000.00 from your checking account ending in 4521 to your"
            + " savings account ending in 8834?",
        true);
    assertThat(page.getByText("waiting for your yes").first()).isVisible();
    inspect(page, "read-back");

    leg.says("c2", "caller", "Yes, please.", true);
    leg.send("tool.started", Map.of("toolUseId", "u3", "tool", "internalTransferTool"));
    leg.send(
        "tool.finished",
        Map.of("toolUseId", "u3", "outcome", "succeeded", "confirmation", "TXN-20260115-001"));
    leg.says("a3", "agent", "Transfer complete! Your confirmation is TXN-20260115-001.", true);
    assertThat(page.getByText("Moved your money").first()).isVisible();
    inspect(page, "moved");
  }

  /** In light and dark, wide and narrow. */
  private static void inspect(Page page, String state) {
    for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(
          new Page.EmulateMediaOptions()
              .setColorScheme(scheme)
              .setReducedMotion(ReducedMotion.REDUCE));
      var name = scheme.name().toLowerCase(Locale.ROOT) + "-" + state;
      page.setViewportSize(1280, 800);
      look(page, "desktop-" + name);
      page.setViewportSize(360, 740);
      look(page, "phone-" + name);
      assertThat(Readability.faults(page)).as(name).isEmpty();
    }
  }

  private static void look(Page page, String name) {
    Chromium.shoot(page, name);
    assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
        .as("nothing is cut off at the side in " + name)
        .isEqualTo(true);
  }
}
