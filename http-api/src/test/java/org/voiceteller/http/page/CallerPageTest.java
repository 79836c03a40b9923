package org.voiceteller.http.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The caller's page in a real browser, with a bank that does what each test tells it. */
class CallerPageTest {

  private static final String GREETING =
      "Welcome to First National Bank! How may I help you today?";

  private static FakeTeller teller;
  private static Chromium chromium;

  @BeforeAll
  static void start() throws IOException {
    teller = new FakeTeller(PageSettings.forBank("First National Bank", true));
    chromium = new Chromium();
  }

  @AfterAll
  static void stop() {
    chromium.close();
    teller.close();
  }

  @AfterEach
  void clear() {
    teller.setFull(false);
    chromium.clear();
  }

  @Test
  void saysWhatWillHappenBeforeTheCall() {
    Page page = chromium.open(teller.address());

    assertThat(page).hasTitle("Call First National Bank");
    assertThat(page.getByText("Talk to First National Bank")).isVisible();
    assertThat(page.getByText("Calls may be recorded")).isVisible();
    assertThat(button(page, "Call")).isVisible();
    Chromium.shoot(page, "idle-desktop");
    assertThat(chromium.complaints).isEmpty();
  }

  @Test
  void typingBeforeACallBeginsOneWithoutTheMicrophone() throws InterruptedException {
    Page page = chromium.open(teller.address());
    type(page, "What's my checking balance?");
    var leg = teller.nextLeg();

    assertThat(leg.answer("token-1").path("channel").asText()).isEqualTo("browser");
    assertThat(leg.next("text.input").path("text").asText())
        .isEqualTo("What's my checking balance?");
    leg.says("t1", "caller", "What's my checking balance?", true);
    leg.says("t2", "agent", "I can help with that.", true);

    assertThat(page.locator(".turn")).hasCount(2);
    assertThat(page.locator(".turn.caller .words")).hasText("What's my checking balance?");
    assertThat(page.locator(".turn.agent .words")).hasText("I can help with that.");
    assertThat(page.getByText("Typing only")).isVisible();
    assertThat(chromium.complaints).isEmpty();
  }

  @Test
  void sendsTheMicrophoneInFramesOfTwentyMilliseconds() throws InterruptedException {
    Page page = chromium.open(teller.address());
    button(page, "Call").click();
    var leg = teller.nextLeg();
    leg.answer("token-1");

    double loudest = 0;
    for (int i = 0; i < 50; i++) {
      var frame = leg.nextFrame();
      assertThat(frame.size()).isEqualTo(640);
      var samples = frame.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
      while (samples.hasRemaining()) {
        loudest = Math.max(loudest, Math.abs(samples.get()));
      }
    }
    assertThat(loudest).isGreaterThan(1000);
    page.waitForFunction("() => window.voiceTeller.microphoneLevel() > 0.01");
    assertThat(chromium.complaints).isEmpty();
  }

  @Test
  void playsTheAgentAndTellsWhatWasHeard() throws InterruptedException {
    Page page = chromium.open(teller.address());
    button(page, "Call").click();
    var leg = teller.nextLeg();
    leg.answer("token-1");

    speak(leg, "t1", GREETING, 2000);

    page.waitForFunction("() => window.voiceTeller.playbackLevel() > 0.1");
    var first = leg.next("playback.position");
    assertThat(first.path("turnId").asText()).isEqualTo("t1");
    assertThat(first.path("playedMs").asInt()).isBetween(1, 1999);
    int heard = first.path("playedMs").asInt();
    int reports = 1;
    while (heard < 2000) {
      int next = leg.next("playback.position").path("playedMs").asInt();
      assertThat(next).isGreaterThanOrEqualTo(heard);
      heard = next;
      reports++;
    }
    assertThat(heard).isEqualTo(2000);
    assertThat(reports).isBetween(4, 12);
    assertThat(page.locator(".turn.agent .words")).hasText(GREETING);
    assertThat(chromium.complaints).isEmpty();
  }

  @Test
  void showsTheAgentsWordsAsTheyAreHeard() throws InterruptedException {
    Page page = chromium.open(teller.address());
    button(page, "Call").click();
    var leg = teller.nextLeg();
    leg.answer("token-1");

    speak(leg, "t1", GREETING, 4000);

    Locator words = page.locator(".turn.agent .words");
    assertThat(words).containsText("Welcome");
    assertThat(words.textContent()).doesNotContain("today?");
    assertThat(words).hasText(GREETING);
  }

  @Test
  void fallsSilentAtOnceWhenTheCallerInterrupts() throws InterruptedException {
    Page page = chromium.open(teller.address());
    button(page, "Call").click();
    var leg = teller.nextLeg();
    leg.answer("token-1");
    speak(leg, "t1", GREETING, 20000);
    page.waitForFunction("() => window.voiceTeller.playbackLevel() > 0.1");

    leg.send("audio.clear", Map.of("turnId", "t1"));

    page.waitForFunction("() => window.voiceTeller.playbackLevel() < 0.001");
    assertThat(page.locator(".turn.agent.cut")).isVisible();
    assertThat(page.locator(".turn.agent .words").textContent()).doesNotContain("today?");
    leg.says("t2", "caller", "Wait", true);
    assertThat(page.locator(".turn.caller .words")).hasText("Wait");
    assertThat(chromium.complaints).isEmpty();
  }

