package org.voiceteller.http.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.util.ByteString;

/**
 * The API's description as JSON, for the page at {@code /docs}: the same as {@code /openapi.yaml},
 * in a form that a browser reads without a library.
 */
final class ApiDescription {

  private static final String FILE = "openapi.yaml";

  private ApiDescription() {}

  /**
   * Reads and converts it, keys in the order they are written in.
   *
   * @throws IllegalStateException when it is missing from the class path
   */
  static Asset load(ClassLoader loader) {
    try (InputStream file = loader.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException("Expected " + FILE + " on the class path");
      }
      var description = new ObjectMapper(new YAMLFactory()).readTree(file);
      byte[] json = new ObjectMapper().writeValueAsBytes(description);
      return Asset.create(ByteString.fromArray(json), ContentTypes.APPLICATION_JSON);
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
  }
}
