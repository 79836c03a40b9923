package org.voiceteller.siptrunk.sdp;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.voiceteller.siptrunk.sdp.SessionDescription.Media;
import org.voiceteller.streams.sound.SpeechCodec;

/**
 * One call's offers and answers (RFC 3264): ours keep the same origin with a growing version, each
 * medium that is offered is answered at its place, and all but one line of sound are declined. Not
 * thread-safe.
 */
public final class Negotiation {

  private static final int OUR_OPUS_TYPE = 111;
  private static final int OUR_EVENT_TYPE = 101;
  private static final int USUAL_EVENT_CLOCK_HZ = 8_000;
  private static final String EVENTS = "telephone-event";

  /**
   * What we bring.
   *
   * @param address of our sound, a literal
   * @param codecs in the order in which we like them
   */
  public record Ours(
      String address, int port, List<SpeechCodec> codecs, boolean srtpAllowed, boolean srtpNeeded) {

    public Ours {
      codecs = List.copyOf(codecs);
    }
  }

  /** An answer, and what it settles. */
  public record Answer(String description, Agreement agreement) {}

  private final Ours ours;
  private final long sessionId;
  private long version;
  private String lastBody = "";
  private @Nullable Agreement settled;
  private @Nullable SrtpKey offeredKey;

  /**
   * @param sessionId any number; the same for the whole call
   */
  public Negotiation(Ours ours, long sessionId) {
    this.ours = ours;
    this.sessionId = sessionId & 0x7fff_ffff_ffffL;
  }

  /**
   * Answers an offer, the first or a later one.
   *
   * @throws SdpException when it cannot be read or nothing in it fits; what was settled stays
   */
  public Answer answer(String offer) throws SdpException {
    SessionDescription theirs = SessionDescription.parse(offer);
    Media sound = sound(theirs);
    Agreement agreement = agree(theirs, sound, false);
    settled = agreement;
    StringBuilder media = new StringBuilder();
    for (Media each : theirs.media()) {
      if (each == sound) {
        append(media, agreement, each.protocol());
      } else {
        media
            .append("m=")
            .append(each.kind())
            .append(" 0 ")
            .append(each.protocol())
            .append(' ')
            .append(String.join(" ", each.formats()))
            .append("\r\n");
      }
    }
    return new Answer(described(media.toString()), agreement);
  }

  /** Our own offer, for a call or a change that came without one: all that we speak. */
  public String offer() {
    boolean secure = ours.srtpNeeded;
    StringBuilder media = new StringBuilder("m=audio ").append(ours.port);
    media.append(secure ? " RTP/SAVP" : " RTP/AVP");
    ours.codecs.forEach(codec -> media.append(' ').append(usualType(codec)));
    media.append(' ').append(OUR_EVENT_TYPE).append("\r\n");
    ours.codecs.forEach(codec -> mapping(media, usualType(codec), codec));
    events(media, OUR_EVENT_TYPE, USUAL_EVENT_CLOCK_HZ);
    if (secure) {
      SrtpKey key =
          settled != null && settled.keys().isPresent()
              ? settled.keys().get().ours()
              : SrtpKey.fresh(1, SrtpKey.Suite.AES_CM_128_HMAC_SHA1_80);
      offeredKey = key;
      media.append("a=crypto:").append(key.attribute()).append("\r\n");
    }
    media.append("a=ptime:20\r\na=sendrecv\r\n");
    return described(media.toString());
  }

  /**
   * Takes the answer to our own offer.
   *
   * @throws SdpException when it cannot be read, or agrees to nothing that we offered
   */
  public Agreement settle(String answer) throws SdpException {
    SessionDescription theirs = SessionDescription.parse(answer);
    Agreement agreement = agree(theirs, sound(theirs), true);
    settled = agreement;
    return agreement;
  }

  private Media sound(SessionDescription theirs) throws SdpException {
    for (Media each : theirs.media()) {
      boolean rtp = each.protocol().toUpperCase(Locale.ROOT).matches("RTP/S?AVPF?");
      if (each.kind().equals("audio") && each.port() > 0 && rtp && fits(each)) {
        return each;
      }
    }
    throw new SdpException(
        ours.srtpNeeded
            ? "Expected an offer of sound over RTP/SAVP."
            : "Expected an offer of sound over RTP.");
  }

  private boolean fits(Media sound) {
    return isSecure(sound) ? ours.srtpAllowed : !ours.srtpNeeded;
  }

  private static boolean isSecure(Media sound) {
    return sound.protocol().toUpperCase(Locale.ROOT).contains("SAVP");
  }

  private Agreement agree(SessionDescription theirs, Media sound, boolean isAnswer)
      throws SdpException {
    Format format = format(sound);
    String address =
        sound
            .address()
            .or(theirs::address)
            .orElseThrow(() -> new SdpException("Expected a c= line for the sound."));
    Direction direction = direction(theirs, sound).answer();
    if (address.equals("0.0.0.0")) {
      // how a call was held before RFC 3264
      direction = direction.receives() ? Direction.RECVONLY : Direction.INACTIVE;
    }
    return new Agreement(
        address,
        sound.port(),
        format.codec,
        format.type,
        events(sound, format.codec),
        direction,
        isSecure(sound) ? Optional.of(keys(sound, isAnswer)) : Optional.empty());
  }

  private record Format(int type, SpeechCodec codec) {}

