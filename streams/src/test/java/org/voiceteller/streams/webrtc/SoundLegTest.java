package org.voiceteller.streams.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import org.voiceteller.streams.call.AgentFrame;
import org.voiceteller.streams.call.CallerFrame;
import org.voiceteller.streams.observe.CallObserver;
import org.voiceteller.streams.rtp.RtcpPacket;
import org.voiceteller.streams.rtp.RtpPacket;
import org.voiceteller.streams.rtp.RtpSender;
import org.voiceteller.streams.rtp.TelephoneEvents;
import org.voiceteller.streams.sound.SpeechCodec;
import org.voiceteller.streams.sound.SpeechEncoder;
import org.voiceteller.streams.srtp.SrtpKeys;
import org.voiceteller.streams.srtp.SrtpOpener;
import org.voiceteller.streams.srtp.SrtpProfile;
import org.voiceteller.streams.srtp.SrtpSealer;
import org.voiceteller.streams.webrtc.dtls.AgreedKeys;
import org.voiceteller.streams.webrtc.sdp.Offer;

/** One call's sound, tick by tick, with a time that the test has in its hands. */
class SoundLegTest {

  private static final long TICK = 20_000_000L;
  private static final int OPUS = 111;
  private static final int EVENTS = 110;
  private static final SrtpProfile PROFILE = SrtpProfile.AEAD_AES_128_GCM;
  private static final AgreedKeys KEYS = new AgreedKeys(PROFILE, keys(1), keys(2));

  private static final String OFFER =
      """
      v=0
      m=audio 9 UDP/TLS/RTP/SAVPF 111 110
      a=ice-ufrag:4ZcD
      a=ice-pwd:2/1muCWoOi3uLifh0NuRHlcD
      a=fingerprint:sha-256 %s
      a=setup:actpass
      a=rtcp-mux
      a=rtpmap:111 opus/48000/2
      a=rtpmap:110 telephone-event/48000
      """
          .formatted("AB:".repeat(31) + "CD");

  private final List<CallerFrame> toCall = new ArrayList<>();
  private final List<byte[]> toNetwork = new ArrayList<>();
  private final List<AgentFrame> told = new ArrayList<>();
  private final WebRtcCounts counts = new WebRtcCounts();
  private boolean callTakes = true;
  private long now;

  private final SrtpSealer caller = new SrtpSealer(PROFILE, KEYS.theirs());
  private final SrtpOpener callersEar = new SrtpOpener(PROFILE, KEYS.ours());
  private final RtpSender callersSound = new RtpSender(77, OPUS, 65_530, 4_000_000_000L);
  private final SpeechEncoder encoder = SpeechCodec.OPUS.encoder();
  private final SoundLeg leg;

  SoundLegTest() throws Exception {
    leg = legOf(OFFER);
  }

  private SoundLeg legOf(String offer) throws Exception {
    return new SoundLeg(
        Offer.read(offer),
        KEYS,
        new RtpSender(99, OPUS, 1, 1),
        Duration.ofMillis(100),
        InstantSource.fixed(Instant.parse("2026-01-15T12:00:00Z")),
        CallObserver.none(),
        counts,
        new SoundLeg.Surroundings() {
          @Override
          public boolean toCall(CallerFrame frame) {
            if (callTakes) {
              toCall.add(frame);
            }
            return callTakes;
          }

          @Override
          public void toNetwork(byte[] datagram) {
            toNetwork.add(datagram);
          }

          @Override
          public void tell(AgentFrame frame) {
            told.add(frame);
          }
        });
  }

  private static SrtpKeys keys(int seed) {
    byte[] key = new byte[SrtpProfile.KEY_BYTES];
    byte[] salt = new byte[PROFILE.saltBytes()];
    new Random(seed).nextBytes(key);
    new Random(-seed).nextBytes(salt);
    return new SrtpKeys(key, salt);
  }

  private void tick(int times) {
    for (int i = 0; i < times; i++) {
      now += TICK;
      leg.tick(now);
    }
  }

  private void arrive(RtpPacket packet) {
    leg.arrived(caller.seal(packet.toBytes()), now);
  }

  private static short[] tone(int at) {
    short[] frame = new short[480];
    for (int i = 0; i < frame.length; i++) {
      frame[i] = (short) (9_000 * Math.sin(2 * Math.PI * 440 * (at * 480 + i) / 24_000));
    }
    return frame;
  }

  private List<RtpPacket> sent() {
    return toNetwork.stream()
        .flatMap(each -> callersEar.open(each, 0, each.length).stream())
        .map(each -> (RtpPacket) RtpPacket.parse(each))
        .toList();
  }

  private double loudest() {
    return toCall.stream()
        .filter(CallerFrame.Audio.class::isInstance)
        .map(frame -> ((CallerFrame.Audio) frame).pcm())
        .mapToDouble(SoundLegTest::loudness)
        .max()
        .orElse(0);
  }

  private static double loudness(ByteString pcm) {
    double sum = 0;
    for (int i = 0; i + 1 < pcm.size(); i += 2) {
      short sample = (short) ((pcm.apply(i) & 0xff) | pcm.apply(i + 1) << 8);
      sum += sample * sample;
    }
    return Math.sqrt(sum / (pcm.size() / 2.0));
  }

  @Test
  void whatTheCallerSaysReachesTheCallEvenly() {
    for (int i = 0; i < 50; i++) {
      arrive(callersSound.next(encoder.encode(tone(i)), 960));
      tick(1);
    }

    assertThat(toCall).filteredOn(CallerFrame.Audio.class::isInstance).hasSize(50);
    assertThat(loudest()).isGreaterThan(3_000);
  }

