package org.voiceteller.streams.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.voiceteller.streams.media.WireMessage;

/** What a platform's line makes of what goes wrong, and of what nobody sends twice. */
class PlatformLineTest {

  private static final ActorTestKit KIT = ActorTestKit.create();
  private static final String START =
      """
      {"event":"start","start":{"streamSid":"MZ1","callSid":"CA1","mediaFormat":
      {"encoding":"audio/x-mulaw","sampleRate":8000,"channels":1},"customParameters":{%s}}}
      """;
  private static final String BEGUN =
      "{\"type\":\"call.start\",\"channel\":\"twilio\",\"from\":\"+15552345678\","
          + "\"jurisdiction\":\"US-CO\",\"locale\":\"en-US\"}";
  private static final String STARTED =
      "{\"type\":\"call.started\",\"callId\":\"call-1\",\"resumeToken\":\"call-1.token\"}";
  private static final String SOUND =
      "{\"event\":\"media\",\"media\":{\"payload\":\"" + "/".repeat(216) + "\"}}";
  private static final String KEY = "{\"event\":\"dtmf\",\"dtmf\":{\"digit\":\"7\"}}";

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void closesAStreamWithoutATicketOrWithAForgedOneOrAnotherCalls() {
    for (String ticket :
        List.of("", "\"ticket\":\"forged\"", "\"ticket\":\"sealed CA2\"", "\"ticket\":7")) {
      var line = twilio();
      line.tellerIsTold.request(1);

      line.platform(START.formatted(ticket));

      line.platformIsTold.request(1);
      line.platformIsTold.expectComplete();
      line.tellerIsTold.expectComplete();
      assertThat(line.fates).isEmpty();
    }
  }

  @Test
  void goesOnWithTheCallThatTheTicketNames() {
    var line = twilio();

    line.platform(START.formatted("\"ticket\":\"resume CA1\""));

    line.awaitTeller("{\"type\":\"call.start\",\"resume\":\"token-1\"}");
    line.platformIsTold.cancel();
  }

  @Test
  void dropsWhatItDoesNotUnderstandAndTheCallGoesOn() {
    var line = begun();
    line.platformIsTold.request(1);

    line.platform("what?");
    line.platform("{\"event\":\"dance\"}");
    line.platform("{\"event\":\"media\",\"media\":{\"payload\":\"no base64!\"}}");
    line.platform("{\"event\":\"media\",\"media\":{\"payload\":\"" + "/".repeat(60_000) + "\"}}");
    line.platform(new byte[] {1, 2, 3});
    line.platform(START.formatted("\"ticket\":\"sealed CA1\""));
    line.platform("[".repeat(30_000));
    line.platform(KEY);

    line.awaitTeller("{\"type\":\"keypad.input\",\"digits\":\"7\"}");
    line.platformIsTold.expectNoMessage(scala.concurrent.duration.Duration.create(50, "ms"));
    assertThat(line.dropped).isEqualTo(7);
    line.platformIsTold.cancel();
  }

  @Test
  void saysNothingToTheTellerBeforeTheStart() {
    var line = twilio();

    line.platform(KEY);
    line.platform("{\"event\":\"media\",\"media\":{\"payload\":\"//8=\"}}");
    line.platform(START.formatted("\"ticket\":\"sealed CA1\""));

    line.awaitTeller(BEGUN);
    line.platformIsTold.cancel();
  }

  @Test
  void tellsThatTheConnectionBrokeAsABreakAndNotAsAHangUp() {
    var line = begun();
    line.tellerIsTold.request(1);

    line.platformSays.sendError(new IllegalStateException("reset by peer"));

    assertThat(line.tellerIsTold.expectError()).hasMessage("reset by peer");
    line.tellerSays.sendComplete();
  }

  /** Twilio says when a caller hangs up, and does not close before it has. */
  @Test
  void takesAStreamThatTwilioClosesWithoutAStopForBroken() {
    var line = begun();
    line.tellerIsTold.request(1);

    line.platformSays.sendComplete();

    line.tellerIsTold.expectComplete();
    line.tellerSays.sendComplete();
  }

  @Test
  void closesWhenTheCallIsRefusedBeforeItBegan() {
    var line = begun();

    line.teller("{\"type\":\"error\",\"code\":\"call_unavailable\",\"retryable\":true}");

    line.platformIsTold.request(1);
    line.platformIsTold.expectComplete();
  }

  /** It waited for its caller as long as it may, and has ended. */
  @Test
  void remembersThatACallIsGoneToWhichNobodyGetsBack() {
    var line = twilio();
    line.platform(START.formatted("\"ticket\":\"resume CA1\""));
    line.awaitTeller("{\"type\":\"call.start\",\"resume\":\"token-1\"}");

    line.teller("{\"type\":\"error\",\"code\":\"unknown_resume_token\",\"retryable\":false}");

    line.platformIsTold.request(1);
    line.platformIsTold.expectComplete();
    assertThat(line.fates).containsExactly("CA1 ended OVER");
  }

  @Test
  void staysWhenSomethingFailsInACall() {
    var line = begun();
    line.teller(STARTED);
    line.teller("{\"type\":\"error\",\"code\":\"bad_field\",\"retryable\":false}");

    line.platform(KEY);

    line.awaitTeller("{\"type\":\"keypad.input\",\"digits\":\"7\"}");
    line.platformIsTold.cancel();
  }

