package org.voiceteller.http.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.voiceteller.http.page.FakeTeller.Leg;

/** A person takes a call over: from the queue to giving it back. */
class ConsoleHandOffTest extends OnTheLine {

  private static final String QUEUE = "/v1/admin/hand-offs";
  private static final String NEW_CALL =
      """
      {"callId":"call-new","channel":"sip","state":"live","level":%d,"doing":"listening",
      "since":"{{-1s}}","startedAt":"{{-9s}}","turns":3,"node":"bank-2","customerId":"CUST-10020",
      "handOff":{"state":"queued","reason":"model-unavailable","since":"{{-2s}}"}}
      """;

  @Test
  void showsWhoWaitsTheLongestFirstAndKeepsEachInItsPlace() throws InterruptedException {
    Page page = work("/console/hand-off");
    var live = bank.nextStream();
    assertThat(rows(page)).hasCount(4);
    assertThat(rows(page).nth(0)).containsText("call-91bd04");
    assertThat(rows(page).nth(0)).containsText("Asked for a person");
    assertThat(rows(page).nth(0)).containsText("Asked for a transfer: refused.");
    assertThat(rows(page).nth(0)).containsText("Nobody yet");
    assertThat(rows(page).nth(0).locator("vt-run-time")).hasText(Pattern.compile("1:[3-9]\\d"));
    assertThat(rows(page).nth(2)).containsText("With Morgan Lee");
    assertThat(rows(page).nth(2).getByText("Take over")).hasCount(0);
    assertThat(page.locator(".figure")).containsText("2 callers wait");

    bank.answers("GET " + QUEUE, 200, queueLater());
    live.send("call", newCall(0));

    assertThat(rows(page)).hasCount(5);
    assertThat(rows(page).last()).containsText("The caller hears tones");
    assertThat(rows(page).nth(0)).containsText("With Robin Field");
    assertThat(rows(page).nth(0)).containsText("call-91bd04");
    assertThat(page.locator(".figure")).containsText("2 callers wait");

    bank.answers("GET " + QUEUE, 200, "{\"items\":[]}");
    live.send("ended", "{\"callId\":\"call-new\"}");
    assertThat(rows(page).nth(0)).containsText("No longer here");
    assertThat(page.locator(".figure")).containsText("0 callers wait");
    assertFaultless();
  }

  @Test
  void asksForTheQueueNoMoreThanOnceASecondHoweverMuchHappens() throws InterruptedException {
    Page page = chromium.open("about:blank", 1280, 800, ColorScheme.LIGHT, List.of());
    page.clock().install();
    page.navigate(bank.address() + "/console/hand-off");
    assertThat(rows(page)).hasCount(4);
    var live = bank.nextStream();
    assertThat(rail(page)).containsText("2 waiting");
    page.clock().pauseAt(new Date(System.currentTimeMillis() + 5000));
    page.waitForCondition(() -> asksNothing(page));
    page.clock().runFor(1000);
    int before = bank.askedFor("GET", QUEUE).size();

    bank.answers("GET " + QUEUE, 200, queueLater());
    live.send("call", newCall(0));
    assertThat(rail(page)).containsText("3 waiting");
    page.clock().runFor(1);
    assertThat(rows(page)).hasCount(5);
    for (int level : new int[] {1, 2, 1, 2, 3}) {
      live.send("call", newCall(level));
    }
    live.send("ended", "{\"callId\":\"call-new\"}");
    assertThat(rail(page)).containsText("2 waiting");
    page.clock().runFor(900);
    bank.answers("GET " + QUEUE, 200, "{\"items\":[]}");
    page.clock().runFor(200);

    assertThat(rows(page).first()).containsText("No longer here");
    assertThat(bank.askedFor("GET", QUEUE)).hasSize(before + 2);
  }

  /**
   * Neither a question is under way nor will one be asked; the page's clock goes on by a second.
   */
  private static boolean asksNothing(Page page) {
    page.clock().runFor(1000);
    return (boolean)
        page.locator("vt-hand-off-page").evaluate("it => !it.queue.busy && !it.queue.timer");
  }

  @Test
  void saysThatNobodyWaitsAndWhatWentWrong() {
    bank.answers("GET " + QUEUE, 200, "{\"items\":[]}");
    Page page = work("/console/hand-off");
    assertShown(page, "Nobody waits for a person");

    bank.refuses("GET " + QUEUE, 503, "The bank is starting", "Please try again in a moment.");
    page.navigate(bank.address() + "/console/hand-off");
    assertShown(page, "The bank is starting");
    bank.clear();
    button(page, "Try again").click();
    assertThat(rows(page)).hasCount(4);
  }

