package org.voiceteller.http.page;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Takes a picture of each page of the console, to be looked at: run by hand, with words of the
 * names of those that are wanted. The pictures lie in {@code target/console}.
 */
final class ConsolePictures {

  private static final Path FOLDER = Path.of("target/console");
  private static final int TALLEST = 1060;

  /** A page of the console: its name in a picture's name, and its address. */
  record Place(String name, String address) {}

  static final List<Place> PLACES =
      List.of(
          new Place("now", "/console"),
          new Place("calls", "/console/calls"),
          new Place("call", "/console/calls/call-7f3a1c"),
          new Place("hand-off", "/console/hand-off"),
          new Place("desk", "/console/hand-off/call-b3d7f5"),
          new Place("customers", "/console/customers"),
          new Place("customer", "/console/customers/CUST-10001"),
          new Place("disputes", "/console/disputes"),
          new Place("dispute", "/console/disputes/FRAUD-20261118-002"),
          new Place("authentication", "/console/authentication"),
          new Place("tools", "/console/tools"),
          new Place("accounts", "/console/accounts"),
          new Place("compliance", "/console/compliance"),
          new Place("audit", "/console/audit"),
          new Place("consents", "/console/consents"),
          new Place("settings", "/console/settings"),
          new Place("docs", "/docs"));

  private ConsolePictures() {}

  public static void main(String[] wanted) throws IOException, InterruptedException {
    var names = Set.of(wanted);
    try (var chromium = new Chromium();
        var bank = new FakeConsole(new ConsolePage("First National Bank", true))) {
      for (Place place : PLACES) {
        if (names.isEmpty() || names.contains(place.name())) {
          shoot(chromium, bank, place, "", 1280, 800, ColorScheme.LIGHT);
          shoot(chromium, bank, place, "-dark", 1280, 800, ColorScheme.DARK);
          shoot(chromium, bank, place, "-phone", 390, 844, ColorScheme.LIGHT);
        }
        chromium.complaints.forEach(it -> System.out.println(place.name() + ": " + it));
        chromium.clear();
      }
      if (names.isEmpty() || names.contains("dialogs")) {
        new ConsoleScenes(chromium, bank, FOLDER).shoot();
      }
      if (names.isEmpty() || names.contains("lines")) {
        new ConsoleScenes(chromium, bank, FOLDER).shootLines();
      }
    }
  }

  private static void shoot(
      Chromium chromium,
      FakeConsole bank,
      Place place,
      String suffix,
      int width,
      int height,
      ColorScheme scheme) {
    Page page = open(chromium, bank.address() + place.address(), width, height, scheme);
    settle(page, place);
    int whole = (int) page.evaluate("() => document.documentElement.scrollHeight");
    page.setViewportSize(width, Math.clamp(whole, height, TALLEST));
    settle(page, place);
    page.screenshot(
        new Page.ScreenshotOptions().setPath(FOLDER.resolve(place.name() + suffix + ".png")));
    page.context().close();
  }

  /** Opens a page of somebody who has said why they look. */
  static Page open(Chromium chromium, String address, int width, int height, ColorScheme scheme) {
    Page page = chromium.open("about:blank", width, height, scheme, List.of());
    page.addInitScript("sessionStorage.setItem('vt-console-reason', 'TICKET-20418')");
    page.navigate(address);
    return page;
  }

  /** Waits until all is there and drawn. */
  static void settle(Page page, Place place) {
    switch (place.name()) {
      case "now" -> page.getByText("call-7f3a1c").first().waitFor();
      case "hand-off" -> page.getByText("CUST-10014").first().waitFor();
      case "desk" -> page.getByText("You have the call").first().waitFor();
      case "call" -> page.getByText("Timeline").first().waitFor();
      case "customers" -> {
        page.getByRole(AriaRole.SEARCHBOX).fill("Pat");
        page.keyboard().press("Enter");
        page.getByText("CUST-10008").waitFor();
      }
      default -> page.locator("vt-console main h1, vt-api-page h1").first().waitFor();
    }
    page.waitForFunction(
        """
        () => {
          const within = (root, found) => {
            root.querySelectorAll('*').forEach((it) => {
              if (it.matches('.canvas:not([data-drawn]), [aria-label="Loading"]')) found.push(it);
              if (it.shadowRoot) within(it.shadowRoot, found);
            });
            return found;
          };
          return within(document, []).length === 0;
        }
        """);
  }
}
