package org.voiceteller.http.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

/** The console in a real browser, with a bank that answers by the contract what a test wants. */
@ExtendWith(OneChromium.class)
abstract class OnTheConsole {

  static final String REASON = "TICKET-20418";

  static FakeConsole bank;
  static Chromium chromium;

  @BeforeAll
  static void start(Chromium browser) {
    bank = new FakeConsole(new ConsolePage("First National Bank", true));
    chromium = browser;
  }

  @AfterAll
  static void stop() {
    bank.close();
  }

  @AfterEach
  void clear() {
    chromium.clear();
    bank.clear();
  }

  /** Somebody who has not said why they look. */
  static Page visit(String path) {
    return chromium.open(bank.address() + path, 1280, 800, ColorScheme.LIGHT, List.of());
  }

  /** Somebody who has said why they look. */
  static Page work(String path) {
    return ConsolePictures.open(chromium, bank.address() + path, 1280, 800, ColorScheme.LIGHT);
  }

  static Locator button(Page page, String name) {
    return OnThePage.button(page, name);
  }

  static Locator dialog(Page page, String name) {
    return page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName(name));
  }

  static Locator heading(Page page, String name) {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setLevel(1));
  }

  /** The rows of the page's first table, without its head. */
  static Locator rows(Page page) {
    return page.locator("table").first().locator("tbody tr");
  }

  /** Waits until the bank was asked for this so often, and gives the last request. */
  static FakeConsole.Asked awaitAsked(Page page, String method, String path, int times) {
    page.waitForCondition(() -> bank.askedFor(method, path).size() >= times);
    return bank.askedFor(method, path).getLast();
  }

  static JsonNode tree(String json) {
    try {
      return FakeConsole.JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  /** What the page itself did wrong; what a test made the bank refuse is not counted. */
  static List<String> faults() {
    return chromium.complaints.stream()
        .filter(it -> !it.startsWith("Failed to load resource"))
        .toList();
  }

  static void assertShown(Page page, String words) {
    assertThat(page.getByText(words).first()).isVisible();
  }

  static void assertFaultless() {
    assertThat(chromium.complaints).isEmpty();
  }
}
