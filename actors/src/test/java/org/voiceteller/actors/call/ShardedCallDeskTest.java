package org.voiceteller.actors.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voiceteller.actors.bank.OneNode.await;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.voiceteller.actors.bank.FakeHistory;
import org.voiceteller.actors.bank.OneNode;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.call.CallDesk;
import org.voiceteller.core.call.CallListener.Signal;
import org.voiceteller.core.call.CallOrigin;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.core.call.ResumeOrigin;
import org.voiceteller.core.call.Turn;
import org.voiceteller.core.tool.Tool;
import org.voiceteller.core.tool.ToolOutcome;
import org.voiceteller.core.tool.ToolSpec;
import org.voiceteller.core.tool.ToolUse;

class ShardedCallDeskTest {

  private static final ResumeOrigin HERE = new ResumeOrigin(null, null);

  private static final FakeHistory HISTORY = new FakeHistory();
  private static final OneNode NODE =
      new OneNode("voice-teller.bank.call.leg-heartbeat = 200ms", HISTORY, InstantSource.system());
  private static final CallOrigin COLORADO =
      new CallOrigin("terminal", "+15552345678", "US-CO", "en-US", "127.0.0.1");
  private static final String BALANCE = "{\"accountType\":\"checking\"}";
  private static final String NUMBER = "{\"phoneNumber\":\"+1-555-234-5678\"}";

  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private final CallDesk desk = NODE.bank().callDesk();

  @BeforeAll
  static void enterSampleCustomers() throws Exception {
    await(NODE.bank().sampleBank().enter());
  }

  @AfterAll
  static void stop() {
    NODE.close();
  }

  @Test
  void tellsTheBalanceThatWasAskedForAsSoonAsTheNumberIsKnown() throws Exception {
    var call = await(desk.open(COLORADO, signals::add));

    var refused = use(call, "tool-1", "checkBalanceTool", BALANCE);
    assertThat(refused.result()).isEqualTo(ToolOutcome.Result.REFUSED);
    assertThat(refused.resultJson())
        .contains("For your security, may I have your phone number to verify your identity?")
        .contains("\"then\":{\"tool\":\"authenticateTool\"}");

    var answered = use(call, "tool-2", "authenticateTool", NUMBER);
    assertThat(answered.result()).isEqualTo(ToolOutcome.Result.SUCCEEDED);
    assertThat(answered.resultJson())
        .contains(
            "\"say\":\"This call may be recorded for quality assurance and regulatory compliance."
                + " Your checking account ending in 4521 has an available balance of $5,647.32,"
                + " with $200 in pending transactions.\"");
    assertThat(signals.poll(20, TimeUnit.SECONDS)).isEqualTo(new Signal.LevelReached(Level.PHONE));
  }

  @Test
  void answersARepeatedToolUseWithItsFirstOutcome() throws Exception {
    var call = await(desk.open(COLORADO, signals::add));
    use(call, "tool-1", "authenticateTool", NUMBER);
    var first = use(call, "tool-2", "requestStatementTool", statement("email"));

    assertThat(use(call, "tool-2", "requestStatementTool", statement("email"))).isEqualTo(first);
    assertThat(use(call, "tool-2", "requestStatementTool", statement("mail")).result())
        .isEqualTo(ToolOutcome.Result.REFUSED);
    assertThat(first.confirmation()).startsWith("STMT-");
  }

