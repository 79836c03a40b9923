package org.voiceteller.siptrunk.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.voiceteller.siptrunk.signal.FakeBank.Line;
import org.voiceteller.siptrunk.signal.Phone.Heard;

/** Calls as a trunk makes them, from the INVITE to the BYE. */
class CallFlowTest extends OnATrunk {

  @Test
  void ringsUntilTheAgentSpeaksAndIsAnsweredThen() throws Exception {
    phone.invite(phone.offer());
    phone.expect(100);
    Line line = bank.line();
    phone.expect(180);
    line.started();
    assertThat(phone.heard.poll(200, TimeUnit.MILLISECONDS)).isNull();

    line.speak("T1", 200);
    Heard ok = phone.expect(200);
    phone.ack();

    assertThat(ok.body()).contains("RTP/AVP 0 101").contains("a=sendrecv");
    assertThat(phone.sound.poll(20, TimeUnit.SECONDS).payloadType()).isZero();
    assertThat(line.expect("playback.position").path("turnId").asText()).isEqualTo("T1");
    phone.request("BYE", "");
    phone.expect(200);
    line.expect("call.end");
  }

  @Test
  void tellsTheBankWhoCallsOnlyWhenAssertedAndHowItIsAttested() throws Exception {
    phone.invite(
        phone.offer(),
        "P-Asserted-Identity: <sip:+15552345678@trunk.example;verstat=TN-Validation-Passed-A>");
    var start = bank.line().expect("call.start");
    assertThat(start.path("from").asText()).isEqualTo("+15552345678");
    assertThat(start.path("attestation").asText()).isEqualTo("full");
    assertThat(start.path("channel").asText()).isEqualTo("sip");
    phone.cancel();

    try (Phone other = new Phone(trunks.port("udp"))) {
      other.invite(other.offer());
      assertThat(bank.line().expect("call.start").has("from")).isFalse();
      other.cancel();
    }
  }

  @Test
  void passesTheBanksRefusalOnWithItsTime() throws Exception {
    bank.refuseWith = 503;
    phone.invite(phone.offer());
    Heard refused = phone.expect(503);
    phone.ackOfRefusal();
    assertThat(refused.header("Retry-After")).hasValue("7");
  }

  @Test
  void refusesWhatNobodySpeaksHere() throws Exception {
    phone.invite(phone.offerOf("18 101"));
    Heard refused = phone.expect(488);
    phone.ackOfRefusal();
    assertThat(refused.header("Warning")).hasValueSatisfying(w -> assertThat(w).startsWith("305"));
    assertThat(bank.lines).isEmpty();
  }

  @Test
  void refusesAnExtensionThatItDoesNotKnow() throws Exception {
    phone.invite(phone.offer(), "Require: nothingSupportsThis, timer", "Require: norThis");
    assertThat(phone.expect(420).header("Unsupported")).hasValue("nothingSupportsThis,norThis");
    phone.ackOfRefusal();
  }

  @Test
  void isTakenBackByCancel() throws Exception {
    phone.invite(phone.offer());
    Line line = bank.line();
    phone.expect(180);
    phone.cancel();
    Heard first = phone.next(heard -> heard.cseq().endsWith("CANCEL"));
    assertThat(first.status()).isEqualTo(200);
    phone.expect(487);
    phone.ackOfRefusal();
    line.expect("call.end");
  }

  @Test
  void cancelAfterTheAnswerChangesNothing() throws Exception {
    Line line = talking();
    phone.expect(200);
    phone.cancel();
    assertThat(phone.next(heard -> heard.cseq().endsWith("CANCEL")).status()).isEqualTo(200);
    phone.ack();
    phone.sound.clear();
    assertThat(phone.sound.poll(20, TimeUnit.SECONDS)).isNotNull();
    assertThat(line.events).noneMatch(event -> event.path("type").asText().equals("call.end"));
    phone.request("BYE", "");
    phone.next(heard -> heard.status() == 200 && heard.cseq().endsWith("BYE"));
  }