  @Test
  void showsWhatTheAgentDoesAndTheLevelReached() throws InterruptedException {
    Page page = chromium.open(teller.address());
    var leg = typedCall(page);
    leg.send("tool.started", Map.of("toolUseId", "u1", "tool", "checkBalanceTool"));
    assertThat(page.getByText("Looking up your balance…")).isVisible();
    leg.send("tool.finished", Map.of("toolUseId", "u1", "outcome", "succeeded"));
    assertThat(page.locator("vt-activity-line")).containsText("Looked up your balance");
    leg.send("tool.started", Map.of("toolUseId", "u2", "tool", "aToolOfTomorrow"));
    assertThat(page.getByText("Working on your request…")).isVisible();
    leg.send("authentication.level", Map.of("level", 1));
    assertThat(page.locator("vt-page-header")).containsText("Level 1 · Phone number recognized");
    assertThat(chromium.complaints).isEmpty();
  }

  @Test
  void goesOnWithTheSameCallWhenTheConnectionBreaks() throws InterruptedException {
    Page page = chromium.open(teller.address());
    var leg = typedCall(page);
    leg.says("t1", "agent", "Which account?", true);
    assertThat(page.getByText("Which account?").first()).isVisible();

    leg.drop();

    var next = teller.nextLeg();
    assertThat(next.next("call.start").path("resume").asText()).isEqualTo("token-1");
    assertThat(page.getByText("We are reconnecting you.")).isVisible();
    next.send("call.started", Map.of("callId", "call-1", "resumeToken", "token-2"));
    assertThat(page.locator(".remark")).hasText("You are connected again.");
    assertThat(page.getByText("We are reconnecting you.")).not().isVisible();
    assertThat(page.getByText("Which account?").first()).isVisible();

    page.reload();
    assertThat(teller.nextLeg().answer("token-3").path("resume").asText()).isEqualTo("token-2");
    assertThat(page.locator(".remark").first()).containsText("You came back to your call.");
  }

  @Test
  void saysThatAnEarlierCallIsOverWhenItCannotBeResumed() throws InterruptedException {
    Page page = chromium.open(teller.address());
    typedCall(page);
    page.reload();
    var leg = teller.nextLeg();
    leg.next("call.start");

    leg.send(
        "error",
        Map.of("code", "unknown_resume_token", "message", "no such call", "retryable", false));

    assertThat(page.getByText("Your earlier call has ended")).isVisible();
    assertThat(button(page, "Call again")).isVisible();
  }

  @Test
  void saysWhatToDoWhenTheMicrophoneIsRefused() {
    Page page = chromium.open(teller.address(), 1280, 800, ColorScheme.LIGHT, List.of());

    button(page, "Call").click();

    assertThat(page.getByText("The microphone is not allowed")).isVisible();
    assertThat(page.getByText("Or just type below.")).isVisible();
    assertThat(button(page, "Call")).isVisible();
    Chromium.shoot(page, "refused-desktop");
    assertThat(chromium.complaints).isEmpty();
  }

  @Test
  void saysWhenToCallAgainWhenAllLinesAreBusy() {
    teller.setFull(true);
    Page page = chromium.open(teller.address());

    button(page, "Call").click();

    assertThat(page.getByText("All lines are busy")).isVisible();
    assertThat(page.getByText("Please call again in")).isVisible();
    assertThat(button(page, "Call")).isVisible();
    Chromium.shoot(page, "busy-desktop");
  }

  @Test
  void opensTheKeypadByItselfForACodeAndShowsOnlyDots() throws InterruptedException {
    Page page = chromium.open(teller.address());
    var leg = typedCall(page);

    leg.send(
        "authentication.challenge",
        Map.of("kind", "oneTimeCode", "destination", "+1-555-xxx-5678"));

    Locator dialog = page.getByRole(AriaRole.DIALOG);
    assertThat(dialog).isVisible();
    assertThat(page.locator("vt-keypad-dialog")).containsText("+1-555-xxx-5678");
    assertThat(page.locator("vt-keypad-dialog input")).hasAttribute("type", "password");
    assertThat(page.locator("vt-keypad-dialog input")).isFocused();
    page.keyboard().type("123");
    page.locator("[data-key='4']").click();
    page.locator("[data-key='5']").click();
    page.locator("[data-key='6']").click();
    assertThat(page.getByText("6 digits entered")).isAttached();
    Chromium.shoot(page, "code-desktop");
    button(page.locator("vt-keypad-dialog"), "Send").click();
    assertThat(leg.next("keypad.input").path("digits").asText()).isEqualTo("123456#");
    assertThat(dialog).not().isVisible();
    assertThat(page.locator("vt-keypad-dialog input")).hasValue("");
    assertThat(chromium.complaints).isEmpty();
  }

