package org.voiceteller.http.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/** What happens while somebody looks: calls come, change and go, connections break. */
class ConsoleLiveTest extends OnTheConsole {

  private static final String NEW_CALL =
      """
      {"callId":"call-new","channel":"sip","state":"live","level":0,"doing":"%s","since":"{{-1s}}",
      "startedAt":"{{-1s}}","turns":%d,"node":"bank-2","latencyMs":%d}
      """;

  @Test
  void showsACallThatBeginsAtTheEndAndKeepsEveryOtherInItsPlace() throws InterruptedException {
    Page page = work("/console");
    var live = bank.nextStream();
    assertThat(rows(page)).hasCount(7);
    String before = rows(page).first().locator("td").first().innerText();

    live.send("call", call("speaking", 1, 900));

    assertThat(rows(page)).hasCount(8);
    assertThat(rows(page).last()).containsText("call-new");
    assertThat(rows(page).first().locator("td").first())
        .containsText(before.lines().findFirst().orElseThrow());
    assertThat(page.locator(".figure")).containsText("8");

    live.send("call", call("listening", 2, 2400));
    assertThat(rows(page).last()).containsText("Listening");
    assertThat(rows(page).last()).containsText("2.4 s");

    live.send("ended", "{\"callId\":\"call-new\"}");
    assertThat(rows(page).last()).containsText("Ended");
    assertThat(page.locator(".figure")).containsText("7");
    assertFaultless();
  }

  @Test
  void saysThatTheConnectionIsLostAndComesBackByItself() throws InterruptedException {
    Page page = work("/console");
    var live = bank.nextStream();
    assertShown(page, "Live");

    bank.refuses("GET /v1/admin/events", 503, "Starting", "In a moment.");
    live.drop();
    assertThat(page.getByText("Connection lost, trying again")).isVisible();
    assertThat(rows(page)).hasCount(7);

    bank.clear();
    bank.nextStream();
    assertThat(page.getByText("Connection lost, trying again")).not().isVisible();
    assertThat(page.getByText("Live", new Page.GetByTextOptions().setExact(true))).isVisible();
    assertThat(faults()).isEmpty();
  }

  @Test
  void showsACallAsItIsSpokenAndGoesOnWhereItWasCutOff() throws InterruptedException {
    String events = "/v1/admin/calls/call-7f3a1c/events";
    Page page = work("/console/calls/call-7f3a1c");
    var live = bank.nextStream(events);
    int last = last(live);
    assertThat(live.asked().headers()).containsEntry("access-reason", REASON);

    live.send("step", step(last + 1, "Thank you, goodbye."));
    assertShown(page, "Thank you, goodbye.");

    live.drop();
    var again = bank.nextStream(events);
    assertThat(last(again)).isEqualTo(last + 1);
    again.send("step", step(last + 1, "Thank you, goodbye."));
    again.send("step", step(last + 2, "Have a good day."));
    assertShown(page, "Have a good day.");
    assertThat(page.getByText("Thank you, goodbye.")).hasCount(1);

    bank.twists(it -> it.replace("\"live\",\n  \"level\"", "\"ended\",\n  \"level\""));
    again.send("ended", "{\"callId\":\"call-7f3a1c\"}");
    assertThat(page.locator("vt-page-head").getByText("Ended")).isVisible();
    assertThat(button(page, "End call")).not().isVisible();
    assertThat(faults()).isEmpty();
  }

  @Test
  void saysWhyTheBoardIsNotShownToARoleWithoutIt() {
    bank.refuses("GET /v1/admin/events", 403, "Not for your role", "You may not see calls.");

    Page page = work("/console");

    assertShown(page, "Not for your role");
    assertShown(page, "Ask whoever manages roles");
    assertThat(button(page, "Try again")).not().isVisible();
  }

  private static int last(FakeConsole.Stream stream) {
    return Integer.parseInt(stream.asked().query().get("after"));
  }

  private static String call(String doing, int turns, int latencyMs) {
    return Fixtures.filled(NEW_CALL.formatted(doing, turns, latencyMs));
  }

  private static String step(int number, String text) {
    return Fixtures.filled(
        """
        {"number":%d,"at":"{{-1s}}","lane":"conversation","kind":"agent","text":"%s"}
        """
            .formatted(number, text));
  }
}