  @Test
  void endsByAByeBeforeItIsAnswered() throws Exception {
    phone.invite(phone.offer());
    Line line = bank.line();
    phone.expect(180);
    phone.request("BYE", "");
    List<Integer> answers = new ArrayList<>();
    answers.add(phone.next(heard -> heard.status() >= 200).status());
    answers.add(phone.next(heard -> heard.status() >= 200).status());
    assertThat(answers).containsExactlyInAnyOrder(200, 487);
    phone.ackOfRefusal();
    line.expect("call.end");
  }

  @Test
  void repeatsAnAnswerThatNobodyConfirmsAndHangsUp() throws Exception {
    Line line = talking();
    phone.expect(200);
    phone.expect(200);
    Heard bye = phone.expect("BYE");
    assertThat(bye.header("Reason")).hasValueSatisfying(r -> assertThat(r).contains("no ack"));
    line.expect("call.end");
  }

  @Test
  void offersItselfWhenTheInviteHasNoOffer() throws Exception {
    phone.invite("");
    Line line = bank.line();
    line.started();
    line.speak("T1", 200);
    Heard ok = phone.expect(200);
    assertThat(ok.body()).contains("opus/48000/2").contains("G722").contains("telephone-event");
    phone.ack(phone.offer());
    assertThat(phone.sound.poll(20, TimeUnit.SECONDS).payloadType()).isZero();
    phone.request("BYE", "");
    phone.expect(200);
  }

  @Test
  void hangsUpOnWhoConfirmsItsOfferWithoutAnAnswer() throws Exception {
    phone.invite("");
    Line line = bank.line();
    line.started();
    line.speak("T1", 200);
    phone.expect(200);
    phone.ack();
    phone.expect("BYE");
    line.expect("call.end");
  }

  @Test
  void ringsReliablyWhenItMust() throws Exception {
    phone.invite(phone.offer(), "Require: 100rel");
    Line line = bank.line();
    Heard ringing = phone.expect(180);
    line.started();
    line.speak("T1", 200);
    String rseq = ringing.header("RSeq").orElseThrow();
    assertThat(phone.next(heard -> heard.status() >= 180).status())
        .as("180 is repeated and no answer overtakes it")
        .isEqualTo(180);
    phone.request("PRACK", "", "RAck: " + rseq + " " + ringing.cseq());
    phone.next(heard -> heard.cseq().endsWith("PRACK") && heard.status() == 200);
    phone.next(heard -> heard.cseq().endsWith("INVITE") && heard.status() == 200);
    phone.ack();
    phone.request("BYE", "");
    phone.next(heard -> heard.cseq().endsWith("BYE") && heard.status() == 200);
  }

  @Test
  void agreesOnASessionTimerAndRefusesOneThatIsTooShort() throws Exception {
    phone.invite(phone.offer(), "Supported: timer", "Session-Expires: 10");
    assertThat(phone.expect(422).header("Min-SE")).hasValue("90");
    phone.ackOfRefusal();

    try (Phone other = new Phone(trunks.port("udp"))) {
      other.invite(other.offer(), "Supported: timer", "Session-Expires: 600;refresher=uac");
      Line line = bank.line();
      line.started();
      line.speak("T1", 100);
      Heard ok = other.expect(200);
      other.ack();
      assertThat(ok.header("Session-Expires")).hasValue("600;refresher=uac");
      other.request("UPDATE", "", "Supported: timer", "Session-Expires: 600;refresher=uac");
      Heard updated = other.next(h -> h.cseq().endsWith("UPDATE"));
      assertThat(updated.status()).isEqualTo(200);
      assertThat(updated.header("Session-Expires")).hasValue("600;refresher=uac");
      other.request("BYE", "");
      other.expect(200);
    }
  }

  @Test
  void tellsItsCapabilities() throws Exception {
    phone.request("OPTIONS", "");
    Heard ok = phone.expect(200);
    assertThat(ok.header("Allow")).hasValueSatisfying(a -> assertThat(a).contains("UPDATE"));
    assertThat(ok.header("Accept")).hasValue("application/sdp");
  }

