package org.voiceteller.actors.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.voiceteller.actors.bank.OneNode.await;

import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.voiceteller.actors.bank.FakeHistory;
import org.voiceteller.actors.bank.OneNode;
import org.voiceteller.core.call.CallEvent;
import org.voiceteller.core.call.CallOrigin;
import org.voiceteller.core.call.CallUnavailableException;
import org.voiceteller.core.call.Turn;
import org.voiceteller.core.tool.ToolOutcome;
import org.voiceteller.core.tool.ToolUse;

class LostJournalTest {

  private static final OneNode NODE =
      new OneNode(
          """
          voice-teller.bank {
            ask-timeout = 1s
            persist-backoff { minimum = 50ms, maximum = 100ms }
          }
          """,
          new FakeHistory(),
          InstantSource.system());

  @AfterAll
  static void stop() {
    NODE.close();
  }

  @Test
  void saysThatTheCallIsUnavailableAndGoesOnWhenTheJournalIsBack() throws Exception {
    var desk = NODE.bank().callDesk();
    var call = await(desk.open(new CallOrigin("terminal", null, "US-CO", "en-US", null), _ -> {}));
    String journalId = "call|" + call.callId();
    PersistenceTestKit journal = PersistenceTestKit.create(NODE.kit().system());
    Turn turn = new Turn("turn-1", Turn.Speaker.CALLER, "Hello?");

    journal.failNextPersisted(journalId);
    assertThatThrownBy(() -> await(desk.recordTurn(call.callId(), call.legId(), turn)))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(CallUnavailableException.class);

    await(desk.recordTurn(call.callId(), call.legId(), turn));
    assertThat(
            await(
                    desk.useTool(
                        call.callId(),
                        call.legId(),
                        new ToolUse("tool-1", "checkBalanceTool", "{}")))
                .result())
        .isEqualTo(ToolOutcome.Result.REFUSED);
    assertThat(
            journal.persistedInStorage(journalId).stream()
                .filter(event -> event instanceof CallEvent.TurnTaken))
        .hasSize(1);
  }
}
