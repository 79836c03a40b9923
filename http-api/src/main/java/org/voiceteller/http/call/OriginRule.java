package org.voiceteller.http.call;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whose pages may make calls (RFC 6454, RFC 6455 section 10.2). A browser names the origin of the
 * page; a page of this very server may always call, others when the list names them. Programs that
 * are no browsers send no origin and may call: an origin protects a browser's user, not the server.
 */
public final class OriginRule {

  private final Set<String> allowed;

  private OriginRule(Set<String> allowed) {
    this.allowed = allowed;
  }

  /**
   * @param allowed origins beside our own, as {@code https://www.bank.example}
   */
  public static OriginRule create(List<String> allowed) {
    return new OriginRule(
        allowed.stream()
            .flatMap(origin -> canonical(origin).stream())
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** Whether {@code text} is a whole origin: scheme, host, perhaps a port, nothing behind. */
  public static boolean isOrigin(String text) {
    return canonical(text).isPresent();
  }

  /**
   * @param origin the request's {@code Origin}, as sent
   * @param host the request's {@code Host}, as sent
   */
  public boolean allows(Optional<String> origin, String host) {
    if (origin.isEmpty()) {
      return true;
    }
    Optional<String> page = canonical(origin.get());
    return page.isPresent() && (allowed.contains(page.get()) || isSame(page.get(), host));
  }

  /**
   * The scheme is not compared beyond its default port: behind a proxy that ends TLS the page's is
   * {@code https} while ours is {@code http}.
   */
  private static boolean isSame(String page, String host) {
    String scheme = page.substring(0, page.indexOf(':'));
    return canonical(scheme + "://" + host).filter(page::equals).isPresent();
  }

  private static Optional<String> canonical(String text) {
    URI uri;
    try {
      uri = new URI(text.strip());
    } catch (URISyntaxException notAnOrigin) {
      return Optional.empty();
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    boolean bare =
        uri.getRawUserInfo() == null
            && uri.getRawQuery() == null
            && uri.getRawFragment() == null
            && (uri.getRawPath() == null || uri.getRawPath().isEmpty());
    if (!bare || uri.getHost() == null || !Set.of("http", "https").contains(scheme)) {
      return Optional.empty();
    }
    int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
    return Optional.of(scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port);
  }
}