  @Test
  void endsAStreamWhoseServerGoesAwayWhenTheAgentWasHeardAndNoToolIsUnderWay() {
    var line = begun();
    line.teller(STARTED);
    line.teller("{\"type\":\"tool.started\",\"tool\":\"checkBalanceTool\"}");
    line.teller("{\"type\":\"audio.start\",\"turnId\":\"turn-1\"}");
    line.tellerSpeaks(200);
    line.teller("{\"type\":\"server.draining\",\"endsInMs\":60000,\"elsewhere\":true}");
    line.awaitSoundForPlatform(9);
    line.teller("{\"type\":\"audio.end\",\"turnId\":\"turn-1\",\"durationMs\":200}");
    line.platformIsTold.request(10);
    staysWithTheCaller(line);
    line.clock.passes(Duration.ofSeconds(1));
    staysWithTheCaller(line);

    line.teller("{\"type\":\"tool.finished\",\"tool\":\"checkBalanceTool\"}");
    line.teller("{\"type\":\"audio.clear\",\"turnId\":\"turn-1\"}");
    while (!line.awaitPlatform().toString().contains("\"clear\"")) {
      // what was on its way to the platform before
    }
    line.tellerIsTold.request(1);
    line.platform(SOUND);

    line.platformIsTold.expectComplete();
    assertThat(line.fates).containsExactly("CA1 joined call-1.token");
  }

  @Test
  void staysAtAServerThatGoesAwayWhenNoOtherTakesTheCallUp() {
    var line = begun();
    line.teller(STARTED);
    line.teller("{\"type\":\"server.draining\",\"endsInMs\":60000,\"elsewhere\":false}");
    staysWithTheCaller(line);
    line.platformIsTold.cancel();
  }

  private static void staysWithTheCaller(TrialLine line) {
    line.platform(SOUND);
    assertThat(line.awaitSoundForTeller().size()).isPositive();
    line.platform(KEY);
    line.awaitTeller("{\"type\":\"keypad.input\",\"digits\":\"7\"}");
  }

  @Test
  void remembersThatACallWasHandedToAPerson() {
    var line = begun();
    line.teller(STARTED);
    line.teller("{\"type\":\"call.ended\",\"reason\":\"transferred\"}");
    line.tellerSays.sendComplete();

    line.platformIsTold.request(1);
    line.platformIsTold.expectComplete();
    assertThat(line.fates).containsExactly("CA1 joined call-1.token", "CA1 ended TRANSFERRED");
  }

  @Test
  void cutsLongSoundIntoWhatTheTellerTakes() {
    var line = new TrialLine(KIT.system(), JambonzFormat.create(16_000), false);
    line.platform("{\"callSid\":\"7f\",\"sampleRate\":16000,\"ticket\":\"sealed 7f\"}");
    line.awaitTeller(BEGUN.replace("twilio", "jambonz"));

    line.platform(new byte[64_000]);

    int bytes = 0;
    while (bytes < 60_000) {
      int size = line.awaitSoundForTeller().size();
      assertThat(size).isBetween(2, 3200);
      bytes += size;
    }
    line.platformIsTold.cancel();
  }

  @Test
  void sendsSoundInMessagesOf20MsWithAMarkAfterEach200() {
    var line = new TrialLine(KIT.system(), JambonzFormat.create(16_000), false);
    line.platform("{\"callSid\":\"7f\",\"sampleRate\":16000,\"ticket\":\"sealed 7f\"}");
    line.awaitTeller(BEGUN.replace("twilio", "jambonz"));
    line.teller(STARTED);
    line.teller("{\"type\":\"audio.start\",\"turnId\":\"turn-1\"}");
    for (int i = 0; i < 5; i++) {
      line.tellerSpeaks(100);
    }

    List<Integer> sizes = new ArrayList<>();
    while (sizes.size() < 27) {
      sizes.add(
          switch (line.awaitPlatform()) {
            case WireMessage.Binary(var pcm) -> pcm.size();
            case WireMessage.Text(var text) -> {
              assertThat(text).contains("\"type\":\"mark\"");
              yield 0;
            }
          });
    }

    assertThat(sizes).filteredOn(size -> size > 0).hasSize(25).containsOnly(640);
    assertThat(sizes.get(10)).isZero();
    assertThat(sizes.get(21)).isZero();
    line.platformIsTold.cancel();
  }

  @Test
  void takesNoMarkForHeardThatComesBackLongAfterItsTime() {
    var line = begun();
    line.teller(STARTED);
    line.teller("{\"type\":\"audio.start\",\"turnId\":\"turn-1\"}");
    line.tellerSpeaks(100);
    line.tellerSpeaks(100);
    line.awaitSoundForPlatform(10);
    assertThat(line.awaitPlatform().toString()).contains("m1");
    line.clock.passes(Duration.ofSeconds(2));

    line.platform("{\"event\":\"mark\",\"mark\":{\"name\":\"m1\"}}");
    line.platform(KEY);

    line.awaitTeller("{\"type\":\"keypad.input\",\"digits\":\"7\"}");
    line.platformIsTold.cancel();
  }

  private static TrialLine twilio() {
    return new TrialLine(KIT.system(), new TwilioFormat(), false);
  }

  private static TrialLine begun() {
    var line = twilio();
    line.platform(START.formatted("\"ticket\":\"sealed CA1\""));
    line.awaitTeller(BEGUN);
    return line;
  }
}
