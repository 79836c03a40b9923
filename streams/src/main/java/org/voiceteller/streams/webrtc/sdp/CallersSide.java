package org.voiceteller.streams.webrtc.sdp;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.voiceteller.streams.webrtc.ice.IceCredentials;

/** A browser's side of an offer and its answer, for what calls the bank to measure or to try it. */
public final class CallersSide {

  private static final Pattern CANDIDATE =
      Pattern.compile("\\S+ 1 \\S+ \\S+ (\\S+) (\\d+) .*", Pattern.DOTALL);

  private CallersSide() {}

  /** One line of sound, Opus and keys, as a browser writes it. */
  public static String offer(IceCredentials credentials, Fingerprint fingerprint) {
    return """
    v=0
    o=- 1 2 IN IP4 127.0.0.1
    s=-
    t=0 0
    a=group:BUNDLE 0
    m=audio 9 UDP/TLS/RTP/SAVPF 111 110
    a=mid:0
    a=ice-ufrag:%s
    a=ice-pwd:%s
    a=fingerprint:%s %s
    a=setup:actpass
    a=rtcp-mux
    a=rtpmap:111 opus/48000/2
    a=rtpmap:110 telephone-event/48000
    """
        .formatted(
            credentials.ufrag(),
            credentials.password(),
            fingerprint.algorithm(),
            fingerprint.hex());
  }

  /**
   * What a caller needs of the bank's answer.
   *
   * @param address of the first candidate
   */
  public record Answered(
      IceCredentials credentials, Fingerprint fingerprint, InetSocketAddress address) {

    /**
     * @throws SdpException when one of these is not there
     */
    public static Answered read(String answer) throws SdpException {
      List<SdpLines> sections = SdpLines.read(answer);
      Matcher candidate = CANDIDATE.matcher(first(sections, "candidate"));
      if (!candidate.matches()) {
        throw SdpException.bad("Expected a candidate in the answer.");
      }
      return new Answered(
          new IceCredentials(first(sections, "ice-ufrag"), first(sections, "ice-pwd")),
          Fingerprint.read(first(sections, "fingerprint"))
              .orElseThrow(() -> SdpException.bad("Expected a fingerprint in the answer.")),
          new InetSocketAddress(candidate.group(1), Integer.parseInt(candidate.group(2))));
    }

    private static String first(List<SdpLines> sections, String name) {
      return sections.stream().flatMap(each -> each.all(name).stream()).findFirst().orElse("");
    }
  }
}
