package org.voiceteller.streams.call;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.voiceteller.core.call.Challenge;
import org.voiceteller.core.call.Turn.Speaker;
import org.voiceteller.core.tool.ToolOutcome;
import org.voiceteller.streams.nova.NovaInput;
import org.voiceteller.streams.nova.NovaOutput;
import org.voiceteller.streams.nova.NovaRole;

/** What {@code --debug} shows of a call. */
class CallLogTest {

  private final Logger logger = (Logger) LoggerFactory.getLogger(CallLog.class);
  private final ListAppender<ILoggingEvent> written = new ListAppender<>();
  private final Clock clock = new Clock();

  @BeforeEach
  void listen() {
    written.start();
    logger.addAppender(written);
    logger.setLevel(Level.DEBUG);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(written);
    logger.setLevel(null);
  }

  @Test
  void showsTimesToolsStreamEventsAndSound() {
    CallLog log = CallLog.of("call-1", clock);
    clock.passes(Duration.ofMillis(1_500));
    log.toModel(new NovaInput.PromptEnd("call"));
    log.fromModel(new NovaOutput.CompletionStarted("c"));
    log.told(new AgentFrame.ToolStarted("use-1", "checkBalanceTool"));
    clock.passes(Duration.ofMillis(42));
    log.told(
        new AgentFrame.ToolFinished(
            "use-1", "checkBalanceTool", ToolOutcome.Result.SUCCEEDED, "CONF-1"));
    for (int i = 0; i <= 50; i++) {
      log.heard(new CallerFrame.Audio(ByteString.fromArray(new byte[640])));
      clock.passes(Duration.ofMillis(20));
    }

    assertThat(lines())
        .containsExactly(
            "Call call-1 +1500 ms: -> model PromptEnd",
            "Call call-1 +1500 ms: <- model answer begins",
            "Call call-1 +1500 ms: tool checkBalanceTool begins (use-1)",
            "Call call-1 +1542 ms: tool checkBalanceTool SUCCEEDED after 42 ms (use-1)",
            "Call call-1 +2542 ms: sound caller -> bank: 1000 ms in 50 frames within 1000 ms");
  }

  @Test
  void knowsNothingOfWhatIsSaidKeyedOrAnswered() {
    CallLog log = CallLog.of("call-1", clock);
    log.heard(new CallerFrame.TextTyped("CANARY words"));
    log.heard(new CallerFrame.KeyPressed("4417"));
    log.toModel(new NovaInput.TextInput("call", "text-1", "CANARY cue"));
    log.toModel(new NovaInput.ToolResult("call", "tool-1", "{\"say\":\"CANARY\"}"));
    log.fromModel(new NovaOutput.TextSaid("a", NovaRole.USER, "CANARY heard"));
    log.fromModel(
        new NovaOutput.ToolRequested("a", "use-1", "verifyOtpTool", "{\"c\":\"CANARY\"}"));
    log.told(new AgentFrame.Transcript("turn-1", Speaker.CALLER, "CANARY", true));
    log.told(new AgentFrame.ChallengeOpened(Challenge.Kind.ONE_TIME_CODE, "CANARY"));
    log.told(new AgentFrame.Problem("code", "CANARY", true));

    assertThat(lines())
        .hasSize(9)
        .noneMatch(line -> line.contains("CANARY") || line.contains("4417"));
  }

  @Test
  void saysNothingUnlessItIsAsked() {
    logger.setLevel(Level.INFO);
    CallLog log = CallLog.of("call-1", clock);
    logger.setLevel(Level.DEBUG);

    log.heard(new CallerFrame.HungUp());

    assertThat(lines()).isEmpty();
  }

  private List<String> lines() {
    return written.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
