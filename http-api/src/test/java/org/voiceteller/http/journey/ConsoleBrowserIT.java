package org.voiceteller.http.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.voiceteller.http.page.Chromium;
import org.voiceteller.http.signin.Role;

/** The console and a caller's page in a real browser, over a real bank. */
@Order(Integer.MAX_VALUE)
@ExtendWith(SharedTeller.ThatReads.class)
class ConsoleBrowserIT {

  private static final String EXPLANATION = "The film was not shown.";

  /** It may have been posted before the answer came. */
  private static final Pattern CAUSED = Pattern.compile("(Ordered to be posted|Posted): \\$32.50");

  private static final ContainsTextOptions SOON = new ContainsTextOptions().setTimeout(60_000);

  @Test
  void aCallAppearsIsTakenOverAndGivenBack(RunningTeller bank) throws Exception {
    try (var chromium = new Chromium()) {
      var staff = StaffsPage.open(chromium, bank);
      Page console = staff.page();
      var caller = CallersPage.open(chromium, bank);
      caller.type("I want to speak to a person, please.");
      caller.awaitAgent("You are in the queue");
      assertThat(caller.page().locator("vt-notice-bar")).containsText("A person will join");

      Locator row = staff.row(caller.callId());
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

      staff.button("Give back").click();

      caller.awaitAgent("I'm back with you.");
      assertThat(caller.page().locator("vt-notice-bar")).containsText("The assistant is back");
      assertThat(console.getByText("Given back").first()).isVisible();
      Assertions.assertThat(chromium.complaints).isEmpty();
    }
  }

  @Test
  void aCaseIsDecidedAndItsMoneyIsPosted(RunningTeller bank, StaffAccounts accounts)
      throws Exception {
    try (var chromium = new Chromium();
        var customer = new Customer(bank, Customer.CASEY_NGUYEN)) {
      String caseId = customer.disputes("$32.50 at AMC Theatres");
      var staff = StaffsPage.open(chromium, bank, accounts, "Sam of the cases", Role.SUPERVISOR);
      String path = "/v1/admin/disputes/" + caseId;
      StaffMember member = staff.member();
      Health.await("the case in the tables", () -> member.get(path).status(), is -> is == 200);

      staff.visit("/console/disputes").row(caseId).getByText(caseId).click();
      assertThat(staff.shown("Investigating")).isVisible();
      assertThat(staff.shown("Nothing has been posted.")).isVisible();
      staff.button("Decide…").click();
      staff.page().getByText("For the customer").click();
      staff.page().getByLabel("Explanation, as the customer reads it").fill(EXPLANATION);
      staff.button("Continue").click();
      Chromium.shoot(staff.page(), "console-case-deciding");
      staff.button("Decide for the customer").click();
      assertThat(staff.page().getByText(CAUSED))
          .isVisible(new IsVisibleOptions().setTimeout(60_000));
      staff.button("Close").last().click();
      assertThat(staff.shown(EXPLANATION)).isVisible();
      assertThat(staff.shown("For the customer")).isVisible();
      assertThat(staff.button("Decide…")).hasCount(0);

      JsonNode posting =
          Health.await(
              "the posting",
              () -> member.get(path).json().path("postings").path(0),
              one -> one.hasNonNull("postedAt"));
      Assertions.assertThat(posting.path("purpose").asText()).isEqualTo("CORRECTION");
      Assertions.assertThat(posting.at("/amount/minorUnits").asLong()).isEqualTo(3_250);
      staff.page().reload();
      assertThat(staff.row("Correction").first()).containsText("$32.50");
      assertThat(staff.row("Correction").first()).containsText("Posted");
      Chromium.shoot(staff.page(), "console-case-decided");
      customer.says("What's my checking balance?");
      customer.hears("$2,192");
      Assertions.assertThat(chromium.complaints).isEmpty();
    }
  }

  @Test
  void theAuditLogIsExportedAndVerified(RunningTeller bank, @TempDir Path folder) throws Exception {
    try (var chromium = new Chromium()) {
      var staff = StaffsPage.open(chromium, bank).visit("/console/compliance");
      Download download = staff.page().waitForDownload(() -> staff.button("Export").click());
      Path export = folder.resolve("audit.jsonl");
      download.saveAs(export);

      Assertions.assertThat(bank.command("audit", "verify", export.toString())).isZero();
    }
  }
}
