package org.voiceteller.http.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.voiceteller.http.page.Chromium;
import org.voiceteller.http.signin.Role;

/**
 * Script in whatever people may write: callers, the bank's people, and who names them. Each page of
 * a real bank that shows it shows the words, and runs nothing.
 */
@Order(Integer.MAX_VALUE)
@ExtendWith(SharedTeller.ThatReads.class)
class ScriptInWordsIT {

  /** Short enough for a name. */
  private static final String IMAGE = "<img src=x onerror=window.ran=1>";

  private static final String SCRIPT = IMAGE + "<script>window.ran=1</script>";

  private static final IsVisibleOptions SOON = new IsVisibleOptions().setTimeout(60_000);

  @Test
  void isNothingButWordsInACall(RunningTeller bank, StaffAccounts accounts) throws Exception {
    try (var chromium = new Chromium()) {
      var caller = CallersPage.open(chromium, bank);
      caller.type("I want to speak to a person, please. " + SCRIPT);
      caller.awaitAgent("You are in the queue");
      assertWords(caller.page().locator(".turn.caller .words").first(), SCRIPT);

      var desk = StaffsPage.open(chromium, bank, accounts, IMAGE, Role.AGENT);
      desk.visit("/console/hand-off").row(caller.callId()).getByText("Take over").click();
      Locator turns = desk.page().locator("vt-line-transcript li.turn");
      assertWords(turns.filter(holding("a person, please")), SCRIPT);
      desk.page().getByLabel("Say to the caller").fill("Said " + SCRIPT);
      desk.page().getByLabel("Say to the caller").press("Enter");
      caller.awaitAgent("Said " + SCRIPT);
      caller.type("Answered " + SCRIPT);
      assertWords(turns.last(), "Answered " + SCRIPT);

      var whisperer =
          StaffsPage.open(chromium, bank, accounts, IMAGE + " too", Role.SUPERVISOR)
              .visit("/console/hand-off/" + caller.callId() + "?mode=whisper");
      assertWords(whisperer.page().locator("vt-page-head"), "With " + IMAGE);
      whisperer.page().getByLabel("Whisper to the colleague").fill("Whispered " + SCRIPT);
      whisperer.page().getByLabel("Whisper to the colleague").press("Enter");
      assertWords(turns.last(), IMAGE + " too whispers");
      assertWords(turns.last(), "Whispered " + SCRIPT);
      Chromium.shoot(desk.page(), "script-at-the-desk");
      for (String board : new String[] {"/console", "/console/hand-off"}) {
        assertWords(whisperer.visit(board).row(caller.callId()), "With " + IMAGE);
      }
      whisperer.visit("/console/calls/" + caller.callId());
      assertWords(whisperer.shown("Said " + SCRIPT).first(), SCRIPT);
      assertWords(whisperer.shown("Answered " + SCRIPT).first(), SCRIPT);
      Chromium.shoot(whisperer.page(), "script-in-a-call");

      desk.button("Give back").click();
      caller.awaitAgent("I'm back with you.");
      caller.press("End call");
      assertThat(caller.page().getByText("You ended the call.")).isVisible();
      assertNothingRan(caller.page());
      assertNothingRan(desk.page());
      assertThat(chromium.complaints).isEmpty();
    }
  }

  @Test
  void isNothingButWordsInACaseAndInASetting(RunningTeller bank, StaffAccounts accounts)
      throws Exception {
    try (var chromium = new Chromium();
        var customer = new Customer(bank, Customer.MORGAN_KIM)) {
      String caseId = customer.disputes("$22.45 at CVS " + SCRIPT);
      var staff = StaffsPage.open(chromium, bank, accounts, IMAGE, Role.values());
      StaffMember member = staff.member();
      String path = "/v1/admin/disputes/" + caseId;
      Health.await("the case in the tables", () -> member.get(path).status(), is -> is == 200);

      staff.visit("/console/disputes/" + caseId).button("Decide…").click();
      staff.page().getByText("For the merchant").click();
      staff.page().getByLabel("Explanation, as the customer reads it").fill(SCRIPT);
      staff.button("Continue").click();
      assertWords(staff.page().locator("blockquote"), SCRIPT);
      staff.button("Decide for the merchant").click();
      assertThat(staff.page().getByText("The case is decided for the merchant")).isVisible(SOON);
      staff.button("Close").last().click();
      assertWords(staff.page().locator("vt-dispute-page .told"), SCRIPT);
      Chromium.shoot(staff.page(), "script-in-a-case");

      staff.visit("/console/settings").button("Make a key").click();
      staff.page().getByLabel("Name").fill(IMAGE);
      staff.page().getByLabel("See figures").check();
      staff.button("Make the key").click();
      staff.button("I have kept it").click();
      assertWords(staff.row(IMAGE).first(), IMAGE);
      staff.row(IMAGE).first().getByText("Revoke").click();
      staff.button("Revoke").click();
      Chromium.shoot(staff.page(), "script-in-a-key");

      staff.visit("/console/audit?action=API_KEY_MADE");
      staff.page().locator("button.open").first().click();
      assertWords(staff.page().locator("vt-entry-detail"), IMAGE + " (openid:");
      Chromium.shoot(staff.page(), "script-in-the-audit-log");
      assertThat(chromium.complaints).isEmpty();
    }
  }

  @Test
  void isNoReason(RunningTeller bank) throws Exception {
    try (var chromium = new Chromium()) {
      var staff = StaffsPage.open(chromium, bank);
      staff.page().getByText("Looking because of").click();
      staff.page().getByLabel("Reference").fill(SCRIPT);
      staff.button("Continue").click();
      assertThat(staff.page().getByRole(AriaRole.ALERT))
          .containsText("Letters, digits, hyphens and underscores");
      assertNothingRan(staff.page());
      int status =
          (int)
              staff
                  .page()
                  .evaluate(
                      """
                      async (reason) => (await fetch('/v1/admin/customers/CUST-10001',
                        { headers: { 'Access-Reason': reason } })).status
                      """,
                      SCRIPT);
      assertThat(status).isEqualTo(400);
    }
  }

  private static Locator.FilterOptions holding(String words) {
    return new Locator.FilterOptions().setHasText(words);
  }

  /** The words are there as words, and nothing else was made of them. */
  private static void assertWords(Locator where, String words) {
    assertThat(where).containsText(words);
    assertNothingRan(where.page());
  }

  private static void assertNothingRan(Page page) {
    assertThat(Chromium.impostors(page)).isZero();
  }
}
