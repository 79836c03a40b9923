package org.voiceteller.loadtests.ways;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.voiceteller.loadtests.echo.EchoLeg;
import org.voiceteller.streams.rtp.RtpPacket;
import org.voiceteller.streams.rtp.RtpSender;
import org.voiceteller.streams.sound.G711;
import org.voiceteller.streams.sound.Pcm;

/**
 * A caller over a SIP trunk, PCMU. Open when the call is answered, which it is when the agent is
 * heard.
 */
final class SipLeg implements EchoLeg {

  private static final int SAMPLES = 160;
  private static final Pattern STATUS = Pattern.compile("^SIP/2\\.0 (\\d{3}) ");
  private static final Pattern METHOD = Pattern.compile("(?mi)^CSeq:\\s*\\d+\\s+(\\w+)");
  private static final Pattern TO_TAG = Pattern.compile("(?mi)^To:[^\\r\\n]*;tag=([^;\\s]+)");
  private static final Pattern SOUND = Pattern.compile("(?m)^m=audio (\\d+) ");

  private final SipCallers callers;
  private final Echoes echoes;
  private final String callId = UUID.randomUUID().toString();
  private final String inviteBranch = branch();
  private final RtpSender sender = new RtpSender(callId.hashCode(), 0, 1, SAMPLES);
  private final CompletableFuture<Void> opened = new CompletableFuture<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile String toTag = "";
  private volatile @Nullable SocketAddress bankSound;

  SipLeg(SipCallers callers, Echoes echoes) {
    this.callers = callers;
    this.echoes = echoes;
  }

  String callId() {
    return callId;
  }

  void invite() {
    request(
        "INVITE",
        1,
        inviteBranch,
        """
        v=0
        o=- 1 1 IN IP4 127.0.0.1
        s=-
        c=IN IP4 127.0.0.1
        t=0 0
        m=audio %d RTP/AVP 0 101
        a=rtpmap:101 telephone-event/8000
        """
            .formatted(callers.soundPort())
            .replace("\n", "\r\n"));
  }

  private static String branch() {
    return "z9hG4bK" + UUID.randomUUID();
  }

  private void request(String method, int cseq, String branch, String sdp) {
    String host = "127.0.0.1:" + callers.sipPort();
    callers.send(
        String.join(
                "\r\n",
                method + " sip:bank@127.0.0.1 SIP/2.0",
                "Via: SIP/2.0/UDP " + host + ";branch=" + branch,
                "Max-Forwards: 70",
                "From: <sip:" + callId + "@" + host + ">;tag=caller",
                "To: <sip:bank@127.0.0.1>" + (toTag.isEmpty() ? "" : ";tag=" + toTag),
                "Call-ID: " + callId,
                "CSeq: " + cseq + " " + method,
                "Contact: <sip:caller@" + host + ">",
                sdp.isEmpty() ? "Content-Length: 0" : "Content-Type: application/sdp",
                sdp.isEmpty() ? "" : "Content-Length: " + sdp.length() + "\r\n\r\n" + sdp)
            + (sdp.isEmpty() ? "\r\n" : ""));
  }

  void told(String message) {
    Matcher status = STATUS.matcher(message);
    Matcher method = METHOD.matcher(message);
    if (!method.find()) {
      return;
    }
    if (status.find()) {
      answered(message, Integer.parseInt(status.group(1)), method.group(1));
    } else if (!method.group(1).equals("ACK")) {
      agree(message);
      if (method.group(1).equals("BYE")) {
        over();
      }
    }
  }

  private void answered(String message, int status, String method) {
    if (method.equals("BYE") && status >= 200) {
      over();
    } else if (method.equals("INVITE") && status >= 200) {
      Matcher tag = TO_TAG.matcher(message);
      toTag = tag.find() ? tag.group(1) : "";
      // an ACK of a refusal belongs to the INVITE's own transaction (RFC 3261 §17.1.1.3)
      request("ACK", 1, status < 300 ? branch() : inviteBranch, "");
      Matcher sound = SOUND.matcher(message);
      if (status < 300 && sound.find()) {
        var from = new InetSocketAddress("127.0.0.1", Integer.parseInt(sound.group(1)));
        callers.hears(this, from);
        bankSound = from;
        opened.complete(null);
      } else if (status >= 300) {
        opened.completeExceptionally(
            new IllegalStateException("The trunk answers " + message.lines().findFirst()));
        over();
      }
    }
  }

  /** 200 to whatever the bank asks. */
  private void agree(String request) {
    callers.send(
        "SIP/2.0 200 OK\r\n"
            + request
                .lines()
                .filter(line -> line.matches("(?i)(Via|From|To|Call-ID|CSeq):.*"))
                .collect(Collectors.joining("\r\n"))
            + "\r\nContent-Length: 0\r\n\r\n");
  }

  private void over() {
    callers.gone(this);
    ended.complete(null);
  }

  void heard(ByteBuffer datagram) {
    if (RtpPacket.parse(datagram.array(), 0, datagram.limit()) instanceof RtpPacket packet
        && packet.payloadType() == 0) {
      echoes.onAudio(Pcm.bytes(G711.MU_LAW.decode(packet.payload())));
    }
  }

  @Override
  public CompletionStage<Void> opened() {
    return opened.copy();
  }

  @Override
  public void send(byte[] frame) {
    SocketAddress to = bankSound;
    if (to != null) {
      callers.send(sender.next(frame, SAMPLES).toBytes(), to);
    }
  }

  @Override
  public CompletionStage<Void> close() {
    request("BYE", 2, branch(), "");
    return ended;
  }
}