  @Test
  void servesACallFromBeginningToEndByKeyboardAlone() throws InterruptedException {
    Page page = chromium.open(teller.address());
    assertThat(button(page, "Call")).isVisible();
    tabTo(page, button(page, "Call"));
    page.keyboard().press("Enter");
    var leg = teller.nextLeg();
    leg.answer("token-1");
    assertThat(button(page, "End call")).isVisible();

    tabTo(page, button(page, "Keypad"));
    page.keyboard().press("Enter");
    assertThat(page.locator("vt-keypad-dialog input")).isFocused();
    page.keyboard().type("15552345678#");
    assertThat(leg.next("keypad.input").path("digits").asText()).isEqualTo("15552345678#");
    assertThat(button(page, "Keypad")).isFocused();

    page.keyboard().press("Tab");
    page.keyboard().type("Thank you");
    page.keyboard().press("Enter");
    assertThat(leg.next("text.input").path("text").asText()).isEqualTo("Thank you");

    tabTo(page, button(page, "End call"));
    page.keyboard().press("Enter");
    leg.next("call.end");
    leg.send("call.ended", Map.of("reason", "callerHungUp"));
    assertThat(page.getByText("Your call in short")).isVisible();
    assertThat(chromium.complaints).isEmpty();
  }

  @Test
  void gathersWhatWasDoneAndKeepsItAsAFile() throws Exception {
    Page page = chromium.open(teller.address());
    var leg = typedCall(page);
    converse(leg);
    leg.send("call.ended", Map.of("reason", "agentEnded"));

    Locator summary = page.locator("vt-call-summary");
    assertThat(summary).containsText("Ordered your statement");
    assertThat(summary).containsText("Confirmation STM-20417");
    var download = page.waitForDownload(() -> button(page, "Save as a text file").click());
    String saved = Files.readString(download.path());
    assertThat(saved)
        .contains("Call with First National Bank")
        .contains("Assistant: Your checking account ending in 4521")
        .contains("Confirmation STM-20417");
    assertThat(chromium.complaints).isEmpty();
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator button(Locator within, String name) {
    return within.getByRole(
        AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  private static void type(Page page, String words) {
    page.getByLabel("Type instead of speaking").fill(words);
    page.getByLabel("Type instead of speaking").press("Enter");
  }

  private static FakeTeller.Leg typedCall(Page page) throws InterruptedException {
    type(page, "Hello");
    var leg = teller.nextLeg();
    leg.answer("token-1");
    assertThat(button(page, "End call")).isVisible();
    return leg;
  }

  /** Presses Tab until the control has the focus. */
  private static void tabTo(Page page, Locator control) {
    for (int i = 0; i < 20; i++) {
      page.keyboard().press("Tab");
      if ((Boolean) control.evaluate("it => it.getRootNode().activeElement === it")) {
        return;
      }
    }
    assertThat(control).isFocused();
  }

  private static void speak(FakeTeller.Leg leg, String turnId, String words, int durationMs) {
    leg.says(turnId, "agent", words, false);
    leg.send("audio.start", Map.of("turnId", turnId));
    byte[] pcm = Sounds.tone(24000, durationMs);
    int chunk = 24000 * 2 / 50;
    for (int at = 0; at < pcm.length; at += chunk) {
      leg.send(Arrays.copyOfRange(pcm, at, Math.min(pcm.length, at + chunk)));
    }
    leg.send("audio.end", Map.of("turnId", turnId, "durationMs", durationMs));
  }

  /** A call such as a bank has it every day. */
  static void converse(FakeTeller.Leg leg) {
    leg.says("a1", "agent", GREETING, true);
    leg.says("c1", "caller", "What's my checking balance?", true);
    leg.says("a2", "agent", "I can help with that. Which phone number is on your account?", true);
    leg.says("c2", "caller", "555-234-5678", true);
    leg.send("tool.started", Map.of("toolUseId", "u1", "tool", "authenticateTool"));
    leg.send("tool.finished", Map.of("toolUseId", "u1", "outcome", "succeeded"));
    leg.send("authentication.level", Map.of("level", 1));
    leg.send("tool.started", Map.of("toolUseId", "u2", "tool", "checkBalanceTool"));
    leg.send("tool.finished", Map.of("toolUseId", "u2", "outcome", "succeeded"));
    leg.says(
        "a3",
        "agent",
        "Your checking account ending in 4521 has $5,647.32 available, and $200.00 is pending.",
        true);
    leg.says("c3", "caller", "Please send me the statement.", true);
    leg.send("tool.started", Map.of("toolUseId", "u3", "tool", "requestStatementTool"));
    leg.send(
        "tool.finished",
        Map.of("toolUseId", "u3", "outcome", "succeeded", "confirmation", "STM-20417"));
    leg.says("a4", "agent", "It is on its way to the e-mail address on your account.", true);
  }
}
