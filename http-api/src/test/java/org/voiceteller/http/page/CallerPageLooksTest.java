package org.voiceteller.http.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each state of the page in light and dark, wide and narrow: readable for all, nothing cut off. */
class CallerPageLooksTest {

  private static FakeTeller teller;
  private static Chromium chromium;

  @BeforeAll
  static void start() throws IOException {
    teller = new FakeTeller(PageSettings.forBank("First National Bank", true));
    chromium = new Chromium();
  }

  @AfterAll
  static void stop() {
    chromium.close();
    teller.close();
  }

  @AfterEach
  void clear() {
    chromium.clear();
  }

  @ParameterizedTest
  @CsvSource({
    "desktop-light, 1280, 800, LIGHT",
    "desktop-dark, 1280, 800, DARK",
    "phone-light, 360, 740, LIGHT",
    "phone-dark, 360, 740, DARK"
  })
  void isReadableInEveryState(String name, int width, int height, ColorScheme scheme)
      throws InterruptedException {
    Page page = chromium.open(teller.address(), width, height, scheme, List.of("microphone"));
    assertThat(page.getByText("Talk to First National Bank")).isVisible();
    inspect(page, "idle-" + name);

    page.getByText("Call", new Page.GetByTextOptions().setExact(true)).click();
    var leg = teller.nextLeg();
    leg.answer("token-1");
    CallerPageTest.converse(leg);
    leg.send("tool.started", Map.of("toolUseId", "u9", "tool", "searchTransactionsTool"));
    assertThat(page.getByText("Searching your transactions…")).isVisible();
    page.waitForFunction("() => window.voiceTeller.microphoneLevel() > 0.05");
    inspect(page, "call-" + name);

    leg.send(
        "authentication.challenge",
        Map.of("kind", "oneTimeCode", "destination", "+1-555-xxx-5678"));
    assertThat(page.locator("vt-keypad-dialog input")).isFocused();
    page.keyboard().type("1234");
    assertThat(page.locator("vt-keypad-dialog input")).hasValue("1234");
    inspect(page, "code-" + name);
    leg.send("authentication.level", Map.of("level", 2));
    assertThat(page.locator("vt-keypad-dialog input")).not().isVisible();

    leg.drop();
    var next = teller.nextLeg();
    assertThat(page.getByText("We are reconnecting you.")).isVisible();
    inspect(page, "reconnecting-" + name);
    next.answer("token-2");
    assertThat(page.getByText("You are connected again.").first()).isVisible();

    next.send("call.ended", Map.of("reason", "agentEnded"));
    assertThat(page.getByText("Your call in short")).isVisible();
    inspect(page, "ended-" + name);
  }

  private static void inspect(Page page, String name) {
    Chromium.shoot(page, name);
    var serious =
        new AxeBuilder(page)
            .analyze().getViolations().stream()
                .filter(it -> List.of("serious", "critical").contains(it.getImpact()))
                .map(it -> it.getId() + " " + it.getHelp() + " " + it.getNodes())
                .toList();
    assertThat(serious).as(name).isEmpty();
    assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
        .as("nothing is cut off at the side in " + name)
        .isEqualTo(true);
  }
}