  @Test
  void offersToTakeOverAndToListenWhereverACallIsShown() {
    Page page = work("/console");
    Locator row = rows(page).filter(new Locator.FilterOptions().setHasText("call-91bd04"));
    assertThat(row).containsText("Waits for a person");
    assertThat(row.getByText("Take over")).hasAttribute("href", "/console/hand-off/call-91bd04");
    row.getByText("Listen").click();
    assertThat(page).hasURL(Pattern.compile(".*/console/hand-off/call-91bd04\\?mode=listen$"));

    page.navigate(bank.address() + "/console/calls/call-7f3a1c");
    page.locator("vt-page-head sl-button").filter(hasText("Take over")).click();
    assertThat(page).hasURL(Pattern.compile(".*/console/hand-off/call-7f3a1c$"));
    assertFaultless();
  }

  @Test
  void takesACallSpeaksWithTheCallerAndGivesItBack() throws InterruptedException {
    Page page = visit("/console/hand-off");
    rows(page).nth(3).locator("sl-button").filter(hasText("Take over")).click();
    assertThat(page.getByLabel("Reference")).isFocused();
    page.getByLabel("Reference").fill(REASON);
    page.keyboard().press("Enter");
    Leg line = bank.line().next();
    assertThat(line.query()).isEqualTo("mode=take&reason=" + REASON);
    assertThat(turns(page)).hasCount(6);
    assertThat(turns(page).first()).containsText("Agent");
    assertThat(news(page)).not().containsText("Welcome to First National Bank");

    says(line, "c4", "caller", "Is some", false);
    says(line, "c4", "caller", "Is somebody there?", true);
    assertThat(turns(page)).hasCount(7);
    assertThat(turns(page).last()).containsText("Caller");
    assertThat(turns(page).last()).containsText("Is somebody there?");
    assertThat(news(page)).containsText("Caller: Is somebody there?");

    String said = type(page, line, "Yes, this is Dana of the bank.");
    assertThat(turns(page).last()).containsText("You");
    assertThat(turns(page).last()).containsText("On its way");
    says(line, said, "staff", "Yes, this is Dana of the bank.", true);
    assertThat(turns(page).last()).not().containsText("On its way");

    line.send("challenge", Map.of("open", true, "kind", "one-time-code"));
    assertShown(page, "The bank waits for a one-time code. You do not hear or see it.");
    line.send("challenge", Map.of("open", false));
    assertThat(page.getByText("The bank waits for")).hasCount(0);
    line.send("caller", Map.of("state", "gone"));
    assertShown(page, "The line is kept for them.");
    line.send("caller", Map.of("state", "back"));
    assertThat(page.getByText("The line is kept for them.")).hasCount(0);
    line.send("whisper", Map.of("from", "Robin Field (openid:12)", "text", "Offer the refund."));
    assertThat(turns(page).last()).containsText("Robin Field whispers");
    assertThat(turns(page).last()).containsText("the caller does not hear this");

    String late = type(page, line, "Goodbye.");
    page.locator("vt-page-head sl-button").filter(hasText("Give back")).click();
    line.next("give-back");
    line.send("hand-off", Map.of("state", "agent"));
    assertShown(page, "You gave the call back.");
    line.send("words.refused", Map.of("turnId", late, "reason", "stale"));
    assertThat(turns(page).filter(new Locator.FilterOptions().setHasText("Goodbye.")))
        .containsText("Not said: the call was given back");
    assertThat(page.getByLabel("Say to the caller")).isDisabled();
    says(line, "c5", "caller", "Not for their ears", true);
    line.send("error", Map.of("code", "x", "message", "The bank has done with this line."));
    assertShown(page, "The bank has done with this line.");
    assertThat(page.getByText("Not for their ears")).hasCount(0);
    assertFaultless();
  }

  @Test
  void letsTheReasonBeWrittenWhileThePageStillComes() throws InterruptedException {
    Page page = visit("/console/hand-off");
    assertThat(rows(page)).hasCount(4);
    var held = new ArrayList<Route>();
    page.route("**/desk-page.js", held::add);
    rows(page).nth(3).locator("sl-button").filter(hasText("Take over")).click();
    assertThat(page.getByLabel("Reference")).isFocused();
    page.getByLabel("Reference").fill(REASON);
    page.waitForCondition(() -> !held.isEmpty());

    held.getFirst().resume();
    page.waitForFunction("() => customElements.get('vt-desk-page')");
    page.evaluate(
        "() => new Promise((it) => requestAnimationFrame(() => requestAnimationFrame(it)))");

    page.keyboard().press("Enter");
    assertThat(bank.line().next().query()).isEqualTo("mode=take&reason=" + REASON);
  }

