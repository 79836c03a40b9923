package org.voiceteller.http.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.voiceteller.http.page.Chromium;

/**
 * A caller whose browser has WebRTC: the caller's page of a real server, sound at both ends, over a
 * clean network, one that loses and changes, and one that lets nothing through, from the beginning
 * or in the middle of the call. Keys are pressed as a telephone's are: events of RFC 4733 in the
 * sound's stream.
 *
 * <p>Who speaks in real time has no time for banks that start beside them.
 */
@ExtendWith(SharedTeller.class)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("a teller of its own")
class WebRtcCallIT {

  private static final String NUMBER_WANTED = "may I have your phone number";

  /** What somebody is answered who was heard badly, or as somebody who wants something else. */
  private static final Pattern NOT_UNDERSTOOD =
      Pattern.compile("didn't catch that|I can help you with|Are you still there");

  private static final int PATIENCE = 3;

  private static Chromium chromium;

  @BeforeAll
  static void openTheBrowser() throws IOException {
    chromium = new Chromium();
  }

  @AfterAll
  static void closeTheBrowser() {
    chromium.close();
  }

  @AfterEach
  void thePageHadNothingToComplainOf() {
    assertThat(chromium.complaints).isEmpty();
  }

  @Test
  void isToldTheBalanceAndMovesMoneyWithAKeyedCodeOfWhichNothingIsKept(
      RunningTeller teller, @TempDir Path directory) throws Exception {
    int codesBefore = teller.codesFor(Customer.RILEY_JOHNSON).size();
    CallersPage caller = call(teller, "?via=webrtc");

    asksForTheBalance(caller);
    caller.keys("5559012345#");
    isToldTheBalance(caller, "ending in 7763", "$2,090");
    caller.type("I want to transfer $5 from checking to savings");
    caller.awaitAgent("verification code");
    List<String> codes =
        Health.await(
            "a code",
            () -> teller.codesFor(Customer.RILEY_JOHNSON),
            sent -> sent.size() > codesBefore);
    caller.keys(codes.getLast() + "#");
    caller.awaitLevel(2);
    caller.awaitAgent("Shall I go ahead?");
    caller.type("Yes, please");
    caller.awaitAgent("Transfer complete!");

    assertThat(way(caller)).isEqualTo("webrtc");
    assertThat(caller.page().locator("body").textContent()).doesNotContain(codes.getLast());
    hangsUp(caller);
    new KeyedCode(codes.getLast()).isKeptNowhere(teller, caller.callId(), directory);
  }

  @Test
  void isUnderstoodOverANetworkThatLosesAndChanges(RunningTeller teller) throws Exception {
    try (var network = new BadNetwork(0.05, 80)) {
      CallersPage caller = call(teller, "?via=webrtc", network);
      assertThat(way(caller)).isEqualTo("webrtc");

      asksForTheBalance(caller);
      network.change();
      caller.page().evaluate("() => window.dispatchEvent(new Event('online'))");
      // a page's own answers pass this thread while it waits with the page, and only then
      caller.page().waitForCondition(() -> network.restarts() == 1);
      var unused =
          Health.await(
              "the caller at another address",
              () -> Health.metrics(teller).body(),
              metrics ->
                  Pattern.compile("voiceteller_webrtc_network_changes_total [1-9]")
                      .matcher(metrics)
                      .find());
      caller.keys("5557890123#");
      isToldTheBalance(caller, "ending in 5541", "$7,208.92");

      assertThat(way(caller)).isEqualTo("webrtc");
      assertThat(network.lost()).isGreaterThan(10);
      hangsUp(caller);
    }
  }

  @Test
  void isServedByTheWebSocketWhenNothingElseGetsThrough(RunningTeller teller) throws Exception {
    try (var network = new BadNetwork(1, 0)) {
      CallersPage caller = call(teller, "", network);

      assertThat(way(caller)).isEqualTo("websocket");
      assertThat(network.lost()).isPositive();
      hangsUp(caller);
    }
  }

  @Test
  void goesOnByTheWebSocketWhenNothingElseGetsThroughAnyMore(RunningTeller teller)
      throws Exception {
    try (var network = new BadNetwork(0, 0)) {
      CallersPage caller = call(teller, "", network);
      caller.type("What's my checking balance?");
      caller.awaitAgent(NUMBER_WANTED);
      caller.type(Customer.MORGAN_KIM);
      caller.awaitAgent("checking account ending in");
      caller.awaitLevel(1);
      assertThat(way(caller)).isEqualTo("webrtc");

      network.breakOff();
      caller.page().getByText("You are connected again.").first().waitFor();

      assertThat(way(caller)).isEqualTo("websocket");
      caller.awaitLevel(1);
      caller.awaitAgent("We are connected again.");
      caller.ask("What's my checking balance?", "checking account ending in");
      hangsUp(caller);
    }
  }

  private static CallersPage call(RunningTeller teller, String query) {
    return greeted(CallersPage.open(chromium, teller, query));
  }

  private static CallersPage call(RunningTeller teller, String query, BadNetwork network) {
    CallersPage caller = CallersPage.open(chromium, teller, query);
    network.putBetween(caller.page());
    return greeted(caller);
  }

  private static CallersPage greeted(CallersPage caller) {
    caller.keepConnection();
    caller.press("Call");
    caller.awaitAgent("How may I help you today?");
    caller.awaitSound();
    caller.awaitSilence();
    return caller;
  }

  /** Says it, and again where it was not heard or understood. */
  private static void asksForTheBalance(CallersPage caller) throws Exception {
    for (int attempt = 1; ; attempt++) {
      int before = caller.agentsTurns().size();
      caller.say("/recordings/checking-balance.wav");
      List<String> answers =
          Health.await(
              "an answer",
              () -> {
                List<String> turns = caller.agentsTurns();
                return turns.subList(Math.min(before, turns.size()), turns.size());
              },
              turns ->
                  turns.stream()
                      .anyMatch(
                          it -> it.contains(NUMBER_WANTED) || NOT_UNDERSTOOD.matcher(it).find()));
      if (attempt == PATIENCE || answers.stream().anyMatch(it -> it.contains(NUMBER_WANTED))) {
        break;
      }
      caller.awaitSilence();
    }
    caller.awaitCaller("checking balance");
    caller.awaitAgent(NUMBER_WANTED);
  }

  private static void isToldTheBalance(CallersPage caller, String account, String balance) {
    caller.awaitAgent(account);
    caller.awaitSound();
    caller.awaitAgent(balance);
    caller.awaitLevel(1);
  }

  private static void hangsUp(CallersPage caller) {
    caller.press("End call");
    caller.page().getByText("You ended the call.").waitFor();
    caller.page().context().close();
  }

  private static Object way(CallersPage caller) {
    return caller.page().evaluate("() => window.voiceTeller.way()");
  }
}
