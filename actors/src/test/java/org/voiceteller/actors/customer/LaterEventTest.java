package org.voiceteller.actors.customer;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.io.NotSerializableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.LoggingTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.apache.pekko.serialization.SerializerWithStringManifest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.account.AccountKind;
import org.voiceteller.core.customer.Customer;
import org.voiceteller.core.customer.CustomerEvent;
import org.voiceteller.persistence.journal.EventSerializer;

/** While nodes are upgraded, an entity may move from a new one back to an old one. */
class LaterEventTest {

  private static final InstantSource NOON =
      InstantSource.fixed(Instant.parse("2026-01-15T12:00:00Z"));
  private static final Customer.LinkedAccount SAVINGS =
      new Customer.LinkedAccount("ACC-2", AccountKind.SAVINGS, "9876");
  private static final AtomicBoolean UPGRADED = new AtomicBoolean(true);

  private static final ActorTestKit KIT =
      ActorTestKit.create(
          PersistenceTestKitPlugin.getInstance()
              .config()
              .withFallback(
                  ConfigFactory.parseString(
                      """
                      pekko.actor {
                        serializers.later = "%s"
                        serialization-bindings { "%s" = later }
                      }
                      """
                          .formatted(LaterSerializer.class.getName(), Later.class.getName())))
              .withFallback(ConfigFactory.load()));

  /** What only a later release knows to have happened. */
  private record Later() {}

  /** Writes it as that release does, and reads it as whichever release this node is of. */
  static final class LaterSerializer extends SerializerWithStringManifest {

    private final EventSerializer present;

    public LaterSerializer(ExtendedActorSystem system) {
      present = new EventSerializer(system);
    }

    @Override
    public int identifier() {
      return 19_601;
    }

    @Override
    public String manifest(Object event) {
      return "customer.moved.v1";
    }

    @Override
    public byte[] toBinary(Object event) {
      return new byte[] {'{', '}'};
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
      return UPGRADED.get()
          ? new CustomerEvent.AccountLinked("ACC-2", AccountKind.SAVINGS, "9876", NOON.instant())
          : present.fromBinary(bytes, manifest);
    }
  }

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void anEntityWithAnEventOfALaterReleaseSaysSoAndWaitsForANodeThatKnowsIt() {
    PersistenceTestKit journal = PersistenceTestKit.create(KIT.system());
    TestProbe<CustomerEntity.Reply> replies = KIT.createTestProbe();
    journal.persistForRecovery(
        "customer|CUST-1",
        List.of(
            new CustomerEvent.Registered(
                "CUST-1",
                "Pat Example",
                "pat@example.com",
                "+15552345678",
                "1 Main Street",
                "US-CO",
                NOON.instant()),
            new Later()));

    UPGRADED.set(false);

    ActorRef<CustomerEntity.Command> customer =
        LoggingTestKit.error("customer.moved.v1")
            .withMessageContains("newer version")
            .withCustom(_ -> !UPGRADED.getAndSet(true))
            .expect(
                KIT.system(),
                () ->
                    KIT.spawn(
                        CustomerEntity.create(
                            "CUST-1",
                            NOON,
                            SupervisorStrategy.restartWithBackoff(
                                Duration.ofMillis(10), Duration.ofMillis(10), 0))));
    replies.awaitAssert(
        () -> {
          customer.tell(new CustomerEntity.Command.GetCustomer(replies.getRef()));
          assertThat(
                  replies.expectMessageClass(
                      CustomerEntity.Reply.Done.class, Duration.ofMillis(500)))
              .satisfies(done -> assertThat(done.customer().accounts()).containsExactly(SAVINGS));
          return true;
        });
    assertThat(journal.persistedInStorage("customer|CUST-1")).hasSize(2);
  }
}
