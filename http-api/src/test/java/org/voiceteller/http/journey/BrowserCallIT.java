package org.voiceteller.http.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.voiceteller.http.page.Chromium;

/** A caller with a browser: the caller's page of a real server, with a real sound at both ends. */
@ExtendWith(SharedTeller.class)
class BrowserCallIT {

  @Test
  void isToldTheBalanceWhenEverythingIsSpokenIntoThePage(RunningTeller teller) throws Exception {
    try (var chromium = new Chromium()) {
      var caller = CallersPage.open(chromium, teller);
      caller.press("Call");

      caller.awaitAgent("How may I help you today?");
      caller.awaitSound();
      Chromium.shoot(caller.page(), "call-greeting");
      caller.awaitSilence();
      caller.say("/recordings/checking-balance.wav");
      caller.awaitCaller("checking balance");
      caller.awaitAgent("may I have your phone number");
      caller.awaitSound();
      caller.awaitSilence();
      caller.say("/recordings/phone-number.wav");
      caller.awaitCaller("5552345678");
      caller.awaitAgent("ending in 4521");
      caller.awaitSound();
      caller.awaitAgent("$5,647.32");
      caller.awaitAgent("in pending transactions.");
      caller.awaitLevel(1);
      assertThat(caller.page().locator("vt-activity-line").getByText("Found your records"))
          .isVisible();
      Chromium.shoot(caller.page(), "call-balance");

      caller.press("End call");
      assertThat(caller.page().getByText("You ended the call.")).isVisible();
      Chromium.shoot(caller.page(), "call-ended");
      assertThat(chromium.complaints).isEmpty();
    }
  }
}
