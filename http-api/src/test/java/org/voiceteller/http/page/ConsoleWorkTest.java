package org.voiceteller.http.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What staff do in the console, and what the bank is asked for it. */
class ConsoleWorkTest extends OnTheConsole {

  private static final String CUSTOMER = "/v1/admin/customers/CUST-10001";
  private static final String CASE = "/v1/admin/disputes/FRAUD-20261118-002";

  @Test
  void asksOnceWhySomebodyLooksAndSaysItWithEachRequest() {
    Page page = visit("/console/customers/CUST-10001");
    var why = dialog(page, "Why are you looking?");
    page.getByLabel("Reference").fill("Ärger mit Kunde!");
    page.keyboard().press("Enter");
    assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
    assertThat(bank.askedFor("GET", CUSTOMER)).isEmpty();

    page.getByLabel("Reference").fill("CASE 77");
    page.keyboard().press("Enter");
    assertThat(heading(page, "P** E******")).isVisible();
    assertThat(why).not().isVisible();
    assertThat(bank.askedFor("GET", CUSTOMER).getFirst().headers())
        .containsEntry("access-reason", "CASE-77");
    assertThat(page.locator("vt-shell-header")).containsText("CASE-77");

    page.getByText("FRAUD-20261118-002").click();
    assertThat(heading(page, "FRAUD-20261118-002")).isVisible();
    assertThat(awaitAsked(page, "GET", CASE, 1).headers())
        .containsEntry("access-reason", "CASE-77");

    page.locator("vt-shell-header button.reason").click();
    page.getByLabel("Reference").fill("CASE-78");
    page.keyboard().press("Enter");
    assertThat(awaitAsked(page, "GET", CASE, 2).headers())
        .containsEntry("access-reason", "CASE-78");
    assertFaultless();
  }

  @Test
  void unmasksOnlyAfterItWasSaidThatItIsAudited() {
    Page page = work("/console/customers/CUST-10001");
    button(page, "Show in full").click();
    assertShown(page, "stands in the audit log with your reason");
    assertThat(bank.askedFor("GET", CUSTOMER)).hasSize(1);

    button(page, "Show").click();

    assertThat(heading(page, "Pat Example")).isVisible();
    assertThat(bank.askedFor("GET", CUSTOMER).getLast().query()).containsEntry("unmasked", "true");
    assertShown(page, "Unmasked, audited");
    button(page, "Mask again").click();
    assertThat(heading(page, "P** E******")).isVisible();
  }

  @Test
  void erasesACustomerOnlyAfterTheirNumberWasTyped() {
    Page page = work("/console/customers/CUST-10001");
    button(page, "Erase…").click();
    assertThat(button(page, "Erase for good")).isDisabled();
    page.getByLabel("Type CUST-10001 to confirm").fill("CUST-10002");
    assertThat(button(page, "Erase for good")).isDisabled();
    page.getByLabel("Type CUST-10001 to confirm").fill("CUST-10001");
    button(page, "Erase for good").click();

    assertShown(page, "The personal data is unreadable for good.");
    var erasure = bank.askedFor("POST", CUSTOMER + "/erasure").getFirst();
    assertThat(erasure.headers())
        .containsEntry("access-reason", REASON)
        .containsEntry("x-csrf-token", "csrf-5f1e")
        .containsKey("idempotency-key");
  }

  @Test
  void decidesACaseAfterASecondLookAndUnderOneKey() {
    Page page = work("/console/disputes/FRAUD-20261118-002");
    button(page, "Decide…").click();
    button(page, "Continue").click();
    assertShown(page, "Choose a finding.");
    page.getByText("For the customer").click();
    page.getByLabel("Explanation, as the customer reads it").fill("You did not make this charge.");
    button(page, "Continue").click();
    assertShown(page, "Is this your decision?");
    bank.refuses("POST " + CASE + "/decision", 503, "Not just now", "Please try again.");
    button(page, "Decide for the customer").click();
    assertShown(page, "Not just now. Please try again.");
    bank.clear();
    button(page, "Decide for the customer").click();

    assertShown(page, "The case is decided for the customer.");
    var decision = bank.askedFor("POST", CASE + "/decision").getLast();
    assertThat(tree(decision.body()))
        .isEqualTo(
            tree(
                "{\"finding\":\"FOR_CUSTOMER\",\"explanation\":\"You did not make this"
                    + " charge.\"}"));
    button(page, "Close").first().click();
    assertThat(page.locator("vt-page-head").getByText("Decided")).isVisible();
    assertThat(button(page, "Decide…")).not().isVisible();
  }

