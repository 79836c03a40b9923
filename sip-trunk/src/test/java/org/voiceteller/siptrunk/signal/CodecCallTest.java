package org.voiceteller.siptrunk.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceteller.siptrunk.sdp.SrtpKey;
import org.voiceteller.siptrunk.signal.FakeBank.Line;
import org.voiceteller.siptrunk.signal.Phone.Heard;
import org.voiceteller.streams.rtp.RtpPacket;
import org.voiceteller.streams.rtp.RtpSender;
import org.voiceteller.streams.sound.Pcm;
import org.voiceteller.streams.sound.SpeechCodec;
import org.voiceteller.streams.srtp.SrtpKeys;
import org.voiceteller.streams.srtp.SrtpOpener;
import org.voiceteller.streams.srtp.SrtpSealer;

/** Calls over every transport, with every codec, in the clear and encrypted. */
class CodecCallTest {

  private static final String PASSWORD = "only-for-tests";
  private static final int TONE_HZ = 440;

  private static Path store;
  private static FakeBank bank;
  private static SipTrunks trunks;

  @BeforeAll
  static void open(@TempDir Path directory) throws Exception {
    store = directory.resolve("sip.p12");
    assertThat(
            new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    "sip",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "SAN=ip:127.0.0.1",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    store.toString(),
                    "-storepass",
                    PASSWORD)
                .start()
                .waitFor())
        .isZero();
    bank = new FakeBank();
    trunks =
        TrialTrunks.start(
            bank.url(),
            "listen.tls-port = " + TrialTrunks.freePort(),
            "tls { key-store = \"" + store + "\", key-store-password = " + PASSWORD + " }",
            "trunks = [{ name = t, addresses = \"127.0.0.1\", srtp = offered },"
                + " { name = sealed, addresses = \"127.0.0.2\", srtp = required }]");
  }

  @AfterAll
  static void close() {
    trunks.close();
    bank.close();
  }

  @BeforeEach
  void forget() {
    bank.lines.clear();
  }

  private static Phone phone(String transport) throws Exception {
    return switch (transport) {
      case "tcp" -> new Phone(new Wire.Stream("TCP", new Socket("127.0.0.1", trunks.port("tcp"))));
      case "tls" -> new Phone(new Wire.Stream("TLS", secured(trunks.port("tls"))));
      default -> new Phone(trunks.port("udp"));
    };
  }

  private static SSLSocket secured(int port) throws Exception {
    KeyStore ours = KeyStore.getInstance("PKCS12");
    try (InputStream in = new FileInputStream(store.toFile())) {
      ours.load(in, PASSWORD.toCharArray());
    }
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(ours);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    var socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
    socket.startHandshake();
    return socket;
  }

  @ParameterizedTest
  @CsvSource({
    "udp, PCMU, 0, PCMU/8000",
    "tcp, PCMA, 8, PCMA/8000",
    "tcp, G722, 9, G722/8000",
    "tls, OPUS, 96, opus/48000/2",
  })
  void bothSidesAreHeard(String transport, SpeechCodec codec, int type, String mapping)
      throws Exception {
    try (Phone phone = phone(transport)) {
      phone.invite(phone.offerOf(String.valueOf(type), "a=rtpmap:" + type + " " + mapping));
      Line line = bank.line();
      phone.expect(180);
      line.started();
      line.speak("T1", 600);
      Heard answer = phone.expect(200);
      phone.ack();
      assertThat(answer.body()).contains("RTP/AVP " + type).contains(mapping);

      assertThat(toneIn(codec, phone, Optional.empty())).isBetween(TONE_HZ - 40, TONE_HZ + 40);
      speak(codec, type, phone, answer, Optional.empty());
      assertThat(toneAt(line)).isBetween(TONE_HZ - 40, TONE_HZ + 40);
      phone.request("BYE", "");
      phone.next(heard -> heard.status() == 200 && heard.cseq().endsWith("BYE"));
      line.expect("call.end");
    }
  }

  @ParameterizedTest
  @CsvSource({"AES_CM_128_HMAC_SHA1_80, 14", "AEAD_AES_128_GCM, 12"})
  void bothSidesAreHeardAndNobodyElseHearsThem(SrtpKey.Suite suite, int saltBytes)
      throws Exception {
    byte[] secret = new byte[16 + saltBytes];
    secret[3] = 7;
    String line =
        "a=crypto:1 " + suite + " inline:" + Base64.getEncoder().encodeToString(secret) + "|2^31";
    try (Phone phone = new Phone(trunks.port("udp"), "127.0.0.2")) {
      phone.invite(phone.offerOf("0", line).replace("RTP/AVP", "RTP/SAVP"));
      Line bankLine = bank.line();
      bankLine.started();
      bankLine.speak("T1", 600);
      Heard answer = phone.expect(200);
      phone.ack();
      assertThat(answer.body()).contains("RTP/SAVP 0").contains("a=crypto:1 " + suite);
      byte[] theirs =
          Base64.getDecoder()
              .decode(answer.body().replaceAll("(?s).*inline:([A-Za-z0-9+/=]+).*", "$1"));
      var opener = new SrtpOpener(suite.profile(), keys(theirs));
      var sealer = new SrtpSealer(suite.profile(), keys(secret));

      assertThat(toneIn(SpeechCodec.PCMU, phone, Optional.of(opener)))
          .isBetween(TONE_HZ - 40, TONE_HZ + 40);
      speak(SpeechCodec.PCMU, 0, phone, answer, Optional.empty());
      speak(SpeechCodec.PCMU, 0, phone, answer, Optional.of(sealer));
      assertThat(toneAt(bankLine)).isBetween(TONE_HZ - 40, TONE_HZ + 40);
      assertThat(trunks.media().counts().refused()).isGreaterThanOrEqualTo(FRAMES);
      phone.request("BYE", "");
      phone.next(heard -> heard.status() == 200 && heard.cseq().endsWith("BYE"));
    }
  }

  @Test
  void aTrunkThatMustBeEncryptedIsNotHeardInTheClear() throws Exception {
    try (Phone phone = new Phone(trunks.port("udp"), "127.0.0.2")) {
      phone.invite(phone.offer());
      phone.expect(488);
      phone.ackOfRefusal();
    }
  }

  private static SrtpKeys keys(byte[] secret) {
    return new SrtpKeys(
        java.util.Arrays.copyOf(secret, 16),
        java.util.Arrays.copyOfRange(secret, 16, secret.length));
  }

  private static final int FRAMES = 40;

  /** 800 ms of a tone. */
  private static void speak(
      SpeechCodec codec, int type, Phone phone, Heard answer, Optional<SrtpSealer> sealer)
      throws IOException {
    var encoder = codec.encoder();
    var sender = new RtpSender(9, type, 1, 0);
    for (int i = 0; i < FRAMES; i++) {
      RtpPacket packet = sender.next(encoder.encode(tone(i)), codec.clockHz() / 50);
      byte[] bytes = packet.toBytes();
      phone.rawSound(answer, sealer.map(with -> with.seal(bytes)).orElse(bytes));
    }
  }

  /** 20 ms at 24 kHz. */
  private static short[] tone(int frame) {
    short[] pcm = new short[480];
    for (int i = 0; i < pcm.length; i++) {
      double at = (frame * 480 + i) / 24_000.0;
      pcm[i] = (short) (8_000 * Math.sin(2 * Math.PI * TONE_HZ * at));
    }
    return pcm;
  }

  /** The pitch of what the phone hears, by its zero crossings. */
  private static int toneIn(SpeechCodec codec, Phone phone, Optional<SrtpOpener> opener)
      throws InterruptedException {
    var decoder = codec.decoder();
    var pitch = new Pitch();
    while (!pitch.isKnown()) {
      byte[] next = phone.rawSound.poll(20, TimeUnit.SECONDS);
      assertThat(next).as("the agent's sound").isNotNull();
      Optional<byte[]> plain =
          opener.isPresent() ? opener.get().open(next, 0, next.length) : Optional.of(next);
      assertThat(plain).as("opened").isPresent();
      if (RtpPacket.parse(plain.orElseThrow()) instanceof RtpPacket packet) {
        pitch.hear(decoder.decode(packet.payload()));
      }
    }
    return pitch.hz();
  }

  private static int toneAt(Line line) throws InterruptedException {
    var pitch = new Pitch();
    while (!pitch.isKnown()) {
      var next = line.sound.poll(20, TimeUnit.SECONDS);
      assertThat(next).as("the caller's sound").isNotNull();
      pitch.hear(Pcm.samples(next.toArray()));
    }
    return pitch.hz();
  }

  /** Counts how often loud sound at 16 kHz crosses zero in 200 ms. */
  private static final class Pitch {
    private static final int FRAMES_OF_IT = 10;
    private int frames;
    private int crossings;
    private int samples;

    private void hear(short[] pcm) {
      int loudest = 0;
      for (short sample : pcm) {
        loudest = Math.max(loudest, Math.abs(sample));
      }
      if (loudest < 3_000) {
        return;
      }
      frames++;
      if (frames <= 3) {
        return; // a codec begins softly
      }
      for (int i = 1; i < pcm.length; i++) {
        crossings += (pcm[i - 1] < 0) != (pcm[i] < 0) ? 1 : 0;
      }
      samples += pcm.length;
    }

    private boolean isKnown() {
      return frames >= 3 + FRAMES_OF_IT;
    }

    private int hz() {
      return (int) Math.round(crossings * 8_000.0 / samples);
    }
  }
}
