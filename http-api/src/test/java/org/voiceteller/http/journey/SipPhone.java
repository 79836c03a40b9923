package org.voiceteller.http.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.voiceteller.streams.rtp.RtpPacket;
import org.voiceteller.streams.rtp.RtpSender;
import org.voiceteller.streams.rtp.TelephoneEvents;
import org.voiceteller.streams.sound.G711;

/**
 * A telephone behind a bank's SBC: SIP over UDP, mu-law at 8 kHz. It sends nothing twice but its
 * ACK: between two processes of one machine nothing is lost.
 */
final class SipPhone extends Telephone {

  /** How keys are sent. */
  enum Keys {
    /** RFC 4733. */
    EVENTS,
    /** In the sound. */
    TONES
  }

  private static final int EVENTS = 101;
  private static final int CLOCK_HZ = 8_000;
  private static final int FRAME = 160;
  private static final Duration KEY_HELD = Duration.ofMillis(80);
  private static final int FRAMES_BETWEEN_KEYS = 3;
  private static final long PATIENCE_SECONDS = 45;

  private final DatagramSocket sip;
  private final DatagramSocket rtp;
  private final SocketAddress server;
  private final String callId = UUID.randomUUID().toString();
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private final RtpSender sender = new RtpSender(7, 0, 1, 160);
  private final Deque<Character> keys = new ArrayDeque<>();
  private final Deque<List<RtpPacket>> keyUnderWay = new ArrayDeque<>();
  private final Keys manner;
  private int framesUntilKey;
  private int cseq;
  private volatile String toTag = "";
  private volatile boolean isConfirmed;
  private volatile @Nullable SocketAddress bankSound;

  /** Packets of the agent's sound. */
  final AtomicLong soundPackets = new AtomicLong();

  /** The loudest sample of them so far. */
  final AtomicInteger loudest = new AtomicInteger();

  private SipPhone(InetSocketAddress server, String from, Keys manner) throws IOException {
    this.manner = manner;
    this.server = server;
    this.sip = new DatagramSocket(0, InetAddress.getByName(from));
    this.rtp = new DatagramSocket(0, InetAddress.getByName(from));
    Thread.ofPlatform().daemon().name("sip phone").start(this::listen);
    Thread.ofPlatform().daemon().name("sip phone's ear").start(this::listenToSound);
  }

  /**
   * Calls, and returns when the bank has answered.
   *
   * @param from the address of the trunk that it calls over
   * @param asserted the number that the trunk says is the caller's
   * @param manner how its keys are sent
   */
  static SipPhone call(RunningSipTrunk trunk, String from, String asserted, Keys manner)
      throws Exception {
    var phone = new SipPhone(trunk.address(), from, manner);
    String formats = manner == Keys.EVENTS ? "0 101" : "0";
    phone.request(
        "INVITE",
        """
        v=0
        o=- 1 1 IN IP4 %1$s
        s=-
        c=IN IP4 %1$s
        t=0 0
        m=audio %2$d RTP/AVP %3$s
        %4$s"""
            .formatted(
                from,
                phone.rtp.getLocalPort(),
                formats,
                manner == Keys.EVENTS ? "a=rtpmap:101 telephone-event/8000\n" : "")
            .replace("\n", "\r\n"),
        "P-Asserted-Identity: <tel:" + asserted + ">",
        "Content-Type: application/sdp");
    assertThat(phone.nextStatus()).isEqualTo(100);
    assertThat(phone.nextStatus()).isEqualTo(180);
    assertThat(phone.soundPackets).as("nothing is heard while it rings").hasValue(0);
    String answer = phone.nextAnswer();
    assertThat(answer).startsWith("SIP/2.0 200 ");
    phone.toTag = answer.replaceAll("(?is).*\\r\\nTo:[^\\r]*;tag=([^;\\r]+).*", "$1");
    int port =
        Integer.parseInt(
            answer.replaceAll("(?s).*m=audio (\\d+) RTP/AVP " + formats + "\\b.*", "$1"));
    phone.bankSound = new InetSocketAddress("127.0.0.1", port);
    phone.isConfirmed = true;
    phone.request("ACK", "");
    return phone;
  }

