package org.voiceteller.siptrunk.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.voiceteller.siptrunk.signal.FakeBank.Line;
import org.voiceteller.siptrunk.signal.Phone.Heard;
import org.voiceteller.streams.rtp.RtpPacket;
import org.voiceteller.streams.sound.G711;

/** Callers who are brought to a person by a second leg of ours. */
class BridgeTest {

  private static final String QUEUED = "{'type':'handOff.changed','state':'queued'}";
  private static final int EVENTS = 101;
  private static FakeBank bank;
  private static final String BY_BRIDGE = "127.0.0.1";
  private static final String BY_REFER = "127.0.0.3";
  private Phone person;
  private SipTrunks trunks;

  /** A call that is up, with the agent. */
  private record Call(Phone caller, Heard answer, Line line) implements AutoCloseable {

    void wantsAPerson() {
      line.say(QUEUED);
    }

    void assertThatTheAgentIsHeard() throws InterruptedException {
      caller.sound.clear();
      assertThat(caller.sound.poll(20, TimeUnit.SECONDS)).as("the agent has the call").isNotNull();
    }

    @Override
    public void close() {
      caller.close();
    }
  }

  @BeforeAll
  static void open() {
    bank = new FakeBank();
  }

  @AfterAll
  static void close() {
    bank.close();
  }

  @BeforeEach
  void pickUp() throws IOException {
    bank.lines.clear();
    Wire.Udp wire = Wire.Udp.open(9, "127.0.0.1", 0);
    String there = "transfer-to = \"sip:people@127.0.0.1:" + wire.local().getPort() + "\" }";
    trunks =
        TrialTrunks.start(
            bank.url(),
            "calls.transfer-limit = 1 s",
            "trunks = [{ name = b, addresses = \"127.0.0.1\", transfer-by = bridge, " + there,
            "{ name = r, addresses = \"127.0.0.3\", transfer-by = refer, " + there + "]");
    person = new Phone(wire.to(trunks.port("udp")));
  }

  @AfterEach
  void putDown() {
    person.close();
    trunks.close();
  }

  private Call talking(String from) throws IOException, InterruptedException {
    Phone caller = new Phone(trunks.port("udp"), from);
    caller.invite(caller.offerOf("0 101"));
    Line line = bank.line();
    line.started();
    line.speak("T1", 400);
    Heard answer = caller.expect(200);
    caller.ack();
    line.expect("playback.position");
    return new Call(caller, answer, line);
  }

  private Heard personIsCalled() throws InterruptedException {
    return person.next(heard -> heard.first().startsWith("INVITE "));
  }

  @Test
  void bothHearEachOtherUntilOneHangsUp() throws Exception {
    try (Call call = talking(BY_BRIDGE)) {
      call.wantsAPerson();
      Heard invite = personIsCalled();
      assertThat(invite.header("X-Voice-Teller-Summary")).hasValue("call=CALL-1;level=0");
      assertThat(invite.header("X-Voice-Teller-Call")).hasValue("CALL-1");
      person.reply(invite, "180 Ringing");
      call.assertThatTheAgentIsHeard();

      person.accept(invite);
      Heard unused = nextAck();
      assertThat(call.line().transfer()).isEqualTo("begun by bridge");
      assertThat(call.line().transfer()).isEqualTo("done by bridge: 200");
      assertThat(isHeard(person, invite, call.caller())).as("the caller hears the person").isTrue();
      assertThat(isHeard(call.caller(), call.answer(), person))
          .as("the person hears the caller")
          .isTrue();
      byte[] five = {5, (byte) 0x8a, 0, (byte) 160};
      call.caller().sound(call.answer(), new RtpPacket(true, EVENTS, 900, 900_000, 7, five));
      assertThat(isTold(person, 5)).as("keys are passed on").isTrue();

      person.hangUp(invite);
      call.caller().expect("BYE");
      trunks.drain();
      assertThat(trunks.counts().howMany(Counts.End.TRANSFERRED)).isEqualTo(1);
    }
  }

  @Test
  void ofSeveralWhoAreCalledTheFirstToAnswerHasTheCallerAndTheNextIsLetGo() throws Exception {
    try (Call call = talking(BY_BRIDGE)) {
      call.wantsAPerson();
      Heard invite = personIsCalled();
      person.isNow("slow");
      person.reply(invite, "180 Ringing");
      person.isNow("quick");
      person.reply(invite, "180 Ringing");
      person.accept(invite);
      assertThat(nextAck().toTag()).isEqualTo("quick");
      assertThat(call.line().transfer()).isEqualTo("begun by bridge");
      assertThat(call.line().transfer()).isEqualTo("done by bridge: 200");

      person.isNow("slow");
      person.accept(invite);
      assertThat(nextAck().toTag()).isEqualTo("slow");
      assertThat(person.expect("BYE").toTag()).isEqualTo("slow");
      assertThat(isHeard(person, invite, call.caller())).as("the quick one").isTrue();

      person.isNow("quick");
      person.hangUp(invite);
      call.caller().expect("BYE");
    }
  }

  private Heard nextAck() throws InterruptedException {
    return person.next(heard -> heard.first().startsWith("ACK "));
  }

