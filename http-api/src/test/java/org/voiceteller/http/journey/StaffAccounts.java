package org.voiceteller.http.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.voiceteller.http.page.Chromium;
import org.voiceteller.http.signin.Role;
import org.voiceteller.http.signin.StaffProvider;

/** The OpenID provider of a bank, at which there is an account for everybody who is asked for. */
final class StaffAccounts implements AutoCloseable {

  private static final String CONSOLE = "-Dvoice-teller.console.";

  /** What the browser says when the page has asked who is there. */
  private static final String NOT_SIGNED_IN = "status of 401";

  private final StaffProvider provider;

  private StaffAccounts(StaffProvider provider) {
    this.provider = provider;
  }

  static StaffAccounts open() throws IOException {
    return new StaffAccounts(StaffProvider.start());
  }

  /** With which the bank on this port sends its people here; each role has a group of its name. */
  List<String> settings(int port) {
    var settings =
        new ArrayList<>(
            List.of(
                CONSOLE + "public-url=http://127.0.0.1:" + port,
                CONSOLE + "openid.issuer=" + provider.issuer(),
                CONSOLE + "openid.client-id=teller-console",
                CONSOLE + "openid.client-secret=a-secret-of-the-client-as-random-as-can-be",
                CONSOLE + "openid.timeout=20s"));
    for (Role role : Role.values()) {
      String each = CONSOLE + "openid.roles." + role.ordinal() + ".";
      settings.add(each + "group=" + role.word());
      settings.add(each + "role=" + role.word());
    }
    return settings;
  }

  /**
   * Somebody who has signed in through the door, and not yet said why they look. One at a time: the
   * provider tells of one after the other.
   *
   * @param name who is somebody else than one of another name
   */
  synchronized Page signIn(Chromium chromium, RunningTeller bank, String name, Role... roles) {
    provider.tells(
        "of-" + name.hashCode(),
        Map.of("name", name, "groups", List.of(roles).stream().map(Role::word).toList()));
    Page page = chromium.open(bank.home() + "/console");
    page.setDefaultTimeout(60_000);
    page.getByText("Sign in with your bank account").click();
    assertThat(page.locator("vt-shell-header")).containsText(name);
    chromium.complaints.removeIf(it -> it.contains(NOT_SIGNED_IN));
    return page;
  }

  @Override
  public void close() {
    provider.close();
  }
}