  @Test
  void refusesWhatBelongsToNoCall() throws Exception {
    phone.request("REGISTER", "");
    assertThat(phone.expect(405).header("Allow")).isPresent();
    phone.pretend("nobody");
    phone.request("BYE", "");
    phone.expect(481);
    phone.invite(phone.offer());
    phone.expect(481);
    phone.ackOfRefusal();
  }

  @Test
  void sendsTheCallerToAPersonWhoCanReadWhatWasDone() throws Exception {
    Line line = talking();
    phone.expect(200);
    phone.ack();
    line.say("{'type':'authentication.level','level':2}");
    line.say("{'type':'tool.finished','tool':'get_balance','outcome':'succeeded'}");
    line.expect("playback.position");
    line.say("{'type':'handOff.changed','state':'queued'}");
    Heard refer = phone.next(heard -> heard.first().startsWith("REFER "));
    phone.reply(refer, "202 Accepted");
    assertThat(refer.header("X-Voice-Teller-Summary"))
        .hasValue("call=CALL-1;level=2;done=get_balance:succeeded");
    assertThat(refer.header("Refer-To"))
        .hasValueSatisfying(to -> assertThat(to).startsWith("<sip:people@contact.example?"));

    notify("SIP/2.0 503 Service Unavailable");
    assertThat(line.transfer()).isEqualTo("begun by refer");
    assertThat(line.transfer()).isEqualTo("failed by refer: 503");
    line.say("{'type':'handOff.changed','state':'agent'}");
    phone.sound.clear();
    assertThat(phone.sound.poll(20, TimeUnit.SECONDS)).as("the agent goes on").isNotNull();

    String summary = "call=CALL-1;level=2;reason=asked-for-person";
    line.say("{'type':'handOff.changed','state':'queued','summary':'" + summary + "'}");
    Heard again = phone.next(heard -> heard.first().startsWith("REFER "));
    assertThat(again.header("X-Voice-Teller-Summary")).as("the bank's own").hasValue(summary);
    phone.reply(again, "202 Accepted");
    notify("SIP/2.0 200 OK");
    phone.expect("BYE");
    assertThat(line.transfer()).isEqualTo("begun by refer");
    assertThat(line.transfer()).isEqualTo("done by refer: 200");
  }

  @Test
  void tellsTheBankOfATransferThatEndsWhileTheirLineIsBroken() throws Exception {
    Line line = talking();
    phone.expect(200);
    phone.ack();
    line.expect("playback.position");
    line.say("{'type':'handOff.changed','state':'queued'}");
    phone.reply(phone.next(heard -> heard.first().startsWith("REFER ")), "202 Accepted");
    assertThat(line.transfer()).isEqualTo("begun by refer");
    line.breakOff();
    Line next = bank.line();
    notify("SIP/2.0 486 Busy Here");
    assertThat(next.expect("call.start").path("resume").asText()).isEqualTo("TOKEN-1");
    next.started();
    assertThat(next.transfer()).isEqualTo("failed by refer: 486");
  }

  private void notify(String status) throws IOException, InterruptedException {
    phone.request(
        "NOTIFY",
        status + "\r\n",
        "Content-Type: message/sipfrag",
        "Event: refer",
        "Subscription-State: terminated;reason=noresource");
    phone.next(heard -> heard.cseq().endsWith("NOTIFY") && heard.status() == 200);
  }

  @Test
  void isDeafToGarbage() throws Exception {
    for (String garbage : List.of("\0\0\0\0", "x".repeat(3_000), "INVITE\r\n\r\n", "\r\n\r\n")) {
      phone.say(garbage);
    }
    phone.request("OPTIONS", "");
    phone.expect(200);
  }

  @Test
  void oneCallMoreThanItsLinesIsRefused() throws Exception {
    try (SipTrunks small = TrialTrunks.start(bank.url(), "calls.max = 1, calls.when-full = 486");
        Phone first = new Phone(small.port("udp"));
        Phone second = new Phone(small.port("udp"))) {
      first.invite(first.offer());
      bank.line();
      first.expect(180);
      second.invite(second.offer());
      assertThat(second.expect(486).header("Retry-After")).hasValue("5");
      second.ackOfRefusal();
      first.cancel();
      first.expect(487);
    }
  }
}
