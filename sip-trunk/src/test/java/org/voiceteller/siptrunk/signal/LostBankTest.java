package org.voiceteller.siptrunk.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.voiceteller.siptrunk.signal.FakeBank.Line;
import org.voiceteller.siptrunk.signal.Phone.Heard;
import org.voiceteller.streams.rtp.RtpPacket;

/** Calls on a trunk in front of a bank of two nodes, of which one goes away. */
class LostBankTest {

  private static final String UNAVAILABLE =
      "{'type':'error','code':'call_unavailable','message':'Try again.','retryable':true}";

  private final FakeBank one = new FakeBank();
  private final FakeBank two = new FakeBank();
  private SipTrunks trunks;
  private Phone phone;

  @BeforeEach
  void open() throws IOException {
    trunks = TrialTrunks.start(one.url() + " , " + two.url(), "bank.silence-limit = 1 s");
    phone = new Phone(trunks.port("udp"));
  }

  @AfterEach
  void close() {
    phone.close();
    trunks.close();
    one.close();
    two.close();
  }

  @Test
  void goesOnAtTheOtherNodeWithTheKeysThatWerePressedMeanwhile() throws Exception {
    Talking call = answered();
    call.node().refuseWith = 503;
    call.line().breakOff();
    Line next = call.other().line();
    assertThat(next.query).isEqualTo("resume");
    assertThat(next.expect("call.start").path("resume").asText()).isEqualTo("TOKEN-1");

    press(call.answer(), 1, 7);
    phone.sound.clear();
    for (int packets = 0; packets < 10; packets++) {
      assertThat(phone.sound.poll(20, TimeUnit.SECONDS)).as("a line that is not dead").isNotNull();
    }
    next.started();

    assertThat(next.expect("keypad.input").path("digits").asText()).isEqualTo("17");
    next.speak("T2", 400);
    assertThat(next.expect("playback.position").path("turnId").asText()).isEqualTo("T2");
    phone.request("BYE", "");
    phone.expect(200);
    next.expect("call.end");
  }

  @Test
  void leavesANodeThatGoesAwayWhenNobodySpeaksAndNoToolIsUnderWay() throws Exception {
    Talking call = answered();
    Line line = call.line();
    line.say("{'type':'tool.started','tool':'checkBalanceTool'}");
    line.say("{'type':'server.draining','endsInMs':60000,'elsewhere':true}");
    line.say("{'type':'audio.end','turnId':'T1'}");
    press(call.answer(), 2);
    assertThat(line.expect("keypad.input").path("digits").asText()).isEqualTo("2");
    assertThat(call.other().lines).isEmpty();

    line.say("{'type':'tool.finished','tool':'checkBalanceTool','outcome':'succeeded'}");

    Line next = call.other().line();
    assertThat(next.expect("call.start").path("resume").asText()).isEqualTo("TOKEN-1");
    assertThat(line.events).noneMatch(event -> event.path("type").asText().equals("call.end"));
  }

  @Test
  void staysAtANodeThatGoesAwayWhenNoOtherTakesTheCallUp() throws Exception {
    Talking call = answered();
    Line line = call.line();
    line.say("{'type':'audio.end','turnId':'T1'}");
    line.say("{'type':'server.draining','endsInMs':60000,'elsewhere':false}");
    press(call.answer(), 2);
    assertThat(line.expect("keypad.input").path("digits").asText()).isEqualTo("2");
    line.say("{'type':'call.ended','reason':'serverDraining'}");
    phone.expect("BYE");
    assertThat(call.other().lines).isEmpty();
  }

  @Test
  void asksAgainForACallThatIsOnItsWayToAnotherNode() throws Exception {
    Talking call = answered();
    call.node().refuseWith = 503;
    call.line().breakOff();
    Line early = call.other().line();
    early.expect("call.start");
    early.say(UNAVAILABLE);

    Line next = call.other().line();

    assertThat(next.expect("call.start").path("resume").asText()).isEqualTo("TOKEN-1");
    next.started();
    next.speak("T2", 400);
    assertThat(next.expect("playback.position").path("turnId").asText()).isEqualTo("T2");
  }

  @Test
  void hangsUpWhenTheCallIsNotKnownAnyMore() throws Exception {
    Talking call = answered();
    call.node().refuseWith = 503;
    call.line().breakOff();
    Line next = call.other().line();
    next.expect("call.start");
    next.say("{'type':'error','code':'unknown_resume_token','message':'','retryable':false}");
    phone.expect("BYE");
  }

  @Test
  void beginsAtTheNodeThatTakesCalls() throws Exception {
    for (FakeBank full : new FakeBank[] {one, two, one, two}) {
      full.refuseWith = 503;
      try (Phone caller = new Phone(trunks.port("udp"))) {
        caller.invite(caller.offer());
        other(full).line().expect("call.start");
        caller.expect(180);
        caller.cancel();
        caller.expect(487);
      }
      full.refuseWith = 0;
    }
  }

  @Test
  void isRefusedWhenNoNodeTakesCalls() throws Exception {
    one.refuseWith = 503;
    two.refuseWith = 500;
    phone.invite(phone.offer());
    assertThat(phone.expect(503).header("Retry-After")).as("the busy one's").hasValue("7");
    phone.ackOfRefusal();
  }

  @Test
  void takesAConnectionWithoutAnySignForLost() throws Exception {
    try (var wire = new MuteWire(one.url().getPort());
        SipTrunks behind =
            TrialTrunks.start(
                "ws://127.0.0.1:" + wire.port() + "/v1/calls", "bank.silence-limit = 1 s");
        Phone caller = new Phone(behind.port("udp"))) {
      caller.invite(caller.offer());
      Line line = one.line();
      line.started();
      line.speak("T1", 100);
      caller.expect(200);
      caller.ack();

      wire.fallSilent();

      assertThat(one.line().expect("call.start").path("resume").asText()).isEqualTo("TOKEN-1");
      caller.request("BYE", "");
      caller.expect(200);
    }
  }

  /** A call whose agent speaks. */
  private record Talking(FakeBank node, FakeBank other, Line line, Heard answer) {}

  private Talking answered() throws Exception {
    phone.invite(phone.offer());
    phone.expect(180);
    FakeBank node = one.lines.isEmpty() ? two : one;
    Line line = node.line();
    line.started();
    line.speak("T1", 400);
    Heard answer = phone.expect(200);
    phone.ack();
    line.expect("playback.position");
    return new Talking(node, other(node), line, answer);
  }

  private FakeBank other(FakeBank node) {
    return node == one ? two : one;
  }

  /** As RFC 4733 has it, each once. */
  private void press(Heard answer, int... keys) throws IOException {
    int sequence = 100;
    for (int key : keys) {
      byte[] event = {(byte) key, (byte) 0x8a, 0, (byte) 160};
      phone.sound(
          answer, new RtpPacket(true, 101, sequence++, 16_000L + sequence * 8_000L, 7, event));
    }
  }
}