  /** Whether one's voice comes out at the other. */
  private static boolean isHeard(Phone speaker, Heard agreed, Phone listener) throws Exception {
    byte[] loud = new byte[160];
    Arrays.fill(loud, 0, 80, (byte) 0x00);
    Arrays.fill(loud, 80, 160, (byte) 0x80);
    for (int i = 0; i < 25; i++) {
      speaker.sound(agreed, new RtpPacket(i == 0, 0, i, 160L * i, 7, loud));
    }
    for (int i = 0; i < 100; i++) {
      RtpPacket next = listener.sound.poll(20, TimeUnit.SECONDS);
      if (next != null && next.payloadType() == 0 && loudest(next) > 8_000) {
        return true;
      }
    }
    return false;
  }

  private static int loudest(RtpPacket packet) {
    int loudest = 0;
    for (short sample : G711.MU_LAW.decode(packet.payload())) {
      loudest = Math.max(loudest, Math.abs(sample));
    }
    return loudest;
  }

  private static boolean isTold(Phone listener, int key) throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      RtpPacket next = listener.sound.poll(20, TimeUnit.SECONDS);
      if (next != null && next.payloadType() == EVENTS && next.payload()[0] == key) {
        return true;
      }
    }
    return false;
  }

  @Test
  void thePersonMayHoldTheCallerAndTheCallerHangsUp() throws Exception {
    try (Call call = talking(BY_BRIDGE)) {
      call.wantsAPerson();
      Heard invite = personIsCalled();
      person.accept(invite);
      Heard unused = nextAck();
      person.changeAsCalled(invite, person.offerOf("0 101", "a=sendonly"));
      Heard held = person.next(heard -> heard.status() == 200 && heard.cseq().endsWith("INVITE"));
      assertThat(held.body()).contains("a=recvonly");
      call.caller().request("BYE", "");
      call.caller().next(heard -> heard.status() == 200 && heard.cseq().endsWith("BYE"));
      person.expect("BYE");
    }
  }

  @Test
  void whoIsRefusedOrNotAnsweredStaysWithTheAgent() throws Exception {
    try (Call call = talking(BY_BRIDGE)) {
      call.wantsAPerson();
      Heard first = personIsCalled();
      person.reply(first, "486 Busy Here");
      Heard unused = nextAck();
      call.assertThatTheAgentIsHeard();
      assertThat(call.line().transfer()).isEqualTo("begun by bridge");
      assertThat(call.line().transfer()).isEqualTo("failed by bridge: 486");

      call.wantsAPerson();
      Heard second =
          person.next(
              heard ->
                  heard.first().startsWith("INVITE ")
                      && !heard.header("Call-ID").equals(first.header("Call-ID")));
      person.reply(second, "180 Ringing");
      person.expect("CANCEL");
      person.reply(second, "487 Request Terminated");
      call.assertThatTheAgentIsHeard();
      assertThat(trunks.counts().transfersFailed()).isEqualTo(2);
      assertThat(call.line().transfer()).isEqualTo("begun by bridge");
      assertThat(call.line().transfer()).isEqualTo("failed by bridge: 408");
      assertThat(call.line().events)
          .noneMatch(event -> event.path("type").asText().equals("call.end"));
    }
  }

  @Test
  void anAnswerThatCrossesTheCallersHangUpIsHungUp() throws Exception {
    try (Call call = talking(BY_BRIDGE)) {
      call.wantsAPerson();
      Heard invite = personIsCalled();
      call.caller().request("BYE", "");
      call.caller().next(heard -> heard.status() == 200 && heard.cseq().endsWith("BYE"));
      person.accept(invite);
      Heard unused = nextAck();
      person.expect("BYE");
      call.line().expect("call.end");
    }
  }

  @Test
  void tellsOnlyOfItsOwnCallWhenThePeerDoesNotTakeReferAndNobodyAnswers() throws Exception {
    try (Call call = talking(BY_REFER)) {
      call.wantsAPerson();
      Heard refer = call.caller().next(heard -> heard.first().startsWith("REFER "));
      call.caller().reply(refer, "405 Method Not Allowed");
      person.reply(personIsCalled(), "180 Ringing");
      assertThat(call.line().transfer()).isEqualTo("begun by refer");
      assertThat(call.line().transfer()).isEqualTo("begun by bridge");
      assertThat(call.line().transfer()).isEqualTo("failed by bridge: 408");
    }
  }

  @Test
  void callsThePersonItselfWhenThePeerDoesNotTakeRefer() throws Exception {
    try (Call call = talking(BY_REFER)) {
      call.wantsAPerson();
      Heard refer = call.caller().next(heard -> heard.first().startsWith("REFER "));
      call.caller().reply(refer, "405 Method Not Allowed");
      Heard invite = personIsCalled();
      person.accept(invite);
      Heard unused = nextAck();
      assertThat(isHeard(person, invite, call.caller())).isTrue();
      assertThat(call.line().transfer()).isEqualTo("begun by refer");
      assertThat(call.line().transfer()).isEqualTo("begun by bridge");
      assertThat(call.line().transfer()).isEqualTo("done by bridge: 200");
    }
  }
}
