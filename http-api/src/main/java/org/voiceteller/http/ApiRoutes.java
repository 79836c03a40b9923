package org.voiceteller.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;

/** {@code GET /openapi.yaml}: what the HTTP doors are, in OpenAPI 3.1. */
final class ApiRoutes extends AllDirectives {

  private static final ContentType YAML = ContentTypes.parse("application/yaml");

  private final byte[] description;

  private ApiRoutes(byte[] description) {
    this.description = description;
  }

  static ApiRoutes create() {
    try (InputStream file = ApiRoutes.class.getResourceAsStream("/openapi.yaml")) {
      if (file == null) {
        throw new IllegalStateException("Expected openapi.yaml on the class path");
      }
      return new ApiRoutes(file.readAllBytes());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Answers its one path and rejects all others. */
  Route routes() {
    return path(
        "openapi.yaml",
        () ->
            get(
                () ->
                    complete(
                        HttpResponse.create().withEntity(HttpEntities.create(YAML, description)))));
  }
}
