package org.voiceteller.http.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.voiceteller.http.page.Chromium;

/**
 * The machine dies in the middle of calls. All callers come back to the calls they had: by the
 * resume token, and the page by itself. Money that was on its way has been moved once, and who was
 * with one of the bank's people comes to another.
 */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("a teller of its own")
class KilledInMidCallIT {

  private static final double BACK_MS = 90_000;

  /** Their transfers are under way when the machine dies. */
  private static final List<String> MOVERS =
      List.of(
          Customer.ALEX_RIVERA,
          Customer.JORDAN_LEE,
          Customer.SAM_PATEL,
          Customer.CHRIS_MORGAN,
          Customer.TAYLOR_BROOKS,
          Customer.CASEY_NGUYEN,
          Customer.MORGAN_KIM,
          Customer.JAMIE_GARCIA);

  /** The yes of each is said at another moment, at most so long before the death. */
  private static final int MOMENTS_MS = 500;

  private static final Random MOMENTS = new Random(20_260_115);

  @Test
  void goesOnWithTheSameCallsAfterAKillAndHasMovedMoneyOnce(@TempDir Path data) throws Exception {
    try (var chromium = new Chromium()) {
      JsonNode before;
      CallersPage page;
      RunningTeller killed;
      TakenCaller taken;
      var movers = new ArrayList<Mover>();
      try (var teller = RunningTeller.start(data, "--text-only");
          var caller = Caller.call(teller.calls())) {
        page = CallersPage.open(chromium, teller);
        page.type("What's my checking balance?");
        before = caller.awaitType("call.started");
        caller.type("What's my checking balance?");
        caller.awaitAgent("may I have your phone number");
        caller.type("+1-555-234-5678");
        page.awaitAgent("may I have your phone number");
        page.type("+1-555-234-5678");
        caller.awaitAgent("$5,647.32");
        page.awaitAgent("$5,647.32");
        page.awaitLevel(1);
        taken = TakenCaller.taken(teller);
        for (String number : MOVERS) {
          movers.add(Mover.asked(teller, number));
        }
        var children = teller.children();
        movers.forEach(mover -> mover.saysYesIn(MOMENTS.nextInt(MOMENTS_MS)));
        CompletableFuture.runAsync(
                () -> {}, CompletableFuture.delayedExecutor(MOMENTS_MS, TimeUnit.MILLISECONDS))
            .join();

        teller.kill();
        killed = teller;

        assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);
        assertThat(movers).as("some heard nothing of it").anyMatch(mover -> !mover.wasTold());
      }
      assertThat(page.page().locator("vt-notice-bar")).containsText("The connection was lost");
      Chromium.shoot(page.page(), "call-lost");

      try (taken;
          var teller = killed.startAgain()) {
        assertThatTheCallerIsBack(teller, before);
        taken.findsAnotherPerson(teller);
        for (Mover mover : movers) {
          mover.findsTheMoneyMovedOnce(teller);
        }
        assertThatThePageIsBack(page);
      }
    }
  }

  private static void assertThatTheCallerIsBack(RunningTeller teller, JsonNode before)
      throws Exception {
    try (var caller = Caller.comeBack(teller.calls(), before.path("resumeToken").asText())) {
      var after = caller.awaitType("call.started");
      assertThat(after.path("callId")).isEqualTo(before.path("callId"));
      assertThat(caller.awaitType("authentication.level").path("level").asInt()).isEqualTo(1);

      caller.type("What is the balance of my savings account?");

      caller.awaitAgent("Your savings account ending in");
      assertThat(caller.events())
          .noneMatch(event -> event.path("tool").asText().equals("authenticateTool"));
      assertThatTheAuditHasNoGap(teller, after.path("callId").asText());
    }
  }

  private static void assertThatThePageIsBack(CallersPage caller) {
    assertThat(caller.page().locator(".remark"))
        .hasText("You are connected again.", new HasTextOptions().setTimeout(BACK_MS));
    caller.awaitLevel(1);
    caller.type("What is the balance of my savings account?");
    caller.awaitAgent("Your savings account ending in");
    caller.awaitAgent("available balance of $");
    assertThat(caller.page().locator("vt-activity-line").getByText("Found your records"))
        .hasCount(1);
    Chromium.shoot(caller.page(), "call-back");
  }

  private static void assertThatTheAuditHasNoGap(RunningTeller teller, String callId)
      throws Exception {
    try (var audit = AuditLog.of(teller)) {
      var lines =
          audit.await(
              callId,
              soFar ->
                  soFar.stream().filter(line -> line.action().equals("CHECK_BALANCE")).count()
                      >= 3);

      assertThat(lines)
          .extracting(AuditLog.Line::number)
          .containsExactlyElementsOf(LongStream.rangeClosed(1, lines.size()).boxed().toList());
      assertThat(lines)
          .extracting(AuditLog.Line::action)
          .contains("CALL_STARTED", "AUTHENTICATE", "CALL_RESUMED");
    }
  }
}
