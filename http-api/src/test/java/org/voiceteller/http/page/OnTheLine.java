package org.voiceteller.http.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Map;
import org.voiceteller.http.page.FakeTeller.Leg;

/** The desk of one who has a line to a call, in a real browser. */
abstract class OnTheLine extends OnTheConsole {

  static final String DESK = "/console/hand-off/call-b3d7f5";

  /** Somebody with a microphone who has said why they look. */
  static Page desk(String path) {
    Page page = chromium.open("about:blank", 1280, 800, ColorScheme.LIGHT, List.of("microphone"));
    page.addInitScript("sessionStorage.setItem('vt-console-reason', '" + REASON + "')");
    page.navigate(bank.address() + path);
    return page;
  }

  static String opened(String mode, String staff) {
    return """
    [{"type":"line.opened","callId":"call-b3d7f5","mode":"%s","level":1,"history":[]%s}]
    """
        .formatted(mode, staff.isEmpty() ? "" : ",\"staff\":\"" + staff + "\"");
  }

  static void says(Leg line, String turnId, String speaker, String text, boolean complete) {
    line.send(
        "transcript",
        Map.of("turnId", turnId, "speaker", speaker, "text", text, "final", complete));
  }

  /** Types words and gives the turn under which they came to the bank. */
  static String type(Page page, Leg line, String words) throws InterruptedException {
    page.getByLabel("Say to the caller").fill(words);
    page.getByLabel("Say to the caller").press("Enter");
    var say = line.next("say");
    assertThat(say.path("text").asText()).isEqualTo(words);
    assertThat(page.getByLabel("Say to the caller")).hasValue("");
    return say.path("turnId").asText();
  }

  static Locator turns(Page page) {
    return page.locator("vt-line-transcript li.turn");
  }

  /** What a screen reader is told. */
  static Locator news(Page page) {
    return page.locator("vt-line-transcript [role=log]");
  }

  static Locator rail(Page page) {
    return page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Console"));
  }

  static Locator.FilterOptions hasText(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