  @Test
  void endsACallOnceAndSaysWhyItCouldNotBeEnded() {
    String end = "/v1/admin/calls/call-7f3a1c/end";
    Page page = work("/console/calls/call-7f3a1c");
    page.locator("vt-page-head sl-button.end").click();
    bank.refuses("POST " + end, 409, "Already over", "The call has ended.");
    page.locator("vt-confirm-dialog sl-button[variant=danger]").click();
    assertShown(page, "Already over. The call has ended.");
    String key = bank.askedFor("POST", end).getFirst().headers().get("idempotency-key");
    bank.answers("POST " + end, 202, "");
    page.locator("vt-confirm-dialog sl-button[variant=danger]").click();

    assertShown(page, "It is being ended.");
    assertThat(bank.askedFor("POST", end).getLast().headers())
        .containsEntry("idempotency-key", key)
        .containsEntry("access-reason", REASON);
  }

  @Test
  void playsARecordingThatSomebodyAskedFor() {
    Page page = work("/console/calls/call-7f3a1c");
    assertShown(page, "left out: code keyed");
    button(page, "Take it out").click();

    page.waitForFunction(
        """
        () => {
          const find = (root) => root.querySelector('audio') ?? [...root.querySelectorAll('*')]
            .map((it) => it.shadowRoot && find(it.shadowRoot)).find(Boolean);
          return find(document)?.duration > 0.9;
        }
        """);
    assertThat(bank.askedFor("GET", "/v1/admin/calls/call-7f3a1c/recording").getFirst().headers())
        .containsEntry("access-reason", REASON);
    assertFaultless();
  }

  @Test
  void showsAKeysSecretOnceAndRevokesKeys() {
    Page page = work("/console/settings");
    assertThat(rows(page)).hasCount(3);
    button(page, "Make a key").click();
    page.getByLabel("Name").fill("Reporting");
    page.getByLabel("See figures").check();
    button(page, "Make the key").click();

    assertShown(page, "vt_k4_8Zq1T7w0uYxR3mNc5bLd9sHf2pKe6gVa");
    var made = tree(bank.askedFor("POST", "/v1/admin/api-keys").getFirst().body());
    assertThat(made.path("scopes").get(0).asText()).isEqualTo("see-figures");
    assertThat(made.path("expiresAt").asText()).isNotBlank();
    button(page, "I have kept it").click();
    assertThat(page.getByText("vt_k4_8Zq1T7w0uYxR3mNc5bLd9sHf2pKe6gVa")).hasCount(0);

    rows(page).last().locator("sl-button").click();
    page.locator("vt-confirm-dialog sl-button[variant=danger]").click();
    assertShown(page, "The key opens nothing any more.");
    assertThat(bank.askedFor("DELETE", "/v1/admin/api-keys/key-3").getFirst().headers())
        .containsEntry("x-csrf-token", "csrf-5f1e");
  }

  @Test
  void checksTheChainAndTellsWhatItFound() {
    bank.answers("GET /v1/admin/audit/verification", 200, "{\"state\":\"never\"}");
    Page page = work("/console/compliance");
    assertShown(page, "Nobody has checked it");
    bank.answers(
        "GET /v1/admin/audit/verification",
        200,
        Fixtures.filled(
            """
            {"state":"damaged","entries":812,"finishedAt":"{{-1s}}","finding":"Entry 811 was changed."}
            """));
    button(page, "Check it now").click();

    assertShown(page, "Entry 811 was changed.");
    assertThat(bank.askedFor("POST", "/v1/admin/audit/verification").getFirst().headers())
        .containsKey("idempotency-key");
  }

  @Test
  void savesTheExportAndAChartsNumbersAsFiles() throws IOException {
    Page page = work("/console/compliance");
    Download export = page.waitForDownload(() -> button(page, "Export").click());
    assertThat(export.suggestedFilename()).startsWith("audit-").endsWith(".jsonl");
    assertThat(Files.readString(export.path())).isEqualTo("{\"kind\":\"header\"}\n");
    assertThat(bank.askedFor("GET", "/v1/admin/audit/export").getFirst().headers())
        .containsEntry("access-reason", REASON);

    Download numbers =
        page.waitForDownload(
            () -> button(page, "Save “Consents by version of the text” as CSV").click());
    assertThat(Files.readString(numbers.path()))
        .isEqualTo(
            "\"Version\",\"Consents\"\r\n"
                + "\"disclosure-2026-03\",2110\r\n"
                + "\"disclosure-2025-11\",318");
  }

