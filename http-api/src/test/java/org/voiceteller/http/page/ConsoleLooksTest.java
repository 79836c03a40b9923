package org.voiceteller.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each page of the console: readable for all, in light and dark, wide and narrow, no complaint. */
class ConsoleLooksTest extends OnTheConsole {

  private static final String HOSTILE =
      "<img src=x onerror=\"window.ran=1\"><script>window.ran=1</script>\"'${7*7}{{x}}";

  /** Fields that hold words of people, merchants and programs; others are codes, ids and times. */
  private static final List<String> WORDS =
      List.of(
          "name",
          "text",
          "counterparty",
          "merchant",
          "explanation",
          "definition",
          "title",
          "xTitle",
          "yTitle",
          "tool",
          "node",
          "channel",
          "jurisdiction",
          "endReason",
          "resource",
          "address",
          "confirmation",
          "phone",
          "basis",
          "rule",
          "textVersion",
          "madeBy",
          "purpose",
          "refused",
          "customerId",
          "staff",
          "action",
          "status",
          "head");

  /** One page for all of them: what a browser has fetched once it need not fetch again. */
  @Test
  void isReadableForAllAndBreaksNoRuleOnAnyPage() {
    bank.twists(ConsoleLooksTest::shortened);
    Page page = work("/console");
    var found = new ArrayList<String>();
    for (var place : ConsolePictures.PLACES) {
      look(page, ColorScheme.LIGHT);
      page.navigate(bank.address() + place.address());
      ConsolePictures.settle(page, place);
      page.evaluate(WITHOUT_REPETITION);
      found.addAll(in(place.name(), Readability.faults(page)));
      look(page, ColorScheme.DARK);
      found.addAll(in(place.name() + " in the dark", Readability.faults(page, "color-contrast")));
      found.addAll(cutOff(page, place.name(), 360, 1024, 1280));
    }

    assertThat(found).isEmpty();
    assertFaultless();
  }

  /** So that its silence on the pages means something. */
  @Test
  void isToldWhatIsUnreadable() {
    Page page = chromium.open("about:blank");
    page.setContent(
        """
        <html lang="en"><title>Unreadable</title><main><h1>Unreadable</h1>
        <p style="color: #999; background: #aaa">Balance</p><img src="data:,"><input></main></html>
        """);

    assertThat(Readability.faults(page))
        .extracting(fault -> fault.replaceAll(",.*", ""))
        .containsExactlyInAnyOrder("color-contrast", "image-alt", "label");
    assertThat(Readability.faults(page, "color-contrast")).hasSize(1);
  }

  private static void look(Page page, ColorScheme scheme) {
    page.emulateMedia(
        new Page.EmulateMediaOptions()
            .setColorScheme(scheme)
            .setReducedMotion(ReducedMotion.REDUCE));
  }

  private static List<String> cutOff(Page page, String where, int... screens) {
    var found = new ArrayList<String>();
    for (int screen : screens) {
      page.setViewportSize(screen, 740);
      var width = page.evaluate("() => document.documentElement.scrollWidth");
      if (!width.equals(screen)) {
        found.add(where + " is " + width + " wide on a screen of " + screen);
      }
    }
    return found;
  }

  @Test
  void isReadableForAllBeforeSignInAndInItsDialogs() {
    bank.refuses("GET /v1/session", 401, "Signed out", "There is no session.");
    Page door = visit("/console");
    assertShown(door, "Sign in to the console");
    assertThat(Readability.faults(door)).as("door").isEmpty();
    bank.clear();

    Page asked = visit("/console/customers/CUST-10001");
    dialog(asked, "Why are you looking?").waitFor();
    assertThat(Readability.faults(asked)).as("reason").isEmpty();

    Page deciding = work("/console/disputes/FRAUD-20261118-002");
    button(deciding, "Decide…").click();
    dialog(deciding, "Decide this case").waitFor();
    assertThat(Readability.faults(deciding)).as("decision").isEmpty();

    Page making = work("/console/settings");
    button(making, "Make a key").click();
    dialog(making, "Make a key").waitFor();
    assertThat(Readability.faults(making)).as("key").isEmpty();

    bank.twists(ConsoleLooksTest::shortened);
    Page auditing = work("/console/audit");
    auditing.locator("button.open").first().click();
    dialog(auditing, "Audit entry").waitFor();
    assertThat(Readability.faults(auditing)).as("entry").isEmpty();
    assertThat(faults()).isEmpty();
  }

  @Test
  void showsScriptInAnyFieldAsTheTextThatItIs() {
    bank.twists(json -> poisoned(shortened(json)));
    Page page = work("/console");
    var found = new ArrayList<String>();
    for (var place : ConsolePictures.PLACES) {
      if (place.name().equals("customers") || place.name().equals("docs")) {
        continue;
      }
      page.setViewportSize(1280, 800);
      page.navigate(bank.address() + place.address());
      ConsolePictures.settle(page, place);
      assertShown(page, "window.ran=1");
      assertThat(Chromium.impostors(page)).as(place.name()).isZero();
      found.addAll(cutOff(page, place.name(), 360));
    }

    assertThat(found).as("long words do not widen a page").isEmpty();
    assertThat(faults()).isEmpty();
  }

  /** The checker looks at each element by itself: a few of each kind tell as much as all. */
  private static final String WITHOUT_REPETITION =
      """
      () => {
        const page = document.querySelector('vt-api-page')?.shadowRoot;
        page?.querySelectorAll('vt-operation:nth-of-type(n + 8), vt-schema:nth-of-type(n + 4), li:nth-child(n + 3)')
          .forEach((it) => it.remove());
      }
      """;

  private static String shortened(String json) {
    var tree = tree(json);
    if (tree.path("items") instanceof ArrayNode items) {
      while (items.size() > 7) {
        items.remove(7);
      }
    }
    return tree.toString();
  }

  private static List<String> in(String place, List<String> faults) {
    return faults.stream().map(fault -> place + ": " + fault).toList();
  }

  private static String poisoned(String json) {
    String fields = String.join("|", WORDS);
    String quoted = HOSTILE.replace("\\", "\\\\").replace("\"", "\\\\\"").replace("$", "\\$");
    return json.replaceAll("\"(" + fields + ")\" ?: ?\"([^\"]*)\"", "\"$1\": \"$2" + quoted + "\"");
  }
}
