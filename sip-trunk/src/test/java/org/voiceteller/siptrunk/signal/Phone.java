package org.voiceteller.siptrunk.signal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.voiceteller.streams.rtp.RtpPacket;

/**
 * A telephone that says exactly what a test wants it to say, retransmits nothing by itself, and
 * keeps all that it hears. Its sound goes over UDP.
 */
final class Phone implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 3;
  private static final AtomicInteger CALLS = new AtomicInteger();

  /** What came: a request or a response. */
  record Heard(String first, List<String> headers, String body) {

    static Heard parse(byte[] bytes, int length) {
      String text = new String(bytes, 0, length, UTF_8);
      int end = text.indexOf("\r\n\r\n");
      String head = end < 0 ? text : text.substring(0, end);
      List<String> lines = List.of(head.split("\r\n"));
      return new Heard(
          lines.getFirst(), lines.subList(1, lines.size()), end < 0 ? "" : text.substring(end + 4));
    }

    int status() {
      return first.startsWith("SIP/2.0 ") ? Integer.parseInt(first.substring(8, 11)) : 0;
    }

    Optional<String> header(String name) {
      return headers.stream()
          .filter(each -> each.regionMatches(true, 0, name + ":", 0, name.length() + 1))
          .map(each -> each.substring(name.length() + 1).strip())
          .findFirst();
    }

    String cseq() {
      return header("CSeq").orElse("");
    }

    String toTag() {
      return header("To")
          .filter(to -> to.contains("tag="))
          .orElse("none;tag=")
          .replaceAll(".*tag=", "");
    }

    int mediaPort() {
      return Integer.parseInt(body.replaceAll("(?s).*m=audio (\\d+) .*", "$1"));
    }
  }

  final Wire wire;
  final DatagramSocket rtp;
  final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
  final BlockingQueue<RtpPacket> sound = new LinkedBlockingQueue<>();
  final BlockingQueue<byte[]> rawSound = new LinkedBlockingQueue<>();
  final String callId = "call-" + CALLS.incrementAndGet() + "-" + System.nanoTime();
  final String fromTag = "tag" + CALLS.get();
  private final List<Heard> all = new ArrayList<>();
  private String toTag = "";
  private String calledTag = "called";
  private int cseq;
  private int inviteCseq;
  private String inviteBranch = "";

  Phone(int serverPort) throws IOException {
    this(serverPort, "127.0.0.1");
  }

  Phone(int serverPort, String from) throws IOException {
    this(serverPort, from, 0);
  }

  Phone(int serverPort, String from, int port) throws IOException {
    this(Wire.Udp.open(serverPort, from, port));
  }

  Phone(Wire wire) throws IOException {
    this.wire = wire;
    rtp = new DatagramSocket(0, wire.local().getAddress());
    Thread.ofPlatform().daemon().start(this::listen);
    Thread.ofPlatform().daemon().start(this::listenToSound);
  }

  private void listen() {
    while (true) {
      try {
        byte[] message = wire.receive();
        heard.add(Heard.parse(message, message.length));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void listenToSound() {
    byte[] bytes = new byte[2_048];
    while (true) {
      DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
      try {
        rtp.receive(packet);
      } catch (IOException closed) {
        return;
      }
      rawSound.add(java.util.Arrays.copyOf(bytes, packet.getLength()));
      if (RtpPacket.parse(bytes, 0, packet.getLength()) instanceof RtpPacket parsed) {
        sound.add(parsed);
      }
    }
  }

  void raw(byte[] bytes) throws IOException {
    wire.send(bytes);
  }

  void say(String text) throws IOException {
    raw(text.getBytes(UTF_8));
  }

  String offer(String... more) {
    return offerOf("0 8 101", more);
  }

  /** An offer of these payload types; 101 are telephone events. */
  String offerOf(String types, String... more) {
    String events = types.contains("101") ? "a=rtpmap:101 telephone-event/8000\r\n" : "";
    String lines = more.length == 0 ? "" : String.join("\r\n", more) + "\r\n";
    return "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 "
        + wire.local().getAddress().getHostAddress()
        + "\r\nt=0 0\r\nm=audio "
        + rtp.getLocalPort()
        + " RTP/AVP "
        + types
        + "\r\n"
        + events
        + lines;
  }

  void invite(String body, String... headers) throws IOException {
    inviteBranch = branch();
    inviteCseq = ++cseq;
    request("INVITE", inviteCseq, inviteBranch, body, headers);
  }

  /** In the dialog, once there is one. */
  void request(String method, String body, String... headers) throws IOException {
    request(method, ++cseq, branch(), body, headers);
  }

  void ack(String... body) throws IOException {
    request("ACK", inviteCseq, branch(), body.length == 0 ? "" : body[0]);
  }

  /** Of a refusal: in the INVITE's own transaction. */
  void ackOfRefusal() throws IOException {
    request("ACK", inviteCseq, inviteBranch, "");
  }

  void cancel() throws IOException {
    String tag = toTag;
    toTag = "";
    request("CANCEL", inviteCseq, inviteBranch, "");
    toTag = tag;
  }

  private static String branch() {
    return "z9hG4bK" + Long.toHexString(System.nanoTime()) + CALLS.incrementAndGet();
  }

  private void request(String method, int number, String branch, String body, String... headers)
      throws IOException {
    String host = here();
    StringBuilder text = new StringBuilder();
    text.append(method).append(" sip:bank@127.0.0.1 SIP/2.0\r\n");
    text.append("Via: SIP/2.0/" + wire.transport() + " ")
        .append(host)
        .append(";rport;branch=")
        .append(branch);
    text.append("\r\nMax-Forwards: 70\r\nFrom: <sip:caller@").append(host).append(">;tag=");
    text.append(fromTag).append("\r\nTo: <sip:bank@127.0.0.1>");
    if (!toTag.isEmpty()) {
      text.append(";tag=").append(toTag);
    }
    text.append("\r\nCall-ID: ").append(callId).append("\r\nCSeq: ").append(number).append(' ');
    text.append(method).append("\r\nContact: <sip:caller@").append(host);
    text.append(";transport=").append(wire.transport()).append(">\r\n");
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    if (!body.isEmpty() && !text.toString().contains("\r\nContent-Type:")) {
      text.append("Content-Type: application/sdp\r\n");
    }
    text.append("Content-Length: ").append(body.getBytes(UTF_8).length).append("\r\n\r\n");
    text.append(body);
    say(text.toString());
  }

  /** The next response of this status; others are skipped. */
  Heard expect(int status) throws InterruptedException {
    Heard found = next(each -> each.status() == status);
    if (!found.toTag().isEmpty()) {
      toTag = found.toTag();
    }
    return found;
  }

  /** The next request of this method, which is answered with 200. */
  Heard expect(String method) throws InterruptedException, IOException {
    Heard found = next(each -> each.first.startsWith(method + " "));
    reply(found, "200 OK");
    return found;
  }

  Heard next(java.util.function.Predicate<Heard> wanted) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (true) {
      Heard next = heard.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        throw new AssertionError(
            "Expected another message, but heard " + all.stream().map(Heard::first).toList());
      }
      all.add(next);
      if (wanted.test(next)) {
        return next;
      }
    }
  }

  void reply(Heard request, String status) throws IOException {
    reply(request, status, "");
  }

  /** From now on it is another one that is called, as if a proxy had forked the call. */
  void isNow(String tag) {
    calledTag = tag;
  }

  /** A call to this phone is answered, and heard by mu-law. */
  void accept(Heard invite) throws IOException {
    reply(invite, "200 OK", offerOf("0 101"));
  }

  void reply(Heard request, String status, String body) throws IOException {
    StringBuilder text = new StringBuilder("SIP/2.0 ").append(status).append("\r\n");
    for (String header : request.headers) {
      if (header.matches("(?i)(Via|From|To|Call-ID|CSeq):.*")) {
        text.append(header);
        text.append(
            header.matches("(?i)To:.*") && !header.contains("tag=") ? ";tag=" + calledTag : "");
        text.append("\r\n");
      }
    }
    text.append("Contact: <sip:called@").append(here()).append(">\r\n");
    if (!body.isEmpty()) {
      text.append("Content-Type: application/sdp\r\n");
    }
    say(text + "Content-Length: " + body.length() + "\r\n\r\n" + body);
  }

  /** Ends a call that came to this phone. */
  void hangUp(Heard invite) throws IOException {
    asCalled("BYE", invite, "");
  }

  /** Changes a call that came to this phone. */
  void changeAsCalled(Heard invite, String offer) throws IOException {
    asCalled("INVITE", invite, offer);
  }

  private void asCalled(String method, Heard invite, String body) throws IOException {
    String text =
        String.join(
            "\r\n",
            method
                + " "
                + invite.header("Contact").orElseThrow().replaceAll("[<>]", "")
                + " SIP/2.0",
            "Via: SIP/2.0/" + wire.transport() + " " + here() + ";rport;branch=" + branch(),
            "Max-Forwards: 70",
            "From: " + invite.header("To").orElseThrow() + ";tag=" + calledTag,
            "To: " + invite.header("From").orElseThrow(),
            "Call-ID: " + invite.header("Call-ID").orElseThrow(),
            "CSeq: 1 " + method,
            "Contact: <sip:called@" + here() + ">",
            "Content-Type: application/sdp",
            "Content-Length: " + body.length(),
            "",
            body);
    say(text);
  }

  String here() {
    return wire.local().getAddress().getHostAddress() + ":" + wire.local().getPort();
  }

  /** As if there were a dialog with this tag. */
  void pretend(String tag) {
    toTag = tag;
  }

  void sound(Heard answer, RtpPacket packet) throws IOException {
    rawSound(answer, packet.toBytes());
  }

  void rawSound(Heard answer, byte[] bytes) throws IOException {
    rtp.send(
        new DatagramPacket(
            bytes, bytes.length, InetAddress.getByName("127.0.0.1"), answer.mediaPort()));
  }

  @Override
  public void close() {
    wire.close();
    rtp.close();
  }
}
