package org.voiceteller.http.signin;

import java.util.Optional;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.voiceteller.http.call.OriginRule;

/**
 * Whether a request that carries a cookie was meant by the person whose browser sent it. A browser
 * says from where it sends ({@code Sec-Fetch-Site}, W3C Fetch Metadata; {@code Origin}, RFC 6454);
 * a change also carries a token that only the bank's page in that session can know.
 */
final class OwnPage {

  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  private final OriginRule origins;

  /**
   * @param publicOrigin where browsers find the console, when that is not the request's own host
   */
  OwnPage(Optional<String> publicOrigin) {
    this.origins = OriginRule.create(publicOrigin.stream().toList());
  }

  /** Whether the request changes nothing (RFC 9110, 9.2.1). */
  static boolean isSafe(HttpRequest request) {
    return SAFE.contains(request.method().name());
  }

  /** Whether no other site has made the browser send this. */
  boolean sent(HttpRequest request) {
    Set<String> sites = isSafe(request) ? Set.of("same-origin", "none") : Set.of("same-origin");
    return header(request, "Sec-Fetch-Site").map(sites::contains).orElse(true)
        && origins.allows(header(request, "Origin"), header(request, "Host").orElse(""));
  }

  /** The same, and a change also names the session that it is made in. */
  boolean sent(HttpRequest request, String csrfToken) {
    return sent(request)
        && (isSafe(request)
            || header(request, "X-CSRF-Token")
                .filter(token -> Secrets.areEqual(token, csrfToken))
                .isPresent());
  }

  private static Optional<String> header(HttpRequest request, String name) {
    return request.getHeader(name).map(HttpHeader::value);
  }
}
