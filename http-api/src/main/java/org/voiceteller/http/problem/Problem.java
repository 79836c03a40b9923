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

  /**
   * Nobody that the bank knows: no sign-in came with the request, or one that opens nothing (any
   * more). Which of these is not told.
   *
   * @param ways how one signs in here, as {@code openid} and {@code link}
   */
  record SignInRequired(List<String> ways) implements Problem {
    public SignInRequired {
      ways = List.copyOf(ways);
    }
  }

  /** Known, yet not for this. */
  record NotPermitted() implements Problem {}

  /** A change that does not come from the bank's own page in the session that it names. */
  record NotFromOurPage() implements Problem {}

  /** Personal data is given only to who says why. */
  record ReasonRequired() implements Problem {}

  /** Too often of late. */
  record TooManyRequests(Duration retryAfter) implements Problem {}

  /** After so many wrong attempts nothing is looked at before then. */
  record TooManyAttempts(Duration retryAfter) implements Problem {}

  /** Nobody else can sign in now. */
  record TooManySessions(Duration retryAfter) implements Problem {}

  /** The sign-in at the provider did not come to its end; the detail says how to go on. */
  record SignInFailed(String detail) implements Problem {}

  /** The provider made sure who it is, and the bank has no role for them. */
  record NoRole() implements Problem {}

  /** What the request needs is not there now; the detail says what. */
  record Unavailable(String detail, Duration retryAfter) implements Problem {}

  /** Personal data is not given and nothing is changed when that cannot be audited. */
  record NotAudited(Duration retryAfter) implements Problem {}

  /** The body is larger than a request of this API ever is. */
  record BodyTooLarge(long mostBytes) implements Problem {}

  /** The body did not come in time. */
  record BodyTooSlow() implements Problem {}

  /**
   * The body is of another kind than the one that is taken here.
   *
   * @param kind as {@code application/json}
   */
  record NotOfKind(String kind) implements Problem {}

  /**
   * Calls by this telephone platform are not taken here.
   *
   * @param setting that would turn it on
   */
  record PlatformOff(String platform, String setting) implements Problem {}

  /**
   * A request that says that it comes from a telephone platform, and cannot show it.
   *
   * @param check what to look at where it does come from there
   */
  record NotFromPlatform(String platform, String check) implements Problem {}

  /** What it asks for is not spoken here; the detail says what is. */
  record UnsupportedMedia(String detail) implements Problem {}

  /** It contradicts how things are; the detail says how. */
  record Conflict(String detail) implements Problem {}

  /** A change came without the key that makes its repetition safe. */
  record IdempotencyKeyRequired() implements Problem {}

  /** The same request is being done. */
  record SameRequestUnderWay(Duration retryAfter) implements Problem {}

  /** The key belongs to another request. */
  record IdempotencyKeyReused() implements Problem {}

  /** Refused by the HTTP parser before any route saw it; the status is the parser's. */
  record Unparsable(int status, String detail) implements Problem {}

  /** Our fault. The reference stands in the log next to the cause. */
  record Unexpected(String reference) implements Problem {}
}
