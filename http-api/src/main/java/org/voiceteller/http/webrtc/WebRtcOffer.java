package org.voiceteller.http.webrtc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.voiceteller.http.problem.Problem;
import org.voiceteller.http.problem.ProblemException;
import org.voiceteller.streams.media.FromCaller;
import org.voiceteller.streams.media.VoiceTellerV1;
import org.voiceteller.streams.media.WireMessage;
import org.voiceteller.streams.webrtc.sdp.Fragment;
import org.voiceteller.streams.webrtc.sdp.Offer;
import org.voiceteller.streams.webrtc.sdp.SdpException;

/**
 * The body of a call's POST: an SDP by itself ({@code application/sdp}), or the event {@code
 * call.start} with the SDP as one field more ({@code application/json}), for who has something to
 * tell of the call.
 */
record WebRtcOffer(Offer offer, FromCaller.Start start) {

  static final String SDP = "application/sdp";
  static final String FRAGMENT = "application/trickle-ice-sdpfrag";
  private static final String JSON = "application/json";
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final FromCaller.Start NOTHING_TOLD =
      new FromCaller.Start(null, null, null, null, null, null);

  /**
   * @throws ProblemException 400 or 415
   */
  static WebRtcOffer read(ContentType type, String body, VoiceTellerV1 wire) {
    return switch (mediaType(type)) {
      case SDP -> new WebRtcOffer(offer(body), NOTHING_TOLD);
      case JSON -> told(body, wire);
      default ->
          throw new ProblemException(
              new Problem.UnsupportedMedia("Send the offer as %s or %s.".formatted(SDP, JSON)));
    };
  }

  private static WebRtcOffer told(String body, VoiceTellerV1 wire) {
    ObjectNode event = object(body);
    JsonNode sdp = event.remove("sdp");
    if (sdp == null || !sdp.isTextual()) {
      throw bad("Expected \"sdp\" to be the offer.");
    }
    return switch (wire.decode(new WireMessage.Text(event.toString()))) {
      case FromCaller.Start start -> new WebRtcOffer(offer(sdp.textValue()), start);
      case FromCaller.Rejected(var problem) -> throw bad(problem.message());
      case FromCaller.Frame _, FromCaller.Check _ ->
          throw bad("Expected \"type\" to be call.start.");
    };
  }

  private static ObjectNode object(String body) {
    try {
      if (MAPPER.readTree(body) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException notJson) {
      throw bad("Expected the body to be one JSON object.");
    }
    throw bad("Expected the body to be one JSON object.");
  }

  static Offer offer(String sdp) {
    try {
      return Offer.read(sdp);
    } catch (SdpException e) {
      throw problem(e);
    }
  }

  static Fragment fragment(String text) {
    try {
      return Fragment.read(text);
    } catch (SdpException e) {
      throw problem(e);
    }
  }

  private static ProblemException problem(SdpException e) {
    String sentence = String.valueOf(e.getMessage());
    return switch (e.kind()) {
      case BAD -> bad(sentence);
      case UNSUPPORTED -> new ProblemException(new Problem.UnsupportedMedia(sentence));
    };
  }

  private static ProblemException bad(String sentence) {
    return new ProblemException(new Problem.BadRequest(sentence));
  }

  static String mediaType(ContentType type) {
    return type.mediaType().mainType() + "/" + type.mediaType().subType();
  }
}
