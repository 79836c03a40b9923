package org.voiceteller.streams.webrtc.sdp;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.voiceteller.streams.webrtc.ice.IceCredentials;

/**
 * What we say to an offer: one line of sound both ways in one bundle, all others refused.
 *
 * @param addresses where we are, one candidate each, the best first
 * @param session a number for {@code o=}
 * @param ssrc of our sound
 */
public record Answer(
    Offer offer,
    IceCredentials credentials,
    Fingerprint fingerprint,
    List<InetSocketAddress> addresses,
    long session,
    long ssrc) {

  /** RFC 8445 §5.1.2.1: host candidates of component 1. */
  private static final long HOST = 126L << 24 | 255;

  public Answer {
    addresses = List.copyOf(addresses);
  }

  /** The whole SDP. */
  public String text() {
    List<String> lines = new ArrayList<>();
    lines.add("v=0");
    lines.add("o=- " + session + " 1 IN IP4 127.0.0.1");
    lines.add("s=-");
    lines.add("t=0 0");
    String mid = offer.soundLine().mid();
    if (!mid.isEmpty()) {
      lines.add("a=group:BUNDLE " + mid);
    }
    lines.add("a=ice-lite");
    lines.add("a=msid-semantic: WMS *");
    for (int i = 0; i < offer.media().size(); i++) {
      if (i == offer.sound()) {
        sound(lines, mid);
      } else {
        refused(lines, offer.media().get(i));
      }
    }
    return String.join("\r\n", lines) + "\r\n";
  }

  /** What answers new credentials in a fragment (RFC 8840 §4.4). */
  public String fragment() {
    List<String> lines = new ArrayList<>();
    ice(lines);
    lines.add("m=audio 9 UDP/TLS/RTP/SAVPF 0");
    lines.add("a=mid:" + offer.soundLine().mid());
    candidates(lines);
    return String.join("\r\n", lines) + "\r\n";
  }

  private void sound(List<String> lines, String mid) {
    InetSocketAddress first = addresses.getFirst();
    lines.add(
        "m=audio %d UDP/TLS/RTP/SAVPF %d%s"
            .formatted(
                first.getPort(),
                offer.opus().number(),
                offer.events().stream()
                    .map(each -> " " + each.number())
                    .collect(Collectors.joining())));
    String family = first.getAddress() instanceof Inet6Address ? "IP6 " : "IP4 ";
    lines.add("c=IN " + family + host(first));
    if (!mid.isEmpty()) {
      lines.add("a=mid:" + mid);
    }
    lines.add("a=sendrecv");
    ice(lines);
    lines.add("a=fingerprint:" + fingerprint.algorithm() + " " + fingerprint.hex());
    lines.add("a=setup:passive");
    lines.add("a=rtcp-mux");
    lines.add("a=rtpmap:" + offer.opus().number() + " opus/48000/2");
    lines.add("a=fmtp:" + offer.opus().number() + " minptime=10;useinbandfec=1;stereo=0");
    for (Offer.PayloadType event : offer.events()) {
      lines.add("a=rtpmap:" + event.number() + " " + event.mapping());
      lines.add("a=fmtp:" + event.number() + " 0-15");
    }
    lines.add("a=ptime:20");
    lines.add("a=maxptime:60");
    lines.add("a=msid:voice-teller agent");
    lines.add("a=ssrc:" + ssrc + " cname:voice-teller");
    candidates(lines);
  }

  private void ice(List<String> lines) {
    lines.add("a=ice-ufrag:" + credentials.ufrag());
    lines.add("a=ice-pwd:" + credentials.password());
  }

  private void candidates(List<String> lines) {
    int place = 0;
    for (InetSocketAddress each : addresses) {
      lines.add(
          "a=candidate:%d 1 udp %d %s %d typ host"
              .formatted(
                  place + 1, HOST | (long) (65_535 - place) << 8, host(each), each.getPort()));
      place++;
    }
    lines.add("a=end-of-candidates");
  }

  private static void refused(List<String> lines, Offer.Line line) {
    lines.add("m=%s 0 %s %s".formatted(line.kind(), line.protocol(), line.formats()));
    lines.add("c=IN IP4 0.0.0.0");
    if (!line.mid().isEmpty()) {
      lines.add("a=mid:" + line.mid());
    }
    lines.add("a=inactive");
  }

  private static String host(InetSocketAddress address) {
    return address.getAddress().getHostAddress();
  }
}
