package org.voiceteller.http.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.voiceteller.http.page.Chromium;
import org.voiceteller.http.signin.Role;

/** Three people on one call, each with a browser, a microphone and a loudspeaker of their own. */
@ExtendWith(SharedTeller.class)
class DeskVoiceIT {

  @Test
  void aPersonAndACallerHearEachOtherAndAWhisperIsForThePersonAlone(
      RunningTeller bank, StaffAccounts accounts) throws Exception {
    try (var chromium = new Chromium()) {
      var caller = CallersPage.open(chromium, bank);
      var framesToCaller = new AtomicInteger();
      caller
          .page()
          .onWebSocket(
              line ->
                  line.onFrameReceived(
                      frame -> {
                        if (frame.binary() != null) {
                          framesToCaller.incrementAndGet();
                        }
                      }));
      caller.press("Call");
      caller.awaitAgent("How may I help you");
      caller.awaitSound();
      caller.awaitSilence();
      caller.type("I want to speak to a person, please.");
      caller.awaitAgent("You are in the queue");
      String desk = "/console/hand-off/" + caller.callId();
      var taker =
          StaffsPage.open(chromium, bank, accounts, "Toni at the desk", Role.AGENT).visit(desk);
      assertThat(taker.shown("You have the call").first()).isVisible();
      assertThat(caller.page().locator("vt-notice-bar"))
          .containsText("You speak with a person", new ContainsTextOptions().setTimeout(60_000));
      caller.awaitSilence();

      taker.openMicrophone();
      taker.say("/recordings/checking-balance.wav");
      caller.awaitSound();
      caller.awaitSilence();
      caller.say("/recordings/phone-number.wav");
      taker.awaitSound();
      taker.awaitSilence();
      taker.button("Close the microphone").click();

      var whisperer =
          StaffsPage.open(chromium, bank, accounts, "Wren in the back", Role.SUPERVISOR)
              .visit(desk + "?mode=whisper");
      assertThat(whisperer.shown("With Toni at the desk").first()).isVisible();
      taker.type("One moment, please.");
      caller.awaitAgent("One moment, please.");
      int before = framesToCaller.get();
      assertThat(before).isPositive();
      whisperer.openMicrophone();
      whisperer.say("/recordings/checking-balance.wav");
      taker.awaitSound();
      taker.awaitSilence();
      whisperer.type("Ask for the city.");
      assertThat(taker.shown("Ask for the city.").first()).isVisible();
      taker.type("Thank you for waiting.");
      caller.awaitAgent("Thank you for waiting.");
      assertThat(framesToCaller).hasValue(before);
      assertThat(caller.page().getByText("Ask for the city.")).hasCount(0);
      Chromium.shoot(taker.page(), "console-desk-whispered-to");
      caller.say("/recordings/phone-number.wav");
      whisperer.awaitSound();
      assertThat(chromium.complaints).isEmpty();
    }
  }
}