  @Test
  void keysReachTheCallOnceEach() {
    for (char key : "4#".toCharArray()) {
      for (List<RtpPacket> piece :
          TelephoneEvents.write(callersSound, EVENTS, key, 48_000, Duration.ofMillis(100))) {
        piece.forEach(this::arrive);
        tick(1);
      }
    }

    assertThat(toCall)
        .filteredOn(CallerFrame.KeyPressed.class::isInstance)
        .containsExactly(new CallerFrame.KeyPressed("4"), new CallerFrame.KeyPressed("#"));
  }

  @Test
  void tonesAreKeysWhereNoEventsWereAgreedOnAndNobodyHearsThem() throws Exception {
    SoundLeg withoutEvents =
        legOf(OFFER.replace(" 111 110", " 111").replaceFirst("a=rtpmap:110.*\n", ""));
    withoutEvents.awaitSecret(true);

    keyedByTones(withoutEvents);

    assertThat(toCall)
        .filteredOn(CallerFrame.KeyPressed.class::isInstance)
        .containsExactly(new CallerFrame.KeyPressed("5"), new CallerFrame.KeyPressed("5"));
    assertThat(loudest()).isLessThan(300);
  }

  @Test
  void tonesAreNoKeysBesideEventsAndAreNotHeardEither() {
    leg.awaitSecret(true);

    keyedByTones(leg);

    assertThat(toCall).noneMatch(CallerFrame.KeyPressed.class::isInstance);
    assertThat(loudest()).isLessThan(300);
  }

  /** The five, twice: 100 ms of 770 and 1,336 Hz (ITU-T Q.23), and as much silence. */
  private void keyedByTones(SoundLeg into) {
    for (int at = 0; at < 40; at++) {
      short[] frame = new short[480];
      for (int i = 0; at / 5 % 2 == 1 && at < 20 && i < frame.length; i++) {
        double time = 2 * Math.PI * (at * 480 + i) / 24_000;
        frame[i] = (short) (5_000 * (Math.sin(770 * time) + Math.sin(1_336 * time)));
      }
      RtpPacket packet = callersSound.next(encoder.encode(frame), 960);
      into.arrived(caller.seal(packet.toBytes()), now);
      now += TICK;
      into.tick(now);
    }
  }

  @Test
  void keysWaitForACallThatTakesNothing() {
    callTakes = false;
    TelephoneEvents.write(callersSound, EVENTS, '7', 48_000, Duration.ofMillis(60))
        .forEach(piece -> piece.forEach(this::arrive));
    tick(5);
    assertThat(toCall).isEmpty();

    callTakes = true;
    tick(1);

    assertThat(toCall).contains(new CallerFrame.KeyPressed("7"));
  }

  @Test
  void theAgentsSoundIsSentTwentyMillisecondsATick() {
    leg.mark(new AgentFrame.AudioStarted("t"));
    leg.play("t", ByteString.fromArray(new byte[48 * 100]));

    tick(1);
    assertThat(sent()).hasSize(1);
    assertThat(told).containsExactly(new AgentFrame.AudioStarted("t"));
    tick(4);

    List<RtpPacket> all = sent();
    assertThat(all.getFirst().payloadType()).isEqualTo(OPUS);
  }

  @Test
  void aBargeInSilencesTheLegAtOnce() {
    leg.mark(new AgentFrame.AudioStarted("t"));
    leg.play("t", ByteString.fromArray(new byte[48 * 1_000]));
    tick(5);
    toNetwork.clear();

    leg.clear(new AgentFrame.AudioCleared("t"));
    tick(20);

    assertThat(leg.isSaid()).isTrue();
    assertThat(sent()).hasSizeLessThanOrEqualTo(10);
    assertThat(told).last().isEqualTo(new AgentFrame.AudioCleared("t"));
  }

  @Test
  void theCallHearsHowFarTheCallerIs() {
    leg.play("t", ByteString.fromArray(new byte[48 * 200]));
    tick(20);

    assertThat(toCall)
        .filteredOn(CallerFrame.PlaybackPosition.class::isInstance)
        .last()
        .isEqualTo(new CallerFrame.PlaybackPosition("t", 200));
  }

  @Test
  void reportsGoOutAndTellWhatWasReceived() {
    for (int i = 0; i < 200; i++) {
      RtpPacket packet = callersSound.next(encoder.encode(tone(i)), 960);
      if (i % 10 != 3) {
        arrive(packet);
      }
      tick(1);
    }

    List<RtcpPacket.ReportBlock> blocks =
        toNetwork.stream()
            .filter(each -> RtpPacket.isRtcp(each, 0, each.length))
            .flatMap(each -> callersEar.openControl(each, 0, each.length).stream())
            .flatMap(
                each -> ((RtcpPacket.Parsed.Compound) RtcpPacket.parse(each)).packets().stream())
            .filter(RtcpPacket.ReceiverReport.class::isInstance)
            .flatMap(each -> ((RtcpPacket.ReceiverReport) each).blocks().stream())
            .toList();
    assertThat(blocks).isNotEmpty();
    assertThat(blocks.getLast().ssrc()).isEqualTo(77);
    assertThat(blocks.getLast().fractionLost()).isBetween(15, 40);
  }

  @Test
  void garbageIsCountedAndHarmsNothing() {
    Random random = new Random(9);
    for (int i = 0; i < 2_000; i++) {
      byte[] garbage = new byte[random.nextInt(200)];
      random.nextBytes(garbage);
      leg.arrived(garbage, now);
      if (i % 50 == 0) {
        tick(1);
      }
    }
    tick(1);

    assertThat(counts.refusedPackets()).isEqualTo(2_000);
    assertThat(loudest()).isLessThan(500);
  }
}
