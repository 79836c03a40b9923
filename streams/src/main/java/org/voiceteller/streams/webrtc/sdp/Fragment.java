package org.voiceteller.streams.webrtc.sdp;

import java.util.List;
import java.util.Optional;
import org.voiceteller.streams.webrtc.ice.IceCredentials;

/**
 * What came after the offer (RFC 8840): candidates, which who answers checks and makes none needs
 * not, and perhaps new credentials, which begin ICE anew.
 */
public record Fragment(IceCredentials credentials) {

  /**
   * @throws SdpException when it is no fragment of one media line
   */
  public static Fragment read(String text) throws SdpException {
    List<SdpLines> sections = SdpLines.readFragment(text);
    String ufrag = first(sections, "ice-ufrag").orElse("");
    String password = first(sections, "ice-pwd").orElse("");
    if (!ufrag.matches(IceCredentials.UFRAG) || !password.matches(IceCredentials.PASSWORD)) {
      throw SdpException.bad("Expected the a=ice-ufrag and a=ice-pwd that the candidates go with.");
    }
    return new Fragment(new IceCredentials(ufrag, password));
  }

  private static Optional<String> first(List<SdpLines> sections, String name) {
    return sections.stream().flatMap(each -> each.first(name).stream()).findFirst();
  }
}
