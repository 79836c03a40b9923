package org.voiceteller.actors.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.TracerProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.voiceteller.actors.call.CallSession.Command;
import org.voiceteller.actors.call.CallSession.Reply;
import org.voiceteller.core.authentication.BankKeys;
import org.voiceteller.core.authentication.InputHashes;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.authentication.Secret;
import org.voiceteller.core.call.CallEvent;
import org.voiceteller.core.call.CallListener.Signal;
import org.voiceteller.core.call.CallOrigin;
import org.voiceteller.core.call.CallPolicy;
import org.voiceteller.core.call.CallRules;
import org.voiceteller.core.call.ResumeOrigin;
import org.voiceteller.core.call.ToolRules;
import org.voiceteller.core.customer.Claim;
import org.voiceteller.core.tool.ToolCatalogue;
import org.voiceteller.core.tool.ToolOutcome;
import org.voiceteller.core.tool.ToolUse;

/** A call's session, its caller's leg and the bank around it, in hand-turned time. */
abstract class CallSessionCase {

  private static final CallPolicy POLICY = CallPolicy.standard();
  private static final ToolCatalogue CATALOGUE = ToolCatalogue.create();
  private static final CallOrigin COLORADO =
      new CallOrigin("browser", null, "US-CO", "en-US", "192.0.2.1");
  static final ResumeOrigin HERE = new ResumeOrigin(null, null);
  private static final BankKeys KEYS = BankKeys.create("1", Map.of("1", new byte[32]));
  static final ToolUse AUTHENTICATE =
      new ToolUse("tool-1", "authenticateTool", "{\"phoneNumber\":\"5552345678\"}");

  private final SessionKit kit;
  final String callId = "CALL-" + UUID.randomUUID();
  volatile Instant now = Instant.parse("2026-01-15T12:00:00Z");
  final FakeToolRunner tools = new FakeToolRunner();
  final FakeProofs proofs = new FakeProofs(KEYS);
  final TestProbe<LegLink.Message> leg;
  final TestProbe<Reply> replies;
  final TestProbe<ActorRef<Command>> over;

  /** Longer than any test, unless silence is what it is about. */
  Duration legSilence = Duration.ofDays(1);

  ActorRef<Command> session;

  CallSessionCase(SessionKit kit) {
    this.kit = kit;
    this.leg = kit.actors().createTestProbe();
    this.replies = kit.actors().createTestProbe();
    this.over = kit.actors().createTestProbe();
    this.session = start();
  }

  void verifiedByNumber() {
    open();
    tools.decides(new Claim.Granted("CUST-1"));
    authenticate(ToolOutcome.Result.SUCCEEDED);
    leg.expectMessage(new LegLink.Message.Deliver(new Signal.LevelReached(Level.PHONE)));
    leg.expectMessage(new LegLink.Message.Deliver(new Signal.RecordingConsent(true)));
  }

  void use(String toolUseId, String tool, String input) {
    session.tell(
        new Command.UseTool("LEG-1", new ToolUse(toolUseId, tool, input), null, replies.getRef()));
  }

  void give(String secret) {
    session.tell(new Command.GiveSecret("LEG-1", new Secret(secret), replies.getRef()));
    replies.expectMessage(new Reply.Noted());
  }

  ActorRef<Command> start() {
    return kit.actors()
        .spawn(
            CallSession.create(
                callId,
                new SessionSetup(
                    new CallRules(POLICY),
                    new ToolRules(POLICY, CATALOGUE, new InputHashes(KEYS)),
                    tools,
                    proofs,
                    legSilence,
                    () -> now,
                    SupervisorStrategy.restartWithBackoff(
                        Duration.ofMillis(10), Duration.ofMillis(10), 0),
                    TracerProvider.noop().get("none")),
                over.getRef()::tell));
  }

  void restart() {
    kit.actors().stop(session);
    session = start();
  }

  void open() {
    session.tell(new Command.Open(COLORADO, "hash", "LEG-1", leg.getRef(), replies.getRef()));
    assertThat(replies.receiveMessage()).isInstanceOf(Reply.Joined.class);
  }

  void authenticate(ToolOutcome.Result expected) {
    session.tell(new Command.UseTool("LEG-1", AUTHENTICATE, null, replies.getRef()));
    assertThat(outcome().result()).isEqualTo(expected);
  }

  ToolOutcome outcome() {
    return ((Reply.ToolUsed) replies.receiveMessage()).outcome();
  }

  void pass(Duration time) {
    settled();
    now = now.plus(time);
    kit.time().timePasses(time);
    settled();
  }

  /** The session has handled everything so far: a question after it is answered. */
  void settled() {
    session.tell(new Command.LoseLeg("NO-LEG", replies.getRef()));
    replies.expectMessage(new Reply.Noted());
  }

  long requested(String toolUseId) {
    return kit.journal().persistedInStorage("call|" + callId).stream()
        .filter(
            event ->
                event instanceof CallEvent.ToolRequested asked
                    && asked.toolUseId().equals(toolUseId))
        .count();
  }

  void awaitEvent(Class<? extends CallEvent> type, boolean isExpected) {
    settled();
    assertThat(
            kit.journal().persistedInStorage("call|" + callId).stream().anyMatch(type::isInstance))
        .isEqualTo(isExpected);
  }
}
