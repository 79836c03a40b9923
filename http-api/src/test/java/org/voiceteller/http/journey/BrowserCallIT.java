package org.voiceteller.http.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceteller.http.page.Chromium;

/** A caller with a browser: the caller's page of a real server, with a real sound at both ends. */
class BrowserCallIT {

  private static final AudioFormat FORMAT = new AudioFormat(16_000, 16, 1, true, false);
  private static final int BYTES_PER_SECOND = 16_000 * 2;
  private static final double PATIENCE_MS = 90_000;

  @Test
  void isToldTheBalanceWhenEverythingIsSpokenIntoThePage(@TempDir Path data) throws Exception {
    try (var teller = RunningTeller.start(data.resolve("teller"));
        var chromium = Chromium.hearing(conversation(data.resolve("microphone.wav")))) {
      Page page = chromium.open(teller.home().toString());
      press(page, "Call");

      awaitAgent(page, "How may I help you today?");
      page.waitForFunction("() => window.voiceTeller.playbackLevel() > 0");
      Chromium.shoot(page, "call-greeting");
      awaitCaller(page, "checking balance");
      awaitAgent(page, "may I have your phone number");
      awaitCaller(page, "5552345678");
      awaitAgent(page, "ending in 4521");
      page.waitForFunction("() => window.voiceTeller.playbackLevel() > 0");
      awaitAgent(page, "$5,647.32");
      awaitAgent(page, "in pending transactions.");
      awaitLevel(page, "1");
      assertThat(page.locator("vt-activity-line").getByText("Found your records")).isVisible();
      Chromium.shoot(page, "call-balance");

      press(page, "End call");
      assertThat(page.getByText("You ended the call.")).isVisible();
      Chromium.shoot(page, "call-ended");
      assertThat(chromium.complaints).isEmpty();
    }
  }

  @Test
  void goesOnByItselfWithTheSameCallWhenTheServerWasKilled(@TempDir Path data) throws Exception {
    try (var chromium = Chromium.hearing(conversation(data.resolve("microphone.wav")))) {
      int port;
      Page page;
      try (var teller = RunningTeller.start(data.resolve("teller"))) {
        port = teller.home().getPort();
        page = chromium.open(teller.home().toString());
        type(page, "What's my checking balance?");
        awaitAgent(page, "may I have your phone number");
        type(page, "+1-555-234-5678");
        awaitAgent(page, "$5,647.32");
        awaitLevel(page, "1");

        teller.kill();
      }
      assertThat(page.locator("vt-notice-bar")).containsText("The connection was lost");
      Chromium.shoot(page, "call-lost");

      try (var teller = RunningTeller.startAt(port, data.resolve("teller"))) {
        assertThat(page.locator(".remark"))
            .hasText("You are connected again.", new HasTextOptions().setTimeout(PATIENCE_MS));
        awaitLevel(page, "1");
        type(page, "What is the balance of my savings account?");
        awaitAgent(page, "Your savings account ending in");
        awaitAgent(page, "available balance of $");
        assertThat(page.locator("vt-activity-line").getByText("Found your records")).hasCount(1);
        Chromium.shoot(page, "call-back");
      }
    }
  }

  /**
   * What the caller says: a wish after the greeting, which is long where every call begins with the
   * disclosure, then the phone number after the question. The number comes a second time, for a
   * machine so busy that the question came late.
   */
  private static Path conversation(Path file) throws IOException, UnsupportedAudioFileException {
    var sound = new ByteArrayOutputStream();
    sound.write(silence(16));
    sound.write(recording("/recordings/checking-balance.wav"));
    sound.write(silence(14));
    sound.write(recording("/recordings/phone-number.wav"));
    sound.write(silence(30));
    sound.write(recording("/recordings/phone-number.wav"));
    var bytes = sound.toByteArray();
    try (var audio =
        new AudioInputStream(
            new ByteArrayInputStream(bytes), FORMAT, bytes.length / FORMAT.getFrameSize())) {
      AudioSystem.write(audio, AudioFileFormat.Type.WAVE, file.toFile());
    }
    return file;
  }

  private static byte[] silence(int seconds) {
    return new byte[seconds * BYTES_PER_SECOND];
  }

  private static byte[] recording(String resource)
      throws IOException, UnsupportedAudioFileException {
    var stream = BrowserCallIT.class.getResource(resource);
    if (stream == null) {
      throw new IllegalArgumentException("There is no recording " + resource);
    }
    try (var audio = AudioSystem.getAudioInputStream(stream)) {
      return audio.readAllBytes();
    }
  }

  private static void press(Page page, String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true))
        .click();
  }

  private static void type(Page page, String words) {
    Locator field = page.getByLabel("Type instead of speaking");
    field.fill(words);
    field.press("Enter");
  }

  private static void awaitAgent(Page page, String words) {
    awaitWords(page.locator(".turn.agent .words"), words);
  }

  private static void awaitCaller(Page page, String words) {
    awaitWords(page.locator(".turn.caller .words"), words);
  }

  private static void awaitWords(Locator turns, String words) {
    assertThat(turns.filter(new Locator.FilterOptions().setHasText(words)).last())
        .isVisible(new IsVisibleOptions().setTimeout(PATIENCE_MS));
  }

  private static void awaitLevel(Page page, String level) {
    assertThat(page.locator(".status"))
        .hasAttribute("data-level", level, new HasAttributeOptions().setTimeout(PATIENCE_MS));
  }
}
