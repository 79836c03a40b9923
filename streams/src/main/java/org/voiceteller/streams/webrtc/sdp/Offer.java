package org.voiceteller.streams.webrtc.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.voiceteller.streams.webrtc.ice.IceCredentials;

/**
 * What a caller's SDP offers, as far as a call needs it.
 *
 * @param media all its media lines, in order: each must be answered
 * @param sound which of them is the call's
 * @param opus its payload type
 * @param events payload types of keypad events, with whatever clock
 * @param fingerprints of the caller's certificate; one of them must be right
 */
public record Offer(
    List<Line> media,
    int sound,
    IceCredentials credentials,
    List<Fingerprint> fingerprints,
    PayloadType opus,
    List<PayloadType> events) {

  /**
   * A media line.
   *
   * @param head the value of {@code m=}
   * @param mid empty when it has none
   */
  record Line(String kind, String protocol, String formats, String mid) {}

  /** A payload type as it was mapped: {@code opus/48000/2}. */
  public record PayloadType(int number, String mapping) {}

  private static final String PROTOCOL = "UDP/TLS/RTP/SAVPF";
  private static final String OPUS = "opus/48000/2";
  private static final List<String> EVENTS =
      List.of("telephone-event/48000", "telephone-event/8000");

  public Offer {
    media = List.copyOf(media);
    fingerprints = List.copyOf(fingerprints);
    events = List.copyOf(events);
  }

  /** The line that carries the call. */
  Line soundLine() {
    return media.get(sound);
  }

  /**
   * Reads an offer of sound in one bundle (RFC 8829 §5.8).
   *
   * @throws SdpException with the reason, in words for the client's author
   */
  public static Offer read(String sdp) throws SdpException {
    List<SdpLines> sections = SdpLines.read(sdp);
    SdpLines session = sections.getFirst();
    List<SdpLines> media = sections.subList(1, sections.size());
    int place = placeOfSound(media);
    SdpLines sound = media.get(place);
    if (!sound.has("rtcp-mux")) {
      throw SdpException.bad("Expected a=rtcp-mux on the line of sound.");
    }
    if (sound.has("inactive")) {
      throw SdpException.bad("Expected sound to flow, but its line is inactive.");
    }
    String setup = either(sound, session, "setup").orElse("");
    if (!setup.equals("actpass") && !setup.equals("active")) {
      throw SdpException.bad(
          "Expected a=setup to be actpass or active: we wait for the handshake.");
    }
    List<PayloadType> types = payloadTypes(sound);
    PayloadType opus =
        types.stream()
            .filter(each -> each.mapping().equalsIgnoreCase(OPUS))
            .findFirst()
            .orElseThrow(
                () ->
                    new SdpException(
                        SdpException.Kind.UNSUPPORTED, "Opus (opus/48000/2) is all we speak."));
    return new Offer(
        media.stream().map(Offer::line).toList(),
        place,
        credentials(sound, session),
        fingerprints(sound, session),
        opus,
        types.stream()
            .filter(each -> EVENTS.contains(each.mapping().toLowerCase(Locale.ROOT)))
            .toList());
  }

  private static int placeOfSound(List<SdpLines> media) throws SdpException {
    for (int i = 0; i < media.size(); i++) {
      SdpLines line = media.get(i);
      if (line.kind().equals("audio") && !line.port().equals("0")) {
        if (!line.protocol().equals(PROTOCOL)) {
          throw new SdpException(
              SdpException.Kind.UNSUPPORTED, "Sound is taken as " + PROTOCOL + " only.");
        }
        return i;
      }
    }
    throw new SdpException(SdpException.Kind.UNSUPPORTED, "Expected a line of sound (m=audio).");
  }

  private static IceCredentials credentials(SdpLines sound, SdpLines session) throws SdpException {
    String ufrag = either(sound, session, "ice-ufrag").orElse("");
    String password = either(sound, session, "ice-pwd").orElse("");
    if (!ufrag.matches(IceCredentials.UFRAG) || !password.matches(IceCredentials.PASSWORD)) {
      throw SdpException.bad("Expected a=ice-ufrag and a=ice-pwd as RFC 8839 has them.");
    }
    return new IceCredentials(ufrag, password);
  }

  private static List<Fingerprint> fingerprints(SdpLines sound, SdpLines session)
      throws SdpException {
    List<String> told =
        sound.all("fingerprint").isEmpty() ? session.all("fingerprint") : sound.all("fingerprint");
    List<Fingerprint> fingerprints =
        told.stream().flatMap(each -> Fingerprint.read(each).stream()).toList();
    if (fingerprints.isEmpty()) {
      throw SdpException.bad("Expected a=fingerprint with sha-256 or stronger.");
    }
    return fingerprints;
  }

  private static List<PayloadType> payloadTypes(SdpLines sound) {
    List<PayloadType> types = new ArrayList<>();
    for (String map : sound.all("rtpmap")) {
      String[] words = map.split(" +", -1);
      if (words.length == 2 && words[0].matches("[0-9]{1,3}") && Integer.parseInt(words[0]) < 128) {
        types.add(new PayloadType(Integer.parseInt(words[0]), words[1]));
      }
    }
    return types;
  }

  private static Line line(SdpLines section) {
    String formats =
        section.head().split(" +", 4).length == 4 ? section.head().split(" +", 4)[3] : "0";
    return new Line(section.kind(), section.protocol(), formats, section.first("mid").orElse(""));
  }

  private static Optional<String> either(SdpLines sound, SdpLines session, String name) {
    return sound.first(name).or(() -> session.first(name));
  }
}
