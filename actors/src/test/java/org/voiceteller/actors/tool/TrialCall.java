package org.voiceteller.actors.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voiceteller.actors.bank.OneNode.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.voiceteller.actors.bank.WatchedJournal;
import org.voiceteller.core.account.AccountEvent;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.call.CallDesk;
import org.voiceteller.core.call.CallEvent;
import org.voiceteller.core.call.CallOrigin;
import org.voiceteller.core.call.Turn;
import org.voiceteller.core.tool.Tool;
import org.voiceteller.core.tool.ToolOutcome;
import org.voiceteller.core.tool.ToolUse;

/** A new customer's call: uses tools as a model does, and sees what was kept of it. */
final class TrialCall {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final CallOrigin COLORADO =
      new CallOrigin("browser", null, "US-CO", "en-US", "192.0.2.1");

  private final BankOfTrials bank;
  private final String phoneNumber;
  private final CallDesk.Opened call;
  private int steps;
  private int writtenBefore;

  private TrialCall(BankOfTrials bank, String phoneNumber, CallDesk.Opened call) {
    this.bank = bank;
    this.phoneNumber = phoneNumber;
    this.call = call;
  }

  /** A call of a new customer, who has reached this level. */
  static TrialCall at(Level level, BankOfTrials bank) throws Exception {
    String phoneNumber = bank.customer();
    TrialCall call = new TrialCall(bank, phoneNumber, await(bank.desk().open(COLORADO, _ -> {})));
    if (level.reaches(Level.PHONE)) {
      call.use("authenticateTool", "{\"phoneNumber\":\"{phone}\"}");
    }
    if (level.reaches(Level.ONE_TIME_CODE)) {
      call.use("verifyOtpTool", "{}");
      call.use("verifyOtpTool", "{\"code\":\"{code}\"}");
    }
    if (level.reaches(Level.SECURITY_QUESTION)) {
      bank.enrolQuestion();
      call.use("stepUpAuthenticationTool", "{}");
      call.use("stepUpAuthenticationTool", "{\"answer\":\"Johnson\"}");
    }
    return call;
  }

  BankOfTrials bank() {
    return bank;
  }

  /** Under a new id. */
  JsonNode use(String tool, String input) throws Exception {
    steps++;
    return use("step-" + steps, tool, input);
  }

  /**
   * @param input with {@code {phone}} and {@code {code}} for the customer's number and last code
   */
  JsonNode use(String toolUseId, String tool, String input) throws Exception {
    return JSON.readTree(await(begin(toolUseId, tool, input)).resultJson());
  }

  /** Without waiting for the answer. */
  CompletionStage<ToolOutcome> begin(String toolUseId, String tool, String input) {
    return bank.desk()
        .useTool(call.callId(), call.legId(), new ToolUse(toolUseId, tool, filled(input)));
  }

  private String filled(String input) {
    String filled = input.replace("{phone}", phoneNumber);
    if (filled.contains("code}")) {
      int code = bank.codeFor(phoneNumber).map(Integer::parseInt).orElse(0);
      filled =
          filled
              .replace("{code}", "%06d".formatted(code))
              .replace("{wrong code}", "%06d".formatted((code + 1) % 1_000_000));
    }
    return filled;
  }

  /** The caller's answer to what the agent has just read back. */
  void says(String words) throws Exception {
    agentSays("Shall I go ahead?");
    await(record(Turn.Speaker.CALLER, words));
  }

  void agentSays(String words) throws Exception {
    await(record(Turn.Speaker.AGENT, words));
  }

  private CompletionStage<Void> record(Turn.Speaker speaker, String words) {
    steps++;
    return bank.desk()
        .recordTurn(call.callId(), call.legId(), new Turn("turn-" + steps, speaker, words));
  }

  /** From here on {@link #effects} counts. */
  void mark() {
    writtenBefore = bank.journal().written().size();
  }

  /**
   * What the bank wrote since the mark beside the call's own events, sorted: {@code account
   * TransferPending}. The bank's own accounts do not count, which the first who pays has opened.
   */
  List<String> effects() {
    return since().stream()
        .filter(written -> !isOfCall(written.persistenceId()))
        .filter(written -> !(written.event() instanceof AccountEvent.Opened))
        .map(
            written ->
                written.persistenceId().substring(0, written.persistenceId().indexOf('|'))
                    + " "
                    + written.event().getClass().getSimpleName())
        .sorted()
        .toList();
  }

  private List<WatchedJournal.Written> since() {
    List<WatchedJournal.Written> all = bank.journal().written();
    return all.subList(writtenBefore, all.size());
  }

  /** Or of the cluster's own book-keeping, which is no entity's. */
  private static boolean isOfCall(String persistenceId) {
    return persistenceId.startsWith("call|") || !persistenceId.contains("|");
  }

  /**
   * Uses a tool, and the session dies when it is about to keep the outcome: the work is done, and
   * nobody hears of it. Returns when the session is there again.
   */
  void useAndDieBeforeTheOutcome(String toolUseId, String tool, String input) {
    diesAt(event -> isOutcomeOf(toolUseId, event));
    var unheard = begin(toolUseId, tool, input);
    bank.awaitAssert(() -> assertThat(bank.journal().isAboutToLose()).isFalse());
    if (!Tool.named(tool).orElseThrow().onlyLooks()) {
      bank.awaitAssert(
          () ->
              assertThat(since())
                  .as("closed as interrupted")
                  .anyMatch(written -> isOutcomeOf(toolUseId, written.event())));
    }
    awaitLife();
    assertThat(unheard.toCompletableFuture().isDone()).isFalse();
  }

  private static boolean isOutcomeOf(String toolUseId, Object event) {
    return event instanceof CallEvent.ToolFinished finished
        && finished.toolUseId().equals(toolUseId);
  }

  /** The session dies after all that it has kept. Returns when it is there again. */
  void die() {
    diesAt(event -> event instanceof CallEvent.TurnTaken);
    var lost = record(Turn.Speaker.AGENT, "One moment.");
    bank.awaitAssert(() -> assertThat(bank.journal().isAboutToLose()).isFalse());
    assertThat(lost.toCompletableFuture().isDone()).isFalse();
    awaitLife();
  }

  /** What comes while a session dies is lost; it is there when it takes a turn. */
  private void awaitLife() {
    bank.awaitAssert(
        () ->
            assertThat(record(Turn.Speaker.AGENT, "One moment."))
                .succeedsWithin(Duration.ofMillis(500)));
  }

  private void diesAt(Predicate<Object> at) {
    bank.journal()
        .loseNext(
            (persistenceId, event) -> persistenceId.endsWith(call.callId()) && at.test(event));
  }
}
