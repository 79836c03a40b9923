package org.voiceteller.siptrunk.signal;

import gov.nist.javax.sip.header.extensions.MinSE;
import gov.nist.javax.sip.header.extensions.SessionExpires;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.sip.InvalidArgumentException;
import javax.sip.header.Header;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;

/**
 * What is agreed on about refreshing a session (RFC 4028): a session that neither side refreshes is
 * over.
 *
 * @param interval within which a refresh must come
 * @param weRefresh whether it is ours to send
 */
record SessionTimer(Duration interval, boolean weRefresh) {

  private static final Duration LONGEST_MARGIN = Duration.ofSeconds(32);

  /** What a request asks for. */
  sealed interface Wish {

    /** No timer: the caller does not know of it. */
    record None() implements Wish {}

    record Timer(SessionTimer timer) implements Wish {}

    /** Shorter than we take: 422. */
    record TooShort() implements Wish {}
  }

  static Wish of(Request request, CallSettings settings) {
    if (!names(request, "Supported", "k", "timer") && !names(request, "Require", null, "timer")) {
      return new Wish.None();
    }
    if (!(request.getHeader(SessionExpires.NAME) instanceof SessionExpires asked)) {
      return new Wish.Timer(new SessionTimer(settings.sessionExpires(), false));
    }
    Duration interval = Duration.ofSeconds(asked.getExpires());
    if (interval.compareTo(settings.minSessionExpires()) < 0) {
      return new Wish.TooShort();
    }
    boolean weRefresh = "uas".equalsIgnoreCase(asked.getRefresher());
    return new Wish.Timer(
        new SessionTimer(shorter(interval, settings.sessionExpires(), least(request)), weRefresh));
  }

  /** It may be made shorter, but not below what a proxy on the way has asked for. */
  private static Duration shorter(Duration asked, Duration ours, Duration least) {
    Duration wanted = asked.compareTo(ours) < 0 ? asked : ours;
    return wanted.compareTo(least) < 0 ? least : wanted;
  }

  private static Duration least(Request request) {
    return request.getHeader(MinSE.NAME) instanceof MinSE least
        ? Duration.ofSeconds(least.getExpires())
        : Duration.ZERO;
  }

  /** Whether an option stands in a header that may come several times, and has a short name. */
  static boolean names(Request request, String header, @Nullable String compact, String option) {
    var headers = request.getHeaders(header);
    while (headers.hasNext()) {
      String value = ((Header) headers.next()).toString().toLowerCase(Locale.ROOT);
      if (value.replaceFirst("^[^:]*:", "").matches("(?s).*\\b" + option + "\\b.*")) {
        return true;
      }
    }
    return false;
  }

  SessionExpires header() {
    try {
      var header = new SessionExpires();
      header.setExpires((int) interval.toSeconds());
      header.setRefresher(weRefresh ? "uas" : "uac");
      return header;
    } catch (InvalidArgumentException impossible) {
      throw new IllegalStateException("Expected an interval that a header can hold", impossible);
    }
  }

  /** In a request of ours the roles are the other way round. */
  SessionExpires headerOfRefresh() {
    try {
      var header = new SessionExpires();
      header.setExpires((int) interval.toSeconds());
      header.setRefresher("uac");
      return header;
    } catch (InvalidArgumentException impossible) {
      throw new IllegalStateException("Expected an interval that a header can hold", impossible);
    }
  }

  static Optional<MinSE> least(CallSettings settings) {
    try {
      var least = new MinSE();
      least.setExpires((int) settings.minSessionExpires().toSeconds());
      return Optional.of(least);
    } catch (InvalidArgumentException impossible) {
      return Optional.empty();
    }
  }

  /** When to refresh; or, when it is the other side's, when to give up (RFC 4028 §10). */
  Duration due() {
    if (weRefresh) {
      return interval.dividedBy(2);
    }
    Duration third = interval.dividedBy(3);
    return interval.minus(third.compareTo(LONGEST_MARGIN) < 0 ? third : LONGEST_MARGIN);
  }
}
