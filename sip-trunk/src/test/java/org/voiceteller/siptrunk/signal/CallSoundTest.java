package org.voiceteller.siptrunk.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.voiceteller.siptrunk.signal.FakeBank.Line;
import org.voiceteller.siptrunk.signal.Phone.Heard;
import org.voiceteller.streams.rtp.RtpPacket;

/** What both sides hear in a call, and the caller's keys. */
class CallSoundTest extends OnATrunk {

  @Test
  void isSilentBothWaysWhileItIsHeld() throws Exception {
    Line line = talking();
    Heard answer = phone.expect(200);
    phone.ack();
    assertThat(phone.sound.poll(20, TimeUnit.SECONDS)).isNotNull();

    phone.invite(phone.offer("a=sendonly"));
    Heard held = phone.expect(200);
    phone.ack();
    assertThat(held.body()).contains("a=recvonly");

    phone.invite(phone.offer("a=inactive"));
    assertThat(phone.expect(200).body()).contains("a=inactive");
    phone.ack();
    drain(phone);
    line.sound.clear();
    phone.sound(answer, new RtpPacket(true, 0, 1, 160, 7, loud()));
    for (int i = 0; i < 5; i++) {
      assertThat(line.sound.poll(20, TimeUnit.SECONDS).toArray()).containsOnly(0);
    }
    assertThat(phone.sound).isEmpty();

    phone.invite(phone.offer());
    assertThat(phone.expect(200).body()).contains("a=sendrecv").contains("o=-");
    phone.ack();
    assertThat(phone.sound.poll(20, TimeUnit.SECONDS)).isNotNull();
    phone.request("BYE", "");
    phone.expect(200);
  }

  /** What was under way when the hold began. */
  private static void drain(Phone phone) throws InterruptedException {
    while (phone.sound.poll(60, TimeUnit.MILLISECONDS) != null) {
      // until none comes any more
    }
  }

  private static byte[] loud() {
    byte[] payload = new byte[160];
    for (int i = 0; i < payload.length; i++) {
      payload[i] = (byte) (i % 2 == 0 ? 0x00 : 0x80);
    }
    return payload;
  }

  @Test
  void tellsEachKeyOnceHoweverOftenItIsRepeated() throws Exception {
    Line line = talking();
    Heard answer = phone.expect(200);
    phone.ack();
    int sequence = 100;
    for (int key : new int[] {1, 9, 11}) {
      long at = 16_000L + key * 8_000L;
      for (int i = 1; i <= 8; i++) {
        byte[] event = {(byte) key, (byte) (i > 5 ? 0x8a : 0x0a), 0, (byte) 160};
        phone.sound(answer, new RtpPacket(i == 1, 101, sequence++, at, 7, event));
      }
    }
    StringBuilder keys = new StringBuilder();
    while (keys.length() < 3) {
      keys.append(line.expect("keypad.input").path("digits").asText());
    }
    assertThat(keys.toString()).isEqualTo("19#");
    phone.request("BYE", "");
    line.expect("call.end");
    assertThat(line.events).noneMatch(e -> e.path("type").asText().equals("keypad.input"));
  }

  @Test
  void carriesTheCallersVoiceToTheBank() throws Exception {
    Line line = talking();
    Heard answer = phone.expect(200);
    phone.ack();
    for (int i = 0; i < 20; i++) {
      phone.sound(answer, new RtpPacket(i == 0, 0, i, 160L * i, 7, loud()));
    }
    int loudest = 0;
    for (int i = 0; i < 40 && loudest < 1_000; i++) {
      byte[] pcm = line.sound.poll(20, TimeUnit.SECONDS).toArray();
      for (int at = 0; at + 1 < pcm.length; at += 2) {
        loudest = Math.max(loudest, Math.abs((short) (pcm[at] & 0xff | pcm[at + 1] << 8)));
      }
    }
    assertThat(loudest).isGreaterThan(1_000);
    phone.request("BYE", "");
    phone.expect(200);
  }

  @Test
  void stopsSpeakingAtOnceWhenTheBankClearsTheTurn() throws Exception {
    phone.invite(phone.offer());
    Line line = bank.line();
    line.started();
    line.speak("T1", 3_000);
    phone.expect(200);
    phone.ack();
    assertThat(phone.sound.poll(20, TimeUnit.SECONDS)).isNotNull();
    line.say("{'type':'audio.clear','turnId':'T1'}");
    line.say("{'type':'audio.start','turnId':'T2'}");
    line.say("{'type':'audio.end','turnId':'T2'}");
    assertThat(line.expect("playback.position").path("turnId").asText()).isIn("T1", "T2");
    long playedMs = 0;
    for (var next = line.events.poll(500, TimeUnit.MILLISECONDS);
        next != null;
        next = line.events.poll(300, TimeUnit.MILLISECONDS)) {
      playedMs = Math.max(playedMs, next.path("playedMs").asLong());
    }
    assertThat(playedMs).isLessThan(1_500);
    phone.request("BYE", "");
    phone.expect(200);
  }

  @Test
  void hangsUpWhenTheBankHasSaidGoodbye() throws Exception {
    Line line = talking();
    phone.expect(200);
    phone.ack();
    line.say("{'type':'audio.end','turnId':'T1'}");
    line.say("{'type':'call.ended','reason':'agentEnded'}");
    assertThat(phone.expect("BYE").header("Reason")).isPresent();
    assertThat(phone.sound).hasSizeGreaterThanOrEqualTo(5);
  }

  @Test
  void comesBackToTheCallWhenTheBanksConnectionBreaks() throws Exception {
    Line line = talking();
    phone.expect(200);
    phone.ack();
    line.breakOff();
    Line again = bank.line();
    assertThat(again.query).isEqualTo("resume");
    assertThat(again.expect("call.start").path("resume").asText()).isEqualTo("TOKEN-1");
    phone.sound.clear();
    assertThat(phone.sound.poll(20, TimeUnit.SECONDS)).isNotNull();
    again.started();
    again.speak("T2", 200);
    assertThat(again.expect("playback.position").path("turnId").asText()).isEqualTo("T2");
    phone.request("BYE", "");
    phone.expect(200);
    again.expect("call.end");
  }
}
