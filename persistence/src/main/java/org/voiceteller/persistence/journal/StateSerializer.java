package org.voiceteller.persistence.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.serialization.SerializerWithStringManifest;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.account.Account;
import org.voiceteller.core.dispute.Casebook;
import org.voiceteller.core.numbering.DayCount;
import org.voiceteller.persistence.personal.PersonalData;
import org.voiceteller.persistence.personal.Seal;
import org.voiceteller.persistence.personal.SealedState;

/**
 * Writes the states of long-lived entities as JSON, for snapshots. Snapshots are read back strictly
 * or not at all: an entity whose snapshot cannot be read is made from its events, all of which are
 * kept. So a state that changes, in its fields or in how events lead to it, gets a new version in
 * its name here, and past ones need no way to be lifted.
 */
public final class StateSerializer extends SerializerWithStringManifest {

  /** Stands beside every snapshot: never changed, never given to another serializer. */
  private static final int IDENTIFIER = 20_602;

  /** Behind the name of a state that is encrypted as a whole. */
  private static final String SEALED = "#sealed";

  /** The states that have snapshots, with their present versions. */
  record Named(String name, Class<?> state) {}

  static final List<Named> PRESENT =
      List.of(
          new Named("account.state.v1", Account.class),
          new Named("casebook.state.v1", Casebook.class),
          new Named("day-count.state.v1", DayCount.Counted.class));

  private final @Nullable ExtendedActorSystem system;
  private final JsonMapper json = EventSerializer.mapper();

  /** For Pekko, by the name in {@code reference.conf}. */
  public StateSerializer(ExtendedActorSystem system) {
    this(system, true);
  }

  private StateSerializer(@Nullable ExtendedActorSystem system, boolean hasKeys) {
    this.system = hasKeys ? system : null;
  }

  /** Without keys: reads and writes no sealed states. */
  static StateSerializer withoutKeys() {
    return new StateSerializer(null, false);
  }

  @Override
  public int identifier() {
    return IDENTIFIER;
  }

  @Override
  public String manifest(Object state) {
    return state instanceof SealedState(var inner, _, _)
        ? named(inner).name() + SEALED
        : named(state).name();
  }

  @Override
  public byte[] toBinary(Object state) {
    try {
      return state instanceof SealedState sealed
          ? json.writeValueAsBytes(
              Seal.closeWhole(sealed, write(sealed.state()), named(sealed.state()).name()))
          : write(state);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Expected to write " + manifest(state) + " as JSON", e);
    }
  }

  private byte[] write(Object state) throws JsonProcessingException {
    return json.writerFor(named(state).state()).writeValueAsBytes(state);
  }

  /**
   * @throws UnreadableEventException when it is not of a present version and shape, or its key is
   *     gone
   */
  @Override
  public Object fromBinary(byte[] bytes, String manifest) {
    boolean sealed = manifest.endsWith(SEALED);
    String name = sealed ? manifest.substring(0, manifest.length() - SEALED.length()) : manifest;
    Named present =
        PRESENT.stream()
            .filter(named -> named.name().equals(name))
            .findFirst()
            .orElseThrow(
                () -> new UnreadableEventException("Expected a present state, but got " + name));
    try {
      return json.readerFor(present.state()).readValue(sealed ? opened(bytes, name) : bytes);
    } catch (IOException e) {
      throw UnreadableEventException.of(manifest, e);
    }
  }

  private byte[] opened(byte[] bytes, String name) throws IOException {
    JsonNode payload = json.readTree(bytes);
    if (system == null || !(payload instanceof ObjectNode closed)) {
      throw new IOException("Expected a sealed state, and keys to open it");
    }
    return PersonalData.of(system).openWhole(closed, name);
  }

  private static Named named(Object state) {
    return PRESENT.stream()
        .filter(named -> named.state().isInstance(state))
        .findFirst()
        .orElseThrow(
            () ->
                new UnknownEventException(
                    "Expected a state that has snapshots, but got a "
                        + state.getClass().getName()));
  }
}