  @Test
  void keepsFiltersInTheAddressAndShowsFiftyMore() {
    Page page = work("/console/calls");
    assertThat(rows(page)).hasCount(50);
    button(page, "Show 50 more").click();
    assertThat(rows(page)).hasCount(62);
    assertThat(bank.askedFor("GET", "/v1/admin/calls").getLast().query())
        .containsEntry("after", "page-2");

    page.getByLabel("Level").selectOption("2");
    assertThat(page).hasURL(Pattern.compile(".*/console/calls\\?level=2$"));
    assertThat(awaitAsked(page, "GET", "/v1/admin/calls", 3).query())
        .containsEntry("level", "2")
        .containsEntry("limit", "50")
        .doesNotContainKey("after");
    page.goBack();
    assertThat(page).hasURL(Pattern.compile(".*/console/calls$"));
    assertThat(page.getByLabel("Level")).hasValue("");
  }

  @Test
  void neverPutsWhomSomebodyLookedForIntoTheAddress() {
    Page page = work("/console/customers");
    ConsolePictures.settle(page, new ConsolePictures.Place("customers", "/console/customers"));

    assertThat(page.url()).endsWith("/console/customers");
    page.getByText("P** E******").click();
    assertThat(heading(page, "P** E******")).isVisible();
    page.goBack();
    assertThat(rows(page)).hasCount(3);
    assertThat(bank.askedFor("GET", "/v1/admin/customers").getLast().query())
        .containsEntry("q", "Pat");
  }

  @Test
  void leadsFromAFigureToTheEntriesBehindIt() {
    Page page = work("/console/authentication");
    button(page, "What “Wrong codes” means").click();
    assertShown(page, "Codes keyed or said that did not fit the one sent.");
    page.keyboard().press("Escape");
    assertThat(page.getByText("Codes keyed or said that did not fit")).hasCount(0);
    page.getByText("137", new Page.GetByTextOptions().setExact(true)).click();

    assertThat(heading(page, "Audit log")).isVisible();
    assertThat(page)
        .hasURL(Pattern.compile(".*/console/audit\\?action=VERIFY_OTP&flag=CODE_WRONG$"));
    assertThat(awaitAsked(page, "GET", "/v1/admin/audit", 1).query())
        .containsEntry("action", "VERIFY_OTP")
        .containsEntry("flag", "CODE_WRONG");
  }

  @Test
  void showsAChartsNumbersAsATable() {
    Page page = work("/console/authentication");
    button(page, "Table").last().click();

    assertThat(rows(page)).hasCount(6);
    assertThat(rows(page).first()).containsText("Wrong code");
    assertThat(rows(page).first().locator("a"))
        .hasAttribute("href", "/console/audit?flag=CODE_WRONG");
  }

  @Test
  void saysThatThereIsNothingAndWhatWentWrong() {
    bank.answers("GET /v1/admin/calls", 200, "{\"items\":[]}");
    Page page = work("/console/calls");
    assertShown(page, "No call fits");

    bank.refuses("GET /v1/admin/calls", 500, "The tables do not answer", "Please try again.");
    page.getByLabel("State").selectOption("live");
    assertShown(page, "The tables do not answer");
    bank.clear();
    button(page, "Try again").click();
    assertThat(rows(page)).hasCount(50);
    assertThat(faults()).isEmpty();
  }

  @Test
  void isWalkedByKeysAlone() {
    Page page = work("/console");
    assertThat(rows(page)).hasCount(7);
    page.keyboard().press("Tab");
    assertThat(page.getByText("Skip to content")).isFocused();
    page.keyboard().press("Enter");
    assertThat(heading(page, "Now")).isFocused();

    page.keyboard().press("g");
    page.keyboard().press("c");
    assertThat(heading(page, "Calls")).isFocused();
    assertThat(rows(page)).hasCount(50);
    page.keyboard().press("/");
    assertThat(page.getByLabel("Customer")).isFocused();
    page.keyboard().type("gc?");
    assertThat(page.getByLabel("Customer")).hasValue("gc?");
    page.keyboard().press("Escape");
    assertThat(page.getByLabel("Customer")).not().isFocused();

    page.keyboard().press("?");
    assertThat(dialog(page, "Keyboard")).isVisible();
    page.keyboard().press("Escape");
    assertThat(dialog(page, "Keyboard")).not().isVisible();
    assertFaultless();
  }
}