  @Test
  void goesOnWithTheSameCallOnAnotherLeg() throws Exception {
    var call = await(desk.open(COLORADO, signals::add));
    use(call, "tool-1", "authenticateTool", NUMBER);
    assertThat(signals.poll(20, TimeUnit.SECONDS)).isEqualTo(new Signal.LevelReached(Level.PHONE));
    Turn turn = new Turn("turn-1", Turn.Speaker.CALLER, "What's my balance?");
    await(desk.recordTurn(call.callId(), call.legId(), turn));

    var resumption = await(desk.resume(call.resumeToken(), HERE, _ -> {}));

    assertThat(resumption).isInstanceOf(CallDesk.Resumption.Resumed.class);
    var resumed = ((CallDesk.Resumption.Resumed) resumption).call();
    assertThat(resumed.callId()).isEqualTo(call.callId());
    assertThat(resumed.level()).isEqualTo(Level.PHONE);
    assertThat(resumed.history()).containsExactly(turn);
    assertThat(signals.poll(20, TimeUnit.SECONDS)).isEqualTo(new Signal.RecordingConsent(true));
    assertThat(signals.poll(20, TimeUnit.SECONDS)).isEqualTo(new Signal.Superseded());
    assertThat(use(call, "tool-9", "checkBalanceTool", BALANCE).result())
        .isEqualTo(ToolOutcome.Result.REFUSED);
    assertThat(use(resumed, "tool-9", "checkBalanceTool", BALANCE).result())
        .isEqualTo(ToolOutcome.Result.SUCCEEDED);
  }

  @Test
  void tellsTheLegThatTheCallHasEndedAndOpensItNoMore() throws Exception {
    var call = await(desk.open(COLORADO, signals::add));

    await(desk.end(call.callId(), call.legId(), EndReason.CALLER_HUNG_UP));
    await(desk.end(call.callId(), call.legId(), EndReason.CALLER_HUNG_UP));

    assertThat(signals.poll(20, TimeUnit.SECONDS))
        .isEqualTo(new Signal.CallEnded(EndReason.CALLER_HUNG_UP));
    assertThat(await(desk.resume(call.resumeToken(), HERE, _ -> {})))
        .isEqualTo(new CallDesk.Resumption.Unknown());
  }

  @Test
  void opensNothingForATokenThatWasNeverIssued() throws Exception {
    var call = await(desk.open(COLORADO, signals::add));
    String forged = call.callId() + "." + "A".repeat(43);

    for (String token : List.of("", "nonsense", forged, "CALL-1." + "A".repeat(43))) {
      assertThat(await(desk.resume(token, HERE, _ -> {})))
          .isEqualTo(new CallDesk.Resumption.Unknown());
    }
  }

  @Test
  void apologisesWhenTheHistoryCannotBeReachedAndStillTellsTheBalance() throws Exception {
    var call = await(desk.open(COLORADO, signals::add));
    use(call, "tool-1", "authenticateTool", NUMBER);
    HISTORY.isReachable(false);
    try {
      var failed = use(call, "tool-2", "viewRecentTransactionsTool", BALANCE);
      assertThat(failed.result()).isEqualTo(ToolOutcome.Result.FAILED);
      assertThat(failed.resultJson()).contains("I'm sorry").doesNotContain("Exception");
      assertThat(use(call, "tool-3", "checkBalanceTool", BALANCE).resultJson())
          .contains("$5,647.32");
      assertThat(
              use(call, "tool-4", "clarifyMerchantTool", "{\"descriptor\":\"SQ *BLUE\"}")
                  .resultJson())
          .contains("Square");
    } finally {
      HISTORY.isReachable(true);
    }
  }

  @Test
  void tellsTheModelOfEveryTool() throws Exception {
    var call = await(desk.open(COLORADO, signals::add));

    assertThat(call.tools())
        .extracting(ToolSpec::name)
        .containsExactlyElementsOf(Stream.of(Tool.values()).map(Tool::toolName).toList());
    assertThat(call.systemPrompt())
        .contains(
            "Greet the caller with: \"Welcome to First National Bank! How may I help you today?\"");
  }

  private ToolOutcome use(CallDesk.Opened call, String toolUseId, String tool, String input)
      throws Exception {
    return await(desk.useTool(call.callId(), call.legId(), new ToolUse(toolUseId, tool, input)));
  }

  private static String statement(String delivery) {
    return "{\"delivery\":\"%s\",\"accountType\":\"checking\"}".formatted(delivery);
  }
}