  private Format format(Media sound) throws SdpException {
    for (SpeechCodec codec : ours.codecs) {
      for (String format : sound.formats()) {
        if (format.matches("[0-9]{1,3}") && codec(sound, format).equals(Optional.of(codec))) {
          return new Format(Integer.parseInt(format), codec);
        }
      }
    }
    throw new SdpException(
        "Expected the offer to name one of "
            + String.join(", ", ours.codecs.stream().map(Negotiation::mapping).toList())
            + ".");
  }

  private static Optional<SpeechCodec> codec(Media sound, String format) {
    return mapping(sound, format)
        .map(Negotiation::mapped)
        .orElseGet(() -> ofStaticType(Integer.parseInt(format)));
  }

  private static Optional<SpeechCodec> mapped(String mapping) {
    String[] parts = mapping.split("/", 3);
    return parts.length < 2 || !parts[1].matches("[0-9]{4,6}")
        ? Optional.empty()
        : SpeechCodec.named(parts[0], Integer.parseInt(parts[1]));
  }

  private static Optional<SpeechCodec> ofStaticType(int type) {
    return Arrays.stream(SpeechCodec.values())
        .filter(codec -> codec.staticPayloadType().equals(OptionalInt.of(type)))
        .findFirst();
  }

  /** As {@code opus/48000/2}. */
  private static String mapping(SpeechCodec codec) {
    return codec.encodingName()
        + "/"
        + codec.clockHz()
        + (codec.channels() == 1 ? "" : "/" + codec.channels());
  }

  private static int usualType(SpeechCodec codec) {
    return codec.staticPayloadType().orElse(OUR_OPUS_TYPE);
  }

  private static Optional<String> mapping(Media sound, String format) {
    return sound.values("rtpmap").stream()
        .filter(each -> each.startsWith(format + " "))
        .map(each -> each.substring(format.length()).strip())
        .findFirst();
  }

  /** Events of the codec's own clock first: a device that changes clocks in mid-stream is rare. */
  private static Optional<Agreement.Events> events(Media sound, SpeechCodec codec) {
    return eventsOf(sound, codec.clockHz()).or(() -> eventsOf(sound, USUAL_EVENT_CLOCK_HZ));
  }

  private static Optional<Agreement.Events> eventsOf(Media sound, int clockHz) {
    String wanted = EVENTS + "/" + clockHz;
    return sound.formats().stream()
        .filter(format -> format.matches("[0-9]{1,3}"))
        .filter(format -> mapping(sound, format).filter(wanted::equalsIgnoreCase).isPresent())
        .map(format -> new Agreement.Events(Integer.parseInt(format), clockHz))
        .findFirst();
  }

  private static Direction direction(SessionDescription theirs, Media sound) {
    for (Direction each : Direction.values()) {
      if (sound.attributes().contains(each.attribute())) {
        return each;
      }
    }
    for (Direction each : Direction.values()) {
      if (theirs.attributes().contains(each.attribute())) {
        return each;
      }
    }
    return Direction.SENDRECV;
  }

  private Agreement.Keys keys(Media sound, boolean isAnswer) throws SdpException {
    SrtpKey theirs =
        sound.values("crypto").stream()
            .flatMap(value -> SrtpKey.parse(value).stream())
            .findFirst()
            .orElseThrow(() -> new SdpException("Expected a=crypto with a suite that is known."));
    if (isAnswer && offeredKey != null) {
      return new Agreement.Keys(offeredKey, theirs);
    }
    if (settled != null && settled.keys().isPresent()) {
      Agreement.Keys before = settled.keys().get();
      if (before.theirs().isSameAs(theirs)) {
        return before;
      }
    }
    return new Agreement.Keys(theirs.answer(), theirs);
  }

  private void append(StringBuilder media, Agreement agreement, String protocol) {
    media.append("m=audio ").append(ours.port).append(' ').append(protocol);
    media.append(' ').append(agreement.payloadType());
    agreement.events().ifPresent(events -> media.append(' ').append(events.payloadType()));
    media.append("\r\n");
    mapping(media, agreement.payloadType(), agreement.codec());
    agreement.events().ifPresent(events -> events(media, events.payloadType(), events.clockHz()));
    agreement
        .keys()
        .ifPresent(keys -> media.append("a=crypto:" + keys.ours().attribute() + "\r\n"));
    media.append("a=ptime:20\r\na=").append(agreement.direction().attribute()).append("\r\n");
  }

  private static void mapping(StringBuilder media, int type, SpeechCodec codec) {
    media.append("a=rtpmap:").append(type).append(' ').append(mapping(codec)).append("\r\n");
    if (codec == SpeechCodec.OPUS) {
      media.append("a=fmtp:").append(type).append(" useinbandfec=1;stereo=0\r\n");
    }
  }

  private static void events(StringBuilder media, int type, int clockHz) {
    media.append("a=rtpmap:" + type + " " + EVENTS + "/" + clockHz + "\r\n");
    media.append("a=fmtp:" + type + " 0-15\r\n");
  }

  private String described(String media) {
    String family = ours.address.contains(":") ? "IP6" : "IP4";
    if (!Objects.equals(media, lastBody)) {
      version++;
      lastBody = media;
    }
    return "v=0\r\no=- %d %d IN %s %s\r\ns=-\r\nc=IN %s %s\r\nt=0 0\r\n"
            .formatted(sessionId, version, family, ours.address, family, ours.address)
        + media;
  }
}
