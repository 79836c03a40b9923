package org.voiceteller.streams.webrtc;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.voiceteller.streams.rtp.RtpPacket;
import org.voiceteller.streams.srtp.SrtpOpener;
import org.voiceteller.streams.srtp.SrtpProfile;
import org.voiceteller.streams.srtp.SrtpSealer;
import org.voiceteller.streams.webrtc.dtls.AgreedKeys;
import org.voiceteller.streams.webrtc.dtls.DtlsCaller;
import org.voiceteller.streams.webrtc.dtls.Handshakes;
import org.voiceteller.streams.webrtc.ice.Checks;
import org.voiceteller.streams.webrtc.ice.IceCredentials;
import org.voiceteller.streams.webrtc.sdp.CallersSide;
import org.voiceteller.streams.webrtc.sdp.Fingerprint;
import org.voiceteller.streams.webrtc.sdp.SdpException;

/** A browser as far as the wire goes: an offer, checks, a handshake, sealed sound. */
final class TrialCaller implements AutoCloseable {

  private static final int LARGEST = 2_048;

  private final IceCredentials credentials = IceCredentials.random(new SecureRandom());
  private final InetSocketAddress bank;
  private final DtlsCaller dtls = new DtlsCaller(this::send);
  private final BlockingQueue<byte[]> answers = new LinkedBlockingQueue<>();
  private final BlockingQueue<byte[]> sounds = new LinkedBlockingQueue<>();
  private DatagramSocket socket;

  TrialCaller(InetSocketAddress bank) throws IOException {
    this.bank = bank;
    this.socket = open();
  }

  private DatagramSocket open() throws IOException {
    DatagramSocket opened =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Thread.ofVirtual().start(() -> read(opened));
    return opened;
  }

  /** The caller's network changes. */
  void move() throws IOException {
    DatagramSocket before = socket;
    socket = open();
    before.close();
  }

  private void read(DatagramSocket from) {
    DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
    while (!from.isClosed()) {
      try {
        packet.setLength(LARGEST);
        from.receive(packet);
        byte[] datagram = Arrays.copyOf(packet.getData(), packet.getLength());
        switch (Datagrams.of(datagram)) {
          case STUN -> answers.add(datagram);
          case DTLS -> dtls.arrived(datagram);
          case SOUND -> sounds.add(datagram);
          case OTHER -> throw new IllegalStateException("Expected nothing else from the bank");
        }
      } catch (IOException closed) {
        return;
      }
    }
  }

  void send(byte[] datagram) {
    try {
      socket.send(new DatagramPacket(datagram, datagram.length, bank));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  String offer() {
    return offer(dtls.fingerprint());
  }

  String offer(Fingerprint fingerprint) {
    return CallersSide.offer(credentials, fingerprint);
  }

  /** Checks, and waits until that is answered. */
  void check(String answer) throws InterruptedException, SdpException {
    send(Checks.nominating(CallersSide.Answered.read(answer).credentials(), credentials));
    if (answers.poll(20, TimeUnit.SECONDS) == null) {
      throw new AssertionError("Expected the check to be answered");
    }
  }

  AgreedKeys shakeHands(Handshakes bankHandshakes) throws IOException {
    return dtls.shakeHands(
        bankHandshakes.identity().fingerprint(), List.of(SrtpProfile.AEAD_AES_128_GCM));
  }

  void send(SrtpSealer sealer, RtpPacket packet) {
    send(sealer.seal(packet.toBytes()));
  }

  /** The next packet of sound that opens. */
  RtpPacket nextSound(SrtpOpener opener) throws InterruptedException {
    for (int i = 0; i < 500; i++) {
      byte[] sealed = sounds.poll(20, TimeUnit.SECONDS);
      if (sealed == null) {
        throw new AssertionError("Expected sound from the bank");
      }
      if (!RtpPacket.isRtcp(sealed, 0, sealed.length)) {
        return (RtpPacket) RtpPacket.parse(opener.open(sealed, 0, sealed.length).orElseThrow());
      }
    }
    throw new AssertionError("Expected sound among the reports");
  }

  void hangUpAsBrowsersDo() throws IOException {
    dtls.close();
  }

  @Override
  public void close() {
    socket.close();
  }
}
