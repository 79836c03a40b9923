package org.voiceteller.http.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.ByteOrder;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The microphone and the loudspeaker of the page. */
class CallerSoundTest extends OnThePage {

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
    double beginMs = nowMs(page);

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
    // how long the two seconds take is the sound card's affair: four a second by the page's clock
    assertThat(reports)
        .isGreaterThanOrEqualTo(4)
        .isLessThanOrEqualTo((int) (nowMs(page) - beginMs) / 230 + 2);
    assertThat(page.locator(".turn.agent .words")).hasText(GREETING);
    assertThat(chromium.complaints).isEmpty();
  }

  @Test
  void showsTheAgentsWordsAsTheyAreHeard() throws InterruptedException {
    Page page = chromium.open(teller.address());
    button(page, "Call").click();
    var leg = teller.nextLeg();
    leg.answer("token-1");

    speak(leg, "t1", GREETING, 2500);

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
    assertThat(page.locator(".turn.agent .words").textContent()).doesNotContain("today?");
    leg.says("t1", "agent", "Welcome to First…", true);
    assertThat(page.locator(".turn.agent .words")).hasText("Welcome to First…");
    leg.says("t2", "caller", "Wait", true);
    assertThat(page.locator(".turn.caller .words")).hasText("Wait");
    assertThat(chromium.complaints).isEmpty();
  }

  private static double nowMs(Page page) {
    return ((Number) page.evaluate("() => performance.now()")).doubleValue();
  }
}