  private synchronized void request(String method, String body, String... headers)
      throws IOException {
    String host = sip.getLocalAddress().getHostAddress() + ":" + sip.getLocalPort();
    if (!method.equals("ACK")) {
      cseq++;
    }
    String text =
        String.join(
            "\r\n",
            method + " sip:bank@127.0.0.1 SIP/2.0",
            "Via: SIP/2.0/UDP " + host + ";branch=z9hG4bK" + UUID.randomUUID(),
            "Max-Forwards: 70",
            "From: <sip:" + callId + "@" + host + ">;tag=phone",
            "To: <sip:bank@127.0.0.1>" + (toTag.isEmpty() ? "" : ";tag=" + toTag),
            "Call-ID: " + callId,
            "CSeq: " + (method.equals("ACK") ? 1 : cseq) + " " + method,
            "Contact: <sip:phone@" + host + ">",
            String.join("\r\n", headers)
                + (headers.length == 0 ? "" : "\r\n")
                + "Content-Length: "
                + body.length(),
            "",
            body);
    byte[] bytes = text.getBytes(UTF_8);
    sip.send(new DatagramPacket(bytes, bytes.length, server));
  }

  private String nextAnswer() throws InterruptedException {
    String next = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(next).as("an answer of the bank's trunk").isNotNull();
    return String.valueOf(next);
  }

  private int nextStatus() throws InterruptedException {
    return Integer.parseInt(nextAnswer().substring(8, 11));
  }

  private void listen() {
    byte[] bytes = new byte[65_536];
    while (true) {
      var packet = new DatagramPacket(bytes, bytes.length);
      try {
        sip.receive(packet);
      } catch (IOException closed) {
        return;
      }
      String message = new String(bytes, 0, packet.getLength(), UTF_8);
      if (isConfirmed && message.matches("(?s)SIP/2.0 200 .*CSeq: 1 INVITE.*")) {
        confirmAgain();
      } else {
        answers.add(message);
      }
    }
  }

  /** An answer that comes again has missed its ACK (RFC 3261 §13.2.2.4). */
  private void confirmAgain() {
    try {
      request("ACK", "");
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
  }

  private void listenToSound() {
    byte[] bytes = new byte[2_048];
    while (true) {
      var packet = new DatagramPacket(bytes, bytes.length);
      try {
        rtp.receive(packet);
      } catch (IOException closed) {
        return;
      }
      if (RtpPacket.parse(bytes, 0, packet.getLength()) instanceof RtpPacket sound) {
        for (short sample : G711.MU_LAW.decode(sound.payload())) {
          loudest.accumulateAndGet(Math.abs(sample), Math::max);
        }
        soundPackets.incrementAndGet();
      }
    }
  }

  @Override
  String channel() {
    return "sip";
  }

  @Override
  long frameEveryMs() {
    return 20;
  }

  /** A key that is pressed goes out in place of the sound. */
  @Override
  synchronized void hears(short[] pcm) {
    if (keyUnderWay.isEmpty() && framesUntilKey == 0 && !keys.isEmpty()) {
      keyUnderWay.addAll(packets(keys.remove()));
      framesUntilKey = FRAMES_BETWEEN_KEYS;
    }
    if (!keyUnderWay.isEmpty()) {
      keyUnderWay.remove().forEach(this::send);
      return;
    }
    framesUntilKey = Math.max(0, framesUntilKey - 1);
    send(sender.next(G711.MU_LAW.encode(pcm), FRAME));
  }

  private List<List<RtpPacket>> packets(char key) {
    return switch (manner) {
      case EVENTS -> TelephoneEvents.write(sender, EVENTS, key, CLOCK_HZ, KEY_HELD);
      case TONES -> {
        byte[] tone = G711.MU_LAW.encode(KeyTones.of(key, CLOCK_HZ, (int) KEY_HELD.toMillis()));
        List<List<RtpPacket>> packets = new ArrayList<>();
        for (int from = 0; from < tone.length; from += FRAME) {
          packets.add(List.of(sender.next(Arrays.copyOfRange(tone, from, from + FRAME), FRAME)));
        }
        yield packets;
      }
    };
  }

  private void send(RtpPacket packet) {
    SocketAddress to = bankSound;
    if (to == null) {
      return;
    }
    byte[] bytes = packet.toBytes();
    try {
      rtp.send(new DatagramPacket(bytes, bytes.length, to));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  synchronized void press(String key) {
    keys.add(key.charAt(0));
  }

  @Override
  void hangUp() throws Exception {
    request("BYE", "");
    assertThat(nextAnswer()).startsWith("SIP/2.0 200 ").contains("CSeq: 2 BYE");
  }

  @Override
  public void close() {
    sip.close();
    rtp.close();
  }
}
