package org.voiceteller.loadtests.ways;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.voiceteller.loadtests.echo.EchoLeg.Echoes;

/**
 * All callers of one trunk: one UDP socket for their SIP, one for their sound. Nothing is sent
 * twice but an ACK: between processes of one machine nothing is lost.
 */
final class SipCallers implements AutoCloseable {

  private static final int ROOM = 4 << 20;
  private static final int LARGEST = 65_536;
  private static final Pattern CALL_ID = Pattern.compile("(?mi)^Call-ID:\\s*(\\S+)");

  private final InetSocketAddress adapter;
  private final DatagramChannel sip;
  private final DatagramChannel sound;
  private final Map<String, SipLeg> byCallId = new ConcurrentHashMap<>();
  private final Map<SocketAddress, SipLeg> bySound = new ConcurrentHashMap<>();

  private SipCallers(InetSocketAddress adapter, DatagramChannel sip, DatagramChannel sound) {
    this.adapter = adapter;
    this.sip = sip;
    this.sound = sound;
  }

  static SipCallers of(InetSocketAddress adapter) throws IOException {
    var callers = new SipCallers(adapter, bound(), bound());
    Thread.ofPlatform().daemon().name("sip").start(() -> receive(callers.sip, callers::message));
    Thread.ofPlatform().daemon().name("rtp").start(() -> receive(callers.sound, callers::sound));
    return callers;
  }

  private static DatagramChannel bound() throws IOException {
    return DatagramChannel.open()
        .setOption(StandardSocketOptions.SO_RCVBUF, ROOM)
        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  SipLeg open(Echoes echoes) {
    var leg = new SipLeg(this, echoes);
    byCallId.put(leg.callId(), leg);
    leg.invite();
    return leg;
  }

  int sipPort() {
    return sip.socket().getLocalPort();
  }

  int soundPort() {
    return sound.socket().getLocalPort();
  }

  void send(String message) {
    send(sip, message.getBytes(UTF_8), adapter);
  }

  void send(byte[] rtp, SocketAddress to) {
    send(sound, rtp, to);
  }

  void hears(SipLeg leg, SocketAddress from) {
    bySound.put(from, leg);
  }

  void gone(SipLeg leg) {
    byCallId.remove(leg.callId());
    bySound.values().removeIf(leg::equals);
  }

  private void message(ByteBuffer datagram, SocketAddress from) {
    String message = UTF_8.decode(datagram).toString();
    Matcher callId = CALL_ID.matcher(message);
    SipLeg leg = callId.find() ? byCallId.get(callId.group(1)) : null;
    if (leg != null) {
      leg.told(message);
    }
  }

  private void sound(ByteBuffer datagram, SocketAddress from) {
    SipLeg leg = bySound.get(from);
    if (leg != null) {
      leg.heard(datagram);
    }
  }

  private interface Ear {
    void hear(ByteBuffer datagram, SocketAddress from);
  }

  private static void receive(DatagramChannel channel, Ear ear) {
    var datagram = ByteBuffer.allocate(LARGEST);
    while (channel.isOpen()) {
      try {
        datagram.clear();
        SocketAddress from = channel.receive(datagram);
        ear.hear(datagram.flip(), from);
      } catch (ClosedChannelException closed) {
        return;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void send(DatagramChannel channel, byte[] bytes, SocketAddress to) {
    try {
      channel.send(ByteBuffer.wrap(bytes), to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    sip.close();
    sound.close();
  }
}
