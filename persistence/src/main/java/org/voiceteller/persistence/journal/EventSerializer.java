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
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.serialization.SerializerWithStringManifest;
import org.jspecify.annotations.Nullable;
import org.voiceteller.persistence.personal.PersonalData;
import org.voiceteller.persistence.personal.Seal;
import org.voiceteller.persistence.personal.Sealed;
import org.voiceteller.persistence.personal.SubjectKeys;

/**
 * Writes the bank's events as JSON under the names of the {@link EventCatalogue}: times in ISO
 * 8601, money in minor units with its currency's code, every field present even when it is null.
 * Reading is strict: a missing, unknown or mistyped field is an error, never a guess.
 */
public final class EventSerializer extends SerializerWithStringManifest {

  /** Stands in the journal beside every event: never changed, never given to another serializer. */
  private static final int IDENTIFIER = 20_601;

  /** Behind the name of an event whose personal fields are encrypted; stands in the journal too. */
  private static final String SEALED = "#sealed";

  private final EventCatalogue catalogue;
  private final @Nullable ExtendedActorSystem system;
  private final JsonMapper json = mapper();

  /** For Pekko, by the name in {@code reference.conf}. */
  public EventSerializer(ExtendedActorSystem system) {
    this(EventCatalogue.create(), system);
  }

  /** Without keys: reads and writes no sealed events. */
  EventSerializer(EventCatalogue catalogue) {
    this(catalogue, null);
  }

  private EventSerializer(EventCatalogue catalogue, @Nullable ExtendedActorSystem system) {
    this.catalogue = catalogue;
    this.system = system;
  }

  @Override
  public int identifier() {
    return IDENTIFIER;
  }

  @Override
  public String manifest(Object event) {
    return event instanceof Sealed sealed
        ? catalogue.nameOf(sealed.event()) + SEALED
        : catalogue.nameOf(event);
  }

  @Override
  public byte[] toBinary(Object event) {
    try {
      return json.writeValueAsBytes(
          event instanceof Sealed sealed
              ? Seal.close(
                  sealed,
                  json.<ObjectNode>valueToTree(sealed.event()),
                  catalogue.nameOf(sealed.event()))
              : event);
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
      boolean sealed = manifest.endsWith(SEALED);
      String name = sealed ? manifest.substring(0, manifest.length() - SEALED.length()) : manifest;
      ObjectNode payload = fields(bytes, name);
      EventCatalogue.Present present =
          catalogue.lift(name, sealed ? keys().open(payload, name) : payload);
      return json.treeToValue(present.payload(), present.event());
    } catch (IOException e) {
      throw UnreadableEventException.of(manifest, e);
    }
  }

  private SubjectKeys keys() {
    if (system == null) {
      throw new IllegalStateException("Expected an actor system, which has the subjects' keys");
    }
    return PersonalData.of(system);
  }

  private ObjectNode fields(byte[] bytes, String manifest) throws IOException {
    JsonNode payload = json.readTree(bytes);
    if (!(payload instanceof ObjectNode fields)) {
      throw new UnreadableEventException(
          "Expected a JSON object for " + manifest + ", but got " + payload.getNodeType());
    }
    return fields;
  }

  /** How all that is kept is written. */
  static JsonMapper mapper() {
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