  @Test
  void letsAListenerHearAndAWhispererSpeakToTheColleagueAlone() throws InterruptedException {
    bank.line().says(opened("listen", "Morgan Lee"));
    Page page = desk(DESK + "?mode=listen");
    Leg listening = bank.line().next();
    assertThat(listening.query()).startsWith("mode=listen&");
    assertShown(page, "Nobody hears that you listen.");
    assertThat(page.getByRole(AriaRole.TEXTBOX)).hasCount(0);
    assertThat(button(page, "Open the microphone")).hasCount(0);
    assertThat(button(page, "Give back")).hasCount(0);
    says(listening, "s1", "staff", "How can I help?", true);
    assertThat(turns(page).last()).containsText("Morgan Lee");

    bank.line().says(opened("whisper", "Morgan Lee"));
    page.locator("vt-page-head sl-button").filter(hasText("Whisper")).click();
    Leg whispering = bank.line().next();
    assertThat(whispering.query()).startsWith("mode=whisper&");
    page.getByLabel("Whisper to the colleague").fill("Offer the refund.");
    page.keyboard().press("Enter");
    assertThat(whispering.next("say").path("text").asText()).isEqualTo("Offer the refund.");
    assertThat(turns(page).last()).containsText("You whispered");
    whispering.send("hand-off", Map.of("state", "agent"));
    assertShown(page, "there is nobody to whisper to");
    assertThat(page.getByLabel("Whisper to the colleague")).isDisabled();
    assertFaultless();
  }

  @Test
  void opensNoLineForWhoMayNot() {
    bank.answers(
        "GET /v1/session",
        200,
        """
        {"name":"Agent Only","roles":["agent"],"permissions":["see-calls","take-calls"],"csrfToken":"t"}
        """);
    Page page = work(DESK + "?mode=listen");
    assertShown(page, "Your role does not include this page");

    page.navigate(bank.address() + "/console/hand-off");
    assertThat(rows(page).first()).containsText("Take over");
    assertThat(rows(page).first()).not().containsText("Listen");
  }

  @Test
  void tellsWhoHasACallThatCannotBeTaken() throws InterruptedException {
    bank.line().refuses(FakeConsole.problem(409, "Taken", "A colleague has this call."));
    Page page = work("/console/hand-off/call-58aa90");
    assertShown(page, "Morgan Lee has the call");
    assertThat(page.getByLabel("Say to the caller")).isDisabled();
    assertThat(page.getByText("This browser cannot play the line")).hasCount(0);

    bank.line().clear();
    button(page, "Try again").click();
    bank.line().next();
    assertThat(turns(page)).hasCount(6);
  }

  @Test
  void saysThatTheLineBrokeOpensItAgainAndLeavesNoCallerUnasked() throws InterruptedException {
    Page page = desk(DESK);
    Leg line = bank.line().next();
    type(page, line, "One moment, please.");
    line.drop();
    assertShown(page, "The line broke. The caller waits for you");
    assertThat(turns(page).last()).containsText("nobody knows whether the caller got this");

    button(page, "Open it again").click();
    Leg again = bank.line().next();
    assertThat(page.locator("vt-page-head")).containsText("You have the call");
    assertThat(page.getByText("The line broke. The caller")).hasCount(0);
    rail(page).getByText("Now").click();
    assertThat(dialog(page, "Leave the caller?")).isVisible();
    button(page, "Cancel").click();
    assertThat(dialog(page, "Leave the caller?")).not().isVisible();
    assertThat(page).hasURL(Pattern.compile(".*" + DESK + "$"));

    page.locator("vt-page-head sl-button").filter(hasText("End call")).click();
    page.locator("vt-confirm-dialog").first().locator("sl-button[variant=danger]").click();
    again.next("end");
    again.send("call.ended", Map.of("reason", "agent-ended"));
    again.close();
    assertShown(page, "You ended the call.");
    button(page, "Close").first().click();
    rail(page).getByText("Now").click();
    assertThat(heading(page, "Now")).isVisible();
    assertThat(faults()).isEmpty();
  }

  private static String newCall(int level) {
    return Fixtures.filled(NEW_CALL.formatted(level));
  }

  /** The queue after the first who waited was taken and another has begun to wait. */
  private static String queueLater() {
    JsonNode queue = tree(Fixtures.json("hand-offs"));
    ArrayNode items = queue.withArray("items");
    ((ObjectNode) items.get(0).path("call").path("handOff"))
        .put("state", "taken")
        .put("staff", "Robin Field");
    ObjectNode another = items.addObject();
    another.putArray("summary");
    another.set("call", tree(newCall(0)));
    return queue.toString();
  }
}
