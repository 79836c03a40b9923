package org.voiceteller.http.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.voiceteller.http.page.FakeTeller.Leg;

/** What is heard on the line of one who takes a call over or listens, and what is said into it. */
class ConsoleHandOffSoundTest extends OnTheLine {

  @Test
  void sendsTheMicrophoneOnlyWhileItIsOpen() throws InterruptedException {
    Page page = desk(DESK);
    Leg line = bank.line().next();
    button(page, "Open the microphone").click();

    assertThat(line.next("mic").path("on").asBoolean()).isTrue();
    double loudest = 0;
    for (int i = 0; i < 50; i++) {
      var frame = line.nextFrame();
      assertThat(frame.size()).as("20 ms at 24 kHz").isEqualTo(960);
      loudest = Math.max(loudest, Sounds.loudest(frame.toArray()));
    }
    assertThat(loudest).isGreaterThan(1000);
    assertShown(page, "the caller hears you");

    button(page, "Close the microphone").click();
    assertThat(line.next("mic").path("on").asBoolean()).isFalse();
    int frames = line.framesWaiting();
    type(page, line, "Now in writing.");
    type(page, line, "And again.");
    assertThat(line.framesWaiting()).isEqualTo(frames);
    assertFaultless();
  }

  @Test
  void playsEachVoiceAtItsOwnRateAndFallsSilentWhenMuted() throws InterruptedException {
    bank.line().says(opened("listen", ""));
    Page page = desk(DESK + "?mode=listen");
    Leg line = bank.line().next();
    assertShown(page, "You listen");

    byte[] caller = framed(1, Sounds.tone(16000, 100));
    page.waitForCondition(
        () -> {
          line.send(caller);
          return level(page) > 0.1 && Math.abs(pitch(page) - 440) < 15;
        });
    for (int i = 0; i < 30; i++) {
      line.send(caller);
    }
    page.waitForCondition(() -> number(page, "it => it.desk.sound.speaker.droppedMs") > 1500);
    page.waitForCondition(() -> level(page) < 0.001);

    for (int i = 0; i < 300; i++) {
      line.send(framed(2, Sounds.tone(24000, 100)));
    }
    page.waitForCondition(() -> level(page) > 0.1 && Math.abs(pitch(page) - 440) < 15);
    button(page, "Mute").click();
    page.waitForCondition(() -> level(page) < 0.001);
    button(page, "Unmute").click();
    page.waitForCondition(() -> level(page) > 0.1);
    line.send("hand-off", Map.of("state", "taken", "staff", "Morgan Lee"));
    page.waitForCondition(() -> level(page) < 0.001);
    assertShown(page, "Morgan Lee has the call");
    assertFaultless();
  }

  @Test
  void fallsSilentWhenTheCallerWillNotHearTheRest() throws InterruptedException {
    bank.line().says(opened("listen", ""));
    Page page = desk(DESK + "?mode=listen");
    Leg line = bank.line().next();
    assertShown(page, "You listen");
    for (int i = 0; i < 300; i++) {
      line.send(framed(2, Sounds.tone(24000, 100)));
    }
    page.waitForCondition(() -> level(page) > 0.1);

    line.send("sound.cleared", Map.of());

    page.waitForCondition(() -> level(page) < 0.001);
    assertFaultless();
  }

  private static byte[] framed(int whose, byte[] pcm) {
    byte[] frame = new byte[pcm.length + 1];
    frame[0] = (byte) whose;
    System.arraycopy(pcm, 0, frame, 1, pcm.length);
    return frame;
  }

  private static double level(Page page) {
    return number(page, "it => it.desk.sound.speaker.level()");
  }

  /** The loudest frequency of what the speaker gets now, in Hz. */
  private static double pitch(Page page) {
    return number(
        page,
        """
        it => {
          const { analyser, context } = it.desk.sound.speaker;
          const loud = new Float32Array(analyser.frequencyBinCount);
          analyser.getFloatFrequencyData(loud);
          return loud.indexOf(Math.max(...loud)) * context.sampleRate / analyser.fftSize;
        }
        """);
  }

  private static double number(Page page, String script) {
    return ((Number) page.locator("vt-desk-page").evaluate(script)).doubleValue();
  }
}
