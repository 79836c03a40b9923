package org.voiceteller.persistence.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.NotSerializableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.serialization.SerializationExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.voiceteller.core.account.AccountEvent;
import org.voiceteller.core.account.Balance;
import org.voiceteller.core.audit.ChainLink;
import org.voiceteller.core.call.CallEvent;
import org.voiceteller.core.money.Money;
import org.voiceteller.persistence.journal.EventCatalogue.Named;
import org.voiceteller.persistence.journal.EventCatalogue.Upcaster;

class EventSerializerTest {

  private static final Path PAYLOADS = Path.of("src/test/resources/events");

  private final EventSerializer serializer = new EventSerializer(EventCatalogue.create());
  private final JsonMapper json = new JsonMapper();

  @Test
  void keepsOnePayloadOfEveryName() throws IOException {
    EventCatalogue catalogue = EventCatalogue.create();
    List<String> names =
        Stream.concat(catalogue.present().stream().map(Named::name), catalogue.past().stream())
            .map(name -> name + ".json")
            .toList();
    try (Stream<Path> files = Files.list(PAYLOADS)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(names);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void readsAndWritesTheFrozenPayload(Named named) throws IOException {
    byte[] payload = Files.readAllBytes(PAYLOADS.resolve(named.name() + ".json"));

    Object event = serializer.fromBinary(payload, named.name());

    assertThat(event).isInstanceOf(named.event());
    assertThat(serializer.manifest(event)).isEqualTo(named.name());
    assertThat(json.readTree(serializer.toBinary(event))).isEqualTo(json.readTree(payload));
    assertThat(serializer.fromBinary(serializer.toBinary(event), named.name())).isEqualTo(event);
  }

  static List<Named> names() {
    return EventCatalogue.create().present();
  }

  @ParameterizedTest
  @MethodSource("pastNames")
  void readsTheFrozenPayloadOfAPastName(String name) throws IOException {
    Object event =
        serializer.fromBinary(Files.readAllBytes(PAYLOADS.resolve(name + ".json")), name);

    assertThat(serializer.manifest(event)).isNotEqualTo(name);
    assertThat(serializer.fromBinary(serializer.toBinary(event), serializer.manifest(event)))
        .isEqualTo(event);
  }

  static List<String> pastNames() {
    return EventCatalogue.create().past();
  }

  @Test
  void anAuditEntryFromBeforeTheChainIsUnchained() throws IOException {
    Object event =
        serializer.fromBinary(
            Files.readAllBytes(PAYLOADS.resolve("call.audited.v1.json")), "call.audited.v1");

    assertThat(((CallEvent.Audited) event).link()).isNull();
    assertThat(((CallEvent.Audited) event).entry().action()).isEqualTo("CHECK_BALANCE");
  }

  @Test
  void theFrozenChainedEntryStillHolds() throws IOException {
    CallEvent.Audited event =
        (CallEvent.Audited)
            serializer.fromBinary(
                Files.readAllBytes(PAYLOADS.resolve("call.audited.v2.json")), "call.audited.v2");

    ChainLink link = event.link();
    assertThat(link != null && link.holds(event.entry())).isTrue();
  }

  @Test
  void saysWhichNameItDoesNotKnow() {
    assertThatThrownBy(() -> serializer.fromBinary("{}".getBytes(UTF_8), "card.frozen.v9"))
        .isInstanceOf(UnknownEventException.class)
        .hasMessageContaining("card.frozen.v9");
  }

  @Test
  void saysWhichClassItDoesNotKnow() {
    assertThatThrownBy(() -> serializer.manifest("an event"))
        .isInstanceOf(UnknownEventException.class)
        .hasMessageContaining("java.lang.String");
  }

  @Test
  void refusesAPayloadWithoutAField() {
    assertThatThrownBy(
            () ->
                serializer.fromBinary(
                    "{\"transactionId\":\"TXN-1\",\"at\":\"2026-01-15T12:00:00Z\"}".getBytes(UTF_8),
                    "account.hold-released.v1"))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessageContaining("after");
  }

  @Test
  void refusesAPayloadWithAnUnknownField() throws IOException {
    ObjectNode payload =
        (ObjectNode)
            json.readTree(Files.readAllBytes(PAYLOADS.resolve("call.leg-attached.v1.json")));
    payload.put("rumour", "x");

    assertThatThrownBy(
            () -> serializer.fromBinary(json.writeValueAsBytes(payload), "call.leg-attached.v1"))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessageContaining("rumour");
  }

  @Test
  void liftsAPastVersionStepByStep() throws IOException {
    EventSerializer past =
        new EventSerializer(
            new EventCatalogue(
                List.of(),
                List.of(new Named("account.hold-released.v3", AccountEvent.HoldReleased.class)),
                List.of(
                    new Upcaster(
                        "account.hold-released.v1",
                        "account.hold-released.v2",
                        payload -> payload.set("transactionId", payload.remove("id"))),
                    new Upcaster(
                        "account.hold-released.v2",
                        "account.hold-released.v3",
                        EventSerializerTest::withNothingHeld))));

    Object event =
        past.fromBinary(
            "{\"id\":\"TXN-1\",\"at\":\"2026-01-15T12:00:00Z\"}".getBytes(UTF_8),
            "account.hold-released.v1");

    assertThat(event)
        .isEqualTo(
            new AccountEvent.HoldReleased(
                "TXN-1",
                new Balance(Money.usd(0), Money.usd(0)),
                Instant.parse("2026-01-15T12:00:00Z")));
    assertThat(past.manifest(event)).isEqualTo("account.hold-released.v3");
  }

  private static ObjectNode withNothingHeld(ObjectNode payload) {
    ObjectNode after = payload.putObject("after");
    after.putObject("posted").put("minorUnits", 0).put("currency", "USD");
    after.putObject("held").put("minorUnits", 0).put("currency", "USD");
    return payload;
  }

  @Test
  void refusesACatalogueThatForgetsAnEvent() {
    assertThatThrownBy(() -> new EventCatalogue(List.of(AccountEvent.class), List.of(), List.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("AccountEvent$Posted");
  }

  @Test
  void refusesUpcastersThatLeadNowhere() {
    assertThatThrownBy(
            () ->
                new EventCatalogue(
                    List.of(),
                    List.of(),
                    List.of(new Upcaster("a.b.v1", "a.b.v2", payload -> payload))))
        .isInstanceOf(UnknownEventException.class)
        .hasMessageContaining("a.b.v2");
  }

  @Test
  void isBoundToEveryEventByTheConfigurationAlone() throws NotSerializableException {
    ActorTestKit kit = ActorTestKit.create("bindings", ConfigFactory.load());
    try {
      var serialization = SerializationExtension.get(kit.system());
      for (Named named : names()) {
        assertThat(serialization.serializerFor(named.event())).isInstanceOf(EventSerializer.class);
      }
      assertThat(
              kit.system()
                  .settings()
                  .config()
                  .getStringList("pekko.serialization.jackson.jackson-modules"))
          .contains(
              SealedTypesModule.class.getName(),
              "com.fasterxml.jackson.datatype.jsr310.JavaTimeModule");
    } finally {
      kit.shutdownTestKit();
    }
  }
}
