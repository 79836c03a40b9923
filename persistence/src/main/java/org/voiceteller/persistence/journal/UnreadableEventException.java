package org.voiceteller.persistence.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import java.io.IOException;
import java.util.stream.Collectors;

/**
 * A payload of the journal is not of the shape that its name promises. The message names the field
 * and never quotes the payload, and so the cause, which would, is left out: it can be customer
 * content, and exceptions are logged.
 */
public final class UnreadableEventException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnreadableEventException(String message) {
    super(message);
  }

  static UnreadableEventException of(String name, IOException cause) {
    String where =
        switch (cause) {
          case JsonMappingException mapping -> "the field '" + path(mapping) + "' is wrong";
          case JsonProcessingException _ -> "it is not JSON";
          default -> "it could not be read";
        };
    return new UnreadableEventException(
        "Expected a payload of "
            + name
            + ", but "
            + where
            + " ("
            + cause.getClass().getSimpleName()
            + ")");
  }

  private static String path(JsonMappingException mapping) {
    return mapping.getPath().stream()
        .map(Reference::getFieldName)
        .map(field -> field == null ? "[]" : field)
        .collect(Collectors.joining("."));
  }
}
