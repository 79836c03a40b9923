package org.voiceteller.persistence.journal;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * Writes the bank's events as JSON under the names of the {@link EventCatalogue}: times in ISO
 * 8601, money in minor units with its currency's code, every field present even when it is null.
 * Reading is strict: a missing, unknown or mistyped field is an error, never a guess.
 */
public final class EventSerializer extends SerializerWithStringManifest {

  /** Stands in the journal beside every event: never changed, never given to another serializer. */
  private static final int IDENTIFIER = 20_601;

  private final EventCatalogue catalogue;
  private final JsonMapper json = mapper();

  /** For Pekko, by the name in {@code reference.conf}. */
  public EventSerializer() {
    this(EventCatalogue.create());
  }

  EventSerializer(EventCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public int identifier() {
    return IDENTIFIER;
  }

  @Override
  public String manifest(Object event) {
    return catalogue.nameOf(event);
  }

  @Override
  public byte[] toBinary(Object event) {
    try {
      return json.writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Expected to write " + manifest(event) + " as JSON", e);
    }
  }

  /**
   * @throws UnknownEventException when the name is not in the catalogue
   * @throws UnreadableEventException when the payload is not of that event's shape
   */
  @Override
  public Object fromBinary(byte[] bytes, String manifest) {
    try {
      EventCatalogue.Present present = catalogue.lift(manifest, fields(bytes, manifest));
      return json.treeToValue(present.payload(), present.event());
    } catch (IOException e) {
      throw UnreadableEventException.of(manifest, e);
    }
  }

  private ObjectNode fields(byte[] bytes, String manifest) throws IOException {
    JsonNode payload = json.readTree(bytes);
    if (!(payload instanceof ObjectNode fields)) {
      throw new UnreadableEventException(
          "Expected a JSON object for " + manifest + ", but got " + payload.getNodeType());
    }
    return fields;
  }

  private static JsonMapper mapper() {
    return JsonMapper.builder()
        .addModules(new JavaTimeModule(), new Jdk8Module(), new SealedTypesModule())
        .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
        .disable(
            SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
            SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .enable(
            DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
            DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
            DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .build();
  }
}
