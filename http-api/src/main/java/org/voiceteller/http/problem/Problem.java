package org.voiceteller.http.problem;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Why a request is not answered as it was meant. */
public sealed interface Problem {

  /** Nothing lives at this path. */
  record NotFound(String path) implements Problem {}

  /** The path exists, but not for this method. */
  record MethodNotAllowed(String method, List<String> allowed) implements Problem {
    public MethodNotAllowed {
      allowed = List.copyOf(allowed);
    }
  }

  /** The voice door speaks only WebSocket (RFC 6455). */
  record UpgradeRequired() implements Problem {}

  /** The WebSocket client did not offer our subprotocol. */
  record SubprotocolMissing(String required, List<String> offered) implements Problem {
    public SubprotocolMissing {
      offered = List.copyOf(offered);
    }
  }

  /** A page of another site tries to call. */
  record OriginForbidden(String origin) implements Problem {}

  /** As many calls as this server takes are in progress. */
  record ServerFull(Duration retryAfter) implements Problem {}

  /** The server has begun to start and does not answer calls yet. */
  record Starting(Duration retryAfter) implements Problem {}

  /** The server is going down and takes no new calls; another one does. */
  record ServerDraining(Duration retryAfter) implements Problem {}

  /** A call would not be answered now; the members say why, as which dependency is missing. */
  record NotReady(Map<String, Object> members) implements Problem {
    public NotReady {
      members = Map.copyOf(members);
    }
  }

  /** The request itself is wrong; the detail says how. */
  record BadRequest(String detail) implements Problem {}

  /** Refused by the HTTP parser before any route saw it; the status is the parser's. */
  record Unparsable(int status, String detail) implements Problem {}

  /** Our fault. The reference stands in the log next to the cause. */
  record Unexpected(String reference) implements Problem {}
}
