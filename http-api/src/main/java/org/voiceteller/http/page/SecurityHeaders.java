package org.voiceteller.http.page;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.util.ByteString;

/**
 * What every page and asset tells the browser about its own limits: scripts, styles and connections
 * only from this origin, no frame around it, the microphone for this origin alone.
 *
 * <p>Sources: W3C Content Security Policy Level 3, W3C Permissions Policy, the OWASP Secure Headers
 * Project.
 */
final class SecurityHeaders {

  private SecurityHeaders() {}

  /**
   * The headers for a page whose only inline script is {@code inlineScript}, hashed exactly as it
   * stands between its tags.
   */
  static List<HttpHeader> forInlineScript(String inlineScript) {
    byte[] hash = Asset.sha256(ByteString.fromString(inlineScript, StandardCharsets.UTF_8));
    String policy =
        String.join(
            "; ",
            "default-src 'self'",
            "script-src 'self' 'sha256-" + Base64.getEncoder().encodeToString(hash) + "'",
            "style-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "media-src 'self' blob:",
            "worker-src 'self'",
            "object-src 'none'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'none'");
    return List.of(
        RawHeader.create("Content-Security-Policy", policy),
        RawHeader.create("X-Content-Type-Options", "nosniff"),
        RawHeader.create("Referrer-Policy", "no-referrer"),
        RawHeader.create(
            "Permissions-Policy",
            "microphone=(self), camera=(), geolocation=(), payment=(), usb=(), display-capture=()"),
        RawHeader.create("Cross-Origin-Opener-Policy", "same-origin"),
        RawHeader.create("Cross-Origin-Resource-Policy", "same-origin"));
  }
}
