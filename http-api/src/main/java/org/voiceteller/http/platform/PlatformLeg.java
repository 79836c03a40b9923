package org.voiceteller.http.platform;

import java.time.InstantSource;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.ws.WebSocketUpgrade;
import org.voiceteller.http.call.CallDoor;
import org.voiceteller.http.call.Lines;
import org.voiceteller.http.problem.Problem;
import org.voiceteller.http.problem.ProblemAnswers;
import org.voiceteller.streams.media.Peer;
import org.voiceteller.streams.platform.PlatformFormat;
import org.voiceteller.streams.platform.PlatformLine;

/** How a platform's streams, whose handshake was found right, get to a call. */
record PlatformLeg(CallDoor door, PlatformLine line, InstantSource clock) {

  /** The upgrade to a platform's socket; 426 for a request without it. */
  HttpResponse open(
      HttpRequest request, Optional<String> subprotocol, Lines.Wish wish, PlatformFormat format) {
    Optional<WebSocketUpgrade> upgrade = request.getAttribute(AttributeKeys.webSocketUpgrade);
    if (upgrade.isEmpty()) {
      return ProblemAnswers.answer(new Problem.UpgradeRequired());
    }
    return door.open(
        upgrade.get(),
        subprotocol,
        wish,
        (conversations, mayBegin) ->
            line.flow(
                format,
                // the address is the platform's own, and tells nothing of the caller
                conversations.answer(new Peer(null, format.channel(), mayBegin)),
                clock));
  }

  /** A header's value; empty when it was not sent. */
  static String header(HttpRequest request, String name) {
    return request.getHeader(name).map(HttpHeader::value).orElse("");
  }
}
