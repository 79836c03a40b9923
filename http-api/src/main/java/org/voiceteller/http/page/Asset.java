package org.voiceteller.http.page;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.util.ByteString;

/**
 * One file as it is sent to a browser.
 *
 * @param content the bytes, unchanged from the class path
 * @param contentType with UTF-8 as the charset of everything that is text
 * @param tag the first 128 bits of the content's SHA-256 in hex, for {@code ETag}
 */
record Asset(ByteString content, ContentType contentType, String tag) {

  static Asset create(ByteString content, ContentType contentType) {
    return new Asset(content, contentType, hash(content).substring(0, 32));
  }

  /** The type of a file that a browser may have, by its ending; empty for any other file. */
  static Optional<ContentType> contentTypeOf(String path) {
    return switch (path.substring(path.lastIndexOf('.') + 1)) {
      case "js", "mjs" ->
          Optional.of(MediaTypes.APPLICATION_JAVASCRIPT.toContentType(HttpCharsets.UTF_8));
      case "css" -> Optional.of(MediaTypes.TEXT_CSS.toContentType(HttpCharsets.UTF_8));
      case "html" -> Optional.of(ContentTypes.TEXT_HTML_UTF8);
      case "svg" -> Optional.of(MediaTypes.IMAGE_SVG_XML.toContentType());
      default -> Optional.empty();
    };
  }

  static String hash(ByteString content) {
    return HexFormat.of().formatHex(sha256(content));
  }

  static byte[] sha256(ByteString content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content.toArray());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
