package org.voiceteller.http.signin;

import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.Cookie;
import org.apache.pekko.http.javadsl.model.headers.HttpCookiePair;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * A cookie that only the server reads, of this host alone, for as long as the browser is open. Over
 * https its name begins with {@code __Host-} (RFC 6265bis, 4.1.3.2): no other host of the domain,
 * and nobody without TLS, can set one of that name.
 */
final class SessionCookie {

  /** Whether the cookie comes along when another site leads the browser here. */
  enum FromOtherSites {
    STAYS_AWAY("Strict"),
    COMES_ALONG("Lax");

    private final String sameSite;

    FromOtherSites(String sameSite) {
      this.sameSite = sameSite;
    }
  }

  private final String name;
  private final boolean secure;
  private final FromOtherSites fromOtherSites;

  /**
   * @param secure whether browsers reach the console over https
   */
  SessionCookie(String name, boolean secure, FromOtherSites fromOtherSites) {
    this.name = secure ? "__Host-" + name : name;
    this.secure = secure;
    this.fromOtherSites = fromOtherSites;
  }

  /** What came with the request; empty also when several came of which at most one is ours. */
  Optional<String> in(HttpRequest request) {
    List<String> values =
        StreamSupport.stream(request.getHeaders().spliterator(), false)
            .filter(Cookie.class::isInstance)
            .map(Cookie.class::cast)
            .flatMap(cookie -> StreamSupport.stream(cookie.getCookies().spliterator(), false))
            .filter(pair -> pair.name().equals(name))
            .map(HttpCookiePair::value)
            .distinct()
            .toList();
    return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
  }

  HttpHeader set(String value) {
    return header(value, "");
  }

  HttpHeader remove() {
    return header("", "; Max-Age=0");
  }

  private HttpHeader header(String value, String age) {
    return RawHeader.create(
        "Set-Cookie",
        "%s=%s; Path=/; HttpOnly; SameSite=%s%s%s"
            .formatted(name, value, fromOtherSites.sameSite, secure ? "; Secure" : "", age));
  }
}
