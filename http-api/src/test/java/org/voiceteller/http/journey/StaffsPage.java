package org.voiceteller.http.journey;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.voiceteller.http.page.Chromium;
import org.voiceteller.http.signin.Role;

/**
 * The console in a real browser, in front of one of the bank's people who has said why they look.
 */
record StaffsPage(Page page, RunningTeller bank) {

  private static final double PATIENCE_MS = 60_000;

  private static final String LOUDNESS =
      "document.querySelector('vt-console').shadowRoot.querySelector('vt-desk-page')"
          + ".desk.sound.speaker.level()";

  /** Somebody who may do everything, at the page of what happens now. */
  static StaffsPage open(Chromium chromium, RunningTeller bank) throws Exception {
    Page page = chromium.open("about:blank");
    String[] cookie = StaffMember.of(bank).cookie().split("=", 2);
    page.context()
        .addCookies(List.of(new Cookie(cookie[0], cookie[1]).setUrl(bank.home().toString())));
    return settled(page, bank).visit("/console");
  }

  /** Somebody of these roles who signed in at the door. */
  static StaffsPage open(
      Chromium chromium, RunningTeller bank, StaffAccounts accounts, String name, Role... roles) {
    return settled(accounts.signIn(chromium, bank, name, roles), bank);
  }

  private static StaffsPage settled(Page page, RunningTeller bank) {
    page.setDefaultTimeout(PATIENCE_MS);
    page.addInitScript("sessionStorage.setItem('vt-console-reason', 'CASE-2026-17')");
    return new StaffsPage(page, bank);
  }

  StaffsPage visit(String path) {
    page.navigate(bank.home() + path);
    return this;
  }

  /** Goes to another page of the console, as by a link. */
  StaffsPage follow(String path) {
    page.evaluate(
        """
        (path) => {
          const link = document.body.appendChild(document.createElement('a'));
          link.href = path;
          link.click();
          link.remove();
        }
        """,
        path);
    return this;
  }

  /** The session that this browser has, for a client without pages. */
  StaffMember member() throws Exception {
    Cookie session =
        page.context().cookies().stream()
            .filter(cookie -> cookie.name.equals("teller-session"))
            .findFirst()
            .orElseThrow();
    return StaffMember.with(bank, session.name + "=" + Objects.requireNonNull(session.value));
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** Opens the microphone of the desk, which is silent until something is said into it. */
  void openMicrophone() {
    CallersPage.giveMicrophone(page);
    button("Open the microphone").click();
    PlaywrightAssertions.assertThat(shown("Your microphone is open")).isVisible();
  }

  void say(String recording) throws IOException {
    CallersPage.say(page, recording);
  }

  void type(String words) {
    Locator field = page.locator("vt-say-form").getByRole(AriaRole.TEXTBOX);
    field.fill(words);
    field.press("Enter");
  }

  /** Waits until the desk's loudspeaker sounds. */
  void awaitSound() {
    page.waitForFunction("() => " + LOUDNESS + " > 0.01");
  }

  /** Waits until it is silent again. */
  void awaitSilence() {
    page.waitForFunction("() => " + LOUDNESS + " < 0.001");
  }

  /** What can be seen of these words in the content of the page. */
  Locator shown(String words) {
    return page.locator("vt-console main")
        .getByText(words)
        .filter(new Locator.FilterOptions().setVisible(true));
  }

  /** The row of a table. */
  Locator row(String words) {
    return page.locator("vt-console main table tbody tr")
        .filter(new Locator.FilterOptions().setHasText(words));
  }
}
