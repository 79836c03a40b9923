package org.voiceteller.http.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.voiceteller.http.page.Chromium;

/** The console and a caller's page in a real browser, over a real bank. */
@Order(Integer.MAX_VALUE)
@ExtendWith(SharedTeller.ThatReads.class)
class ConsoleBrowserIT {

  private static final ContainsTextOptions SOON = new ContainsTextOptions().setTimeout(60_000);

  /** Somebody who is signed in and has said why they look. */
  private static Page console(Chromium chromium, RunningTeller bank) throws Exception {
    Page page = chromium.open("about:blank");
    page.setDefaultTimeout(60_000);
    String[] cookie = StaffMember.of(bank).cookie().split("=", 2);
    page.context()
        .addCookies(List.of(new Cookie(cookie[0], cookie[1]).setUrl(bank.home().toString())));
    page.addInitScript("sessionStorage.setItem('vt-console-reason', 'CASE-2026-17')");
    page.navigate(bank.home() + "/console");
    return page;
  }

  @Test
  void aCallAppearsIsTakenOverAndGivenBack(RunningTeller bank) throws Exception {
    try (var chromium = new Chromium()) {
      Page console = console(chromium, bank);
      var caller = CallersPage.open(chromium, bank);
      caller.type("I want to speak to a person, please.");
      caller.awaitAgent("You are in the queue");
      assertThat(caller.page().locator("vt-notice-bar")).containsText("A person will join");

      Locator row =
          console
              .locator("table tbody tr")
              .filter(new Locator.FilterOptions().setHasText(caller.callId()));
      assertThat(row).containsText("Waits for a person", SOON);
      assertThat(row).containsText("Take over");
      Chromium.shoot(console, "console-now-waits");
      row.getByText("Take over").click();

      assertThat(caller.page().locator("vt-notice-bar"))
          .containsText("You speak with a person", SOON);
      console.getByLabel("Say to the caller").fill("Good evening, this is Dana of the bank.");
      console.getByLabel("Say to the caller").press("Enter");
      caller.awaitAgent("Good evening, this is Dana of the bank.");
      assertThat(caller.page().locator(".turn.agent .who").last()).containsText("Bank employee");
      caller.type("My card is stuck in the machine.");
      Locator turns = console.locator("vt-line-transcript li.turn");
      assertThat(turns.last()).containsText("My card is stuck in the machine.", SOON);
      Chromium.shoot(console, "console-desk");
      Chromium.shoot(caller.page(), "call-with-a-person");

      button(console, "Give back").click();

      caller.awaitAgent("I'm back with you.");
      assertThat(caller.page().locator("vt-notice-bar")).containsText("The assistant is back");
      assertThat(console.getByText("Given back").first()).isVisible();
      Assertions.assertThat(chromium.complaints).isEmpty();
    }
  }

  @Test
  void theAuditLogIsExportedAndVerified(RunningTeller bank, @TempDir Path folder) throws Exception {
    try (var chromium = new Chromium()) {
      Page console = console(chromium, bank);
      console.navigate(bank.home() + "/console/compliance");
      Download download = console.waitForDownload(() -> button(console, "Export").click());
      Path export = folder.resolve("audit.jsonl");
      download.saveAs(export);

      Assertions.assertThat(bank.command("audit", "verify", export.toString())).isZero();
    }
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }
}
