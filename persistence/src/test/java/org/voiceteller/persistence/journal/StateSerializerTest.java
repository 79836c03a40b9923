package org.voiceteller.persistence.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.NotSerializableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.serialization.SerializationExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.voiceteller.core.account.Account;
import org.voiceteller.core.dispute.Casebook;
import org.voiceteller.core.numbering.DayCount;

class StateSerializerTest {

  private static final Path STATES = Path.of("src/test/resources/states");

  private final StateSerializer serializer = StateSerializer.withoutKeys();
  private final JsonMapper json = new JsonMapper();

  @Test
  void keepsOnePayloadOfEveryState() throws IOException {
    try (Stream<Path> files = Files.list(STATES)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              StateSerializer.PRESENT.stream().map(named -> named.name() + ".json").toList());
    }
  }

  @ParameterizedTest
  @MethodSource("states")
  void readsAndWritesTheFrozenPayload(StateSerializer.Named named) throws IOException {
    byte[] payload = Files.readAllBytes(STATES.resolve(named.name() + ".json"));

    Object state = serializer.fromBinary(payload, named.name());

    assertThat(state).isInstanceOf(named.state());
    assertThat(serializer.manifest(state)).isEqualTo(named.name());
    assertThat(json.readTree(serializer.toBinary(state))).isEqualTo(json.readTree(payload));
  }

  static List<StateSerializer.Named> states() {
    return StateSerializer.PRESENT;
  }

  @Test
  void refusesWhatIsOfAnotherVersionOrShape() {
    assertThatThrownBy(() -> serializer.fromBinary("{}".getBytes(UTF_8), "account.state.v0"))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessageContaining("account.state.v0");
    assertThatThrownBy(() -> serializer.fromBinary("{}".getBytes(UTF_8), "casebook.state.v1"))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessageContaining("entries");
  }

  @Test
  void isBoundToEveryStateByTheConfigurationAlone() throws NotSerializableException {
    ActorTestKit kit = ActorTestKit.create("states", ConfigFactory.load());
    try {
      var serialization = SerializationExtension.get(kit.system());
      for (Class<?> state :
          List.of(
              Account.Open.class, Account.Unopened.class, Casebook.class, DayCount.Counted.class)) {
        assertThat(serialization.serializerFor(state)).isInstanceOf(StateSerializer.class);
      }
    } finally {
      kit.shutdownTestKit();
    }
  }
}
