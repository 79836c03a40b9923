package org.voiceteller.http.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who gets into the console, and what is there for whom. */
class ConsoleSignInTest extends OnTheConsole {

  private static final String LINK = "one-time-link-of-at-least-twenty";

  @Test
  void usesALinkOnceAndLeavesNoTraceOfIt() {
    Page page = visit("/console/settings#link=" + LINK);

    assertThat(heading(page, "Settings")).isVisible();
    assertThat(page.url()).isEqualTo(bank.address() + "/console/settings");
    var post = bank.askedFor("POST", "/v1/session");
    assertThat(post).hasSize(1);
    assertThat(tree(post.getFirst().body()).path("link").asText()).isEqualTo(LINK);
    assertThat(
            page.evaluate("() => JSON.stringify([{...sessionStorage}, {...localStorage}])")
                .toString())
        .doesNotContain(LINK);
    assertFaultless();
  }

  @Test
  void saysWhyALinkDoesNotWork() {
    bank.refuses("POST /v1/session", 401, "Signed out", "This link was used before.");

    Page page = visit("/console#link=" + LINK);

    assertShown(page, "This link was used before.");
    assertThat(page.url()).isEqualTo(bank.address() + "/console");
  }

  @Test
  void offersTheBanksProviderOnlyWhereThereIsOne() {
    bank.refuses("GET /v1/session", 401, "Signed out", "There is no session.");
    Page page = visit("/console");
    assertThat(
            page.getByRole(
                AriaRole.LINK,
                new Page.GetByRoleOptions().setName("Sign in with your bank account")))
        .hasAttribute("href", "/v1/session/openid");

    try (var other = new FakeConsole(new ConsolePage("First National Bank", false))) {
      other.refuses("GET /v1/session", 401, "Signed out", "There is no session.");
      Page without =
          chromium.open(other.address() + "/console", 1280, 800, ColorScheme.LIGHT, List.of());
      assertShown(without, "Open the one-time link");
      assertThat(without.getByText("Sign in with your bank account")).hasCount(0);
    }
  }

  @Test
  void keepsThePlaceOfWhoseSessionHasEnded() {
    Page page = work("/console/calls?level=2");
    assertThat(rows(page)).hasCount(50);

    bank.refuses("GET /v1/admin/calls", 401, "Signed out", "The session is over.");
    bank.refuses("GET /v1/session", 401, "Signed out", "The session is over.");
    button(page, "Show 50 more").click();
    assertShown(page, "Your session has ended");
    assertThat(page.url()).endsWith("/console/calls?level=2");

    bank.clear();
    page.evaluate(
        "() => { sessionStorage.setItem('vt-console-place', '/console/calls?level=2'); }");
    page.navigate(bank.address() + "/console");
    assertThat(heading(page, "Calls")).isVisible();
    assertThat(page.url()).endsWith("/console/calls?level=2");
  }

  @Test
  void tellsWhoHasNoRoleSo() {
    bank.answers(
        "GET /v1/session", 200, "{\"name\":\"New Person\",\"roles\":[],\"permissions\":[]}");

    Page page = visit("/console");

    assertShown(page, "You have no role here yet");
    assertShown(page, "New Person");
  }

  @Test
  void showsOnlyWhatTheRoleMay() {
    bank.answers(
        "GET /v1/session",
        200,
        """
        {"name":"View Only","roles":["viewer"],"permissions":["see-figures","see-calls"],"csrfToken":"t"}
        """);
    Page page = work("/console");
    assertThat(rows(page)).hasCount(7);

    Locator rail =
        page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Console"));
    assertThat(rail.getByRole(AriaRole.LINK))
        .hasText(
            new String[] {
              "Now", "Calls", "Hand-off 2 waiting", "Authentication", "Tools", "Accounts and cards"
            });
    assertThat(page.getByText("Take over")).hasCount(0);
    assertThat(page.getByText("Listen", new Page.GetByTextOptions().setExact(true))).hasCount(0);
    assertThat(page.locator("a.row-link")).hasCount(0);

    page.navigate(bank.address() + "/console/customers");
    assertShown(page, "Your role does not include this page");
    assertThat(bank.askedFor("GET", "/v1/admin/customers")).isEmpty();
    assertFaultless();
  }

  @Test
  void signsOutWithTheSessionsTokenAndForgetsTheReason() {
    Page page = work("/console/settings");
    button(page, "Dana Whitfield").click();
    page.getByText("Sign out").click();

    assertShown(page, "Sign in to the console");
    assertThat(awaitAsked(page, "DELETE", "/v1/session", 1).headers())
        .containsEntry("x-csrf-token", "csrf-5f1e");
    assertThat(page.evaluate("() => sessionStorage.getItem('vt-console-reason')")).isNull();
  }
}
