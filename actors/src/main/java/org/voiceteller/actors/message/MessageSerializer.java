package org.voiceteller.actors.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.IOException;
import java.io.NotSerializableException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.serialization.SerializerWithStringManifest;
import org.apache.pekko.serialization.jackson.JacksonObjectMapperProvider;

/**
 * Writes messages as CBOR under the names of a {@link MessageCatalogue}. What it cannot read is
 * refused with a {@link NotSerializableException}: Pekko logs it, drops the message and goes on,
 * and who asked hears nothing in time.
 */
public abstract class MessageSerializer extends SerializerWithStringManifest {

  private final int identifier;
  private final MessageCatalogue catalogue;
  private final ObjectMapper cbor;

  /**
   * @param identifier goes with every message; no other serializer has it
   */
  protected MessageSerializer(
      ExtendedActorSystem system, int identifier, MessageCatalogue catalogue) {
    this.identifier = identifier;
    this.catalogue = catalogue;
    this.cbor =
        JacksonObjectMapperProvider.get(system)
            .getOrCreate("voice-teller-message", Optional.of(new CBORFactory()));
  }

  @Override
  public final int identifier() {
    return identifier;
  }

  @Override
  public final String manifest(Object message) {
    return catalogue.nameOf(message);
  }

  @Override
  public final byte[] toBinary(Object message) {
    try {
      return cbor.writeValueAsBytes(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Expected to write " + manifest(message) + " as CBOR", e);
    }
  }

  @Override
  public final Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
    Class<?> message = catalogue.messageOf(manifest);
    try {
      return cbor.readValue(bytes, message);
    } catch (IOException e) {
      throw unreadable(manifest, e);
    }
  }

  /**
   * Names the field and never quotes the payload, which can be a secret; nor does it have a cause.
   */
  private static NotSerializableException unreadable(String name, IOException cause) {
    String where =
        cause instanceof JsonMappingException mapping
            ? "the field '" + path(mapping) + "' is wrong"
            : "it is not CBOR";
    return new NotSerializableException(
        "Expected a payload of %s, but %s (%s). Was it sent by a node of another version?"
            .formatted(name, where, cause.getClass().getSimpleName()));
  }

  private static String path(JsonMappingException mapping) {
    return mapping.getPath().stream()
        .map(Reference::getFieldName)
        .map(field -> field == null ? "[]" : field)
        .collect(Collectors.joining("."));
  }
}
