package org.voiceteller.persistence.personal;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.function.Function;
import org.voiceteller.persistence.personal.PersonalFields.Field;

/**
 * Takes what is personal out of a payload and puts it back. A sealed payload is {@code
 * {"event":…,"subject":…,"sealed":…}}: the event as it reads when it is erased, whose it is, and
 * what belongs in its place, encrypted and in Base64.
 */
public final class Seal {

  private static final JsonMapper JSON = new JsonMapper();

  private Seal() {}

  /** Whether such an event is sealed. */
  public static boolean isPersonal(Class<?> event) {
    return !PersonalFields.of(event).isEmpty();
  }

  /**
   * @param payload of the event; is changed
   * @param name under which it stands in the journal
   */
  public static ObjectNode close(Sealed sealed, ObjectNode payload, String name) {
    ObjectNode personal = JSON.createObjectNode();
    for (Field field : PersonalFields.of(sealed.event().getClass())) {
      JsonPointer pointer = JsonPointer.compile(field.pointer());
      JsonNode value = payload.at(pointer);
      if (value.isTextual()) {
        personal.set(field.pointer(), value);
        put(payload, pointer, field.erased());
      }
    }
    ObjectNode closed = JSON.createObjectNode();
    closed.set("event", payload);
    closed.put("subject", sealed.subject());
    switch (sealed.key()) {
      case SubjectKey.Present(var key) -> {
        try {
          closed.put(
              "sealed",
              AesGcm.seal(key, JSON.writeValueAsBytes(personal), bound(name, sealed.subject())));
        } catch (JsonProcessingException e) {
          throw new IllegalStateException("Expected texts to be written as JSON", e);
        }
      }
      case SubjectKey.Erased _ -> closed.putNull("sealed");
    }
    return closed;
  }

  /**
   * The event's payload, with what is personal in it unless that was erased.
   *
   * @param keys finds a subject's key
   * @throws IOException when it is not of that shape, or was sealed with another key
   */
  static ObjectNode open(ObjectNode closed, String name, Function<String, SubjectKey> keys)
      throws IOException {
    if (!(closed.get("event") instanceof ObjectNode event)
        || !closed.path("subject").isTextual()
        || !closed.has("sealed")) {
      throw new IOException("Expected a sealed payload");
    }
    if (closed.get("sealed").isNull()) {
      return event;
    }
    String subject = closed.get("subject").asText();
    return switch (keys.apply(subject)) {
      case SubjectKey.Erased _ -> event;
      case SubjectKey.Present(var key) -> {
        try {
          JsonNode personal =
              JSON.readTree(
                  AesGcm.open(key, closed.get("sealed").binaryValue(), bound(name, subject)));
          personal
              .properties()
              .forEach(
                  field ->
                      put(event, JsonPointer.compile(field.getKey()), field.getValue().asText()));
          yield event;
        } catch (GeneralSecurityException e) {
          throw new IOException("Expected what the subject's key has sealed", e);
        }
      }
    };
  }

  /**
   * Something that is personal as a whole, and nothing of it outside of what is encrypted.
   *
   * @param whole the state in bytes
   * @param name under which it is kept
   */
  public static ObjectNode closeWhole(SealedState sealed, byte[] whole, String name) {
    ObjectNode closed = JSON.createObjectNode();
    closed.put("subject", sealed.subject());
    closed.put("sealed", AesGcm.seal(sealed.key().key(), whole, bound(name, sealed.subject())));
    return closed;
  }

  /**
   * @throws IOException when it is not of that shape, was sealed with another key, or the key is
   *     gone
   */
  static byte[] openWhole(ObjectNode closed, String name, Function<String, SubjectKey> keys)
      throws IOException {
    if (!closed.path("subject").isTextual() || !closed.path("sealed").isTextual()) {
      throw new IOException("Expected something sealed as a whole");
    }
    String subject = closed.get("subject").asText();
    return switch (keys.apply(subject)) {
      case SubjectKey.Erased _ -> throw new IOException("Its subject was erased");
      case SubjectKey.Present(var key) -> {
        try {
          yield AesGcm.open(key, closed.get("sealed").binaryValue(), bound(name, subject));
        } catch (GeneralSecurityException e) {
          throw new IOException("Expected what the subject's key has sealed", e);
        }
      }
    };
  }

  private static String bound(String name, String subject) {
    return name + " " + subject;
  }

  private static void put(ObjectNode payload, JsonPointer pointer, String value) {
    if (payload.at(pointer.head()) instanceof ObjectNode holder) {
      holder.put(pointer.last().getMatchingProperty(), value);
    }
  }
}
