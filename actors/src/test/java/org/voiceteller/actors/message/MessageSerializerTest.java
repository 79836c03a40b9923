package org.voiceteller.actors.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.NotSerializableException;
import java.util.List;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.LoggingTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.serialization.SerializationExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.voiceteller.actors.ClusterMessage;
import org.voiceteller.actors.account.AccountEntity;
import org.voiceteller.actors.call.CallSession;
import org.voiceteller.core.account.Account;

class MessageSerializerTest {

  private static final ActorTestKit HERE = node("");
  private static final ActorTestKit LATER =
      node(
          "pekko.actor.serializers.voice-teller-message = \""
              + LaterMessages.class.getName()
              + "\"");

  private static final Account.Refusal REFUSAL = Account.Refusal.INSUFFICIENT_FUNDS;

  private final MessageSerializer serializer =
      new BankMessages((ExtendedActorSystem) HERE.system().classicSystem());
  private final CBORMapper cbor = new CBORMapper();

  private static ActorTestKit node(String with) {
    return ActorTestKit.create(
        "releases",
        ConfigFactory.parseString(
                """
                pekko.actor.provider = cluster
                pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                pekko.cluster.jmx.enabled = off
                """
                    + with)
            .withFallback(ConfigFactory.load()));
  }

  @AfterAll
  static void stop() {
    LATER.shutdownTestKit();
    HERE.shutdownTestKit();
  }

  @Test
  void writesNoClassNames() throws NotSerializableException {
    CallSession.Command message = new CallSession.Command.Stop();

    assertThat(SerializationExtension.get(HERE.system()).serializerFor(message.getClass()))
        .isInstanceOf(BankMessages.class);
    assertThat(serializer.manifest(message)).isEqualTo("call.stop.v1");
    assertThat(new String(serializer.toBinary(message), UTF_8)).doesNotContain("voiceteller");
  }

  @Test
  void passesOverAFieldThatItDoesNotKnow() throws IOException {
    ObjectNode payload =
        (ObjectNode) cbor.readTree(serializer.toBinary(new AccountEntity.Reply.Refused(REFUSAL)));

    Object message =
        serializer.fromBinary(
            cbor.writeValueAsBytes(payload.put("since", "yesterday")), "account.reply.refused.v1");

    assertThat(message).isEqualTo(new AccountEntity.Reply.Refused(REFUSAL));
  }

  @Test
  void saysWhichNameItDoesNotKnow() {
    assertThatThrownBy(() -> serializer.fromBinary(new byte[0], "account.close.v1"))
        .isInstanceOf(NotSerializableException.class)
        .hasMessageContaining("account.close.v1")
        .hasMessageContaining("newer version");
  }

  @Test
  void saysWhichFieldItCannotReadAndNeverWhatItHolds() throws IOException {
    ObjectNode payload =
        (ObjectNode) cbor.readTree(serializer.toBinary(new AccountEntity.Reply.Refused(REFUSAL)));
    byte[] wire = cbor.writeValueAsBytes(payload.put("reason", "4711"));

    assertThatThrownBy(() -> serializer.fromBinary(wire, "account.reply.refused.v1"))
        .isInstanceOf(NotSerializableException.class)
        .hasNoCause()
        .hasMessageContaining("account.reply.refused.v1")
        .hasMessageContaining("'reason'")
        .message()
        .doesNotContain("4711");
  }

  @Test
  void refusesWhatHasNoName() {
    assertThatThrownBy(() -> serializer.manifest(new Nameless()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Nameless");
  }

  private record Nameless() implements ClusterMessage {}

  @Test
  void refusesACatalogueWithANameForTwo() {
    assertThatThrownBy(
            () ->
                new MessageCatalogue(
                    List.of(
                        MessageCatalogue.name("call.stop.v1", CallSession.Command.Stop.class),
                        MessageCatalogue.name("call.stop.v1", CallSession.Reply.Noted.class))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("call.stop.v1");
  }

  @Test
  void aNodeLogsAMessageOfALaterReleaseAndGoesOn() {
    TestProbe<ClusterMessage> account = HERE.createTestProbe();
    ActorRef<AccountEntity.Reply> asks = LATER.<AccountEntity.Reply>createTestProbe().getRef();
    ActorRef<ClusterMessage> far = seenFrom(LATER.system(), account.getRef());

    LoggingTestKit.empty()
        .withMessageContains("account.close.v1")
        .expect(
            HERE.system(),
            () -> {
              far.tell(new LaterMessages.Close("ACC-1"));
              return null;
            });
    far.tell(new LaterMessages.GetAccount("for the desk", asks));

    assertThat(account.receiveMessage())
        .isEqualTo(new AccountEntity.Command.GetAccount(seenFrom(HERE.system(), asks, LATER)));
  }

  /** As another node has it. */
  private static <T> ActorRef<T> seenFrom(ActorSystem<?> node, ActorRef<T> actor) {
    return seenFrom(node, actor, HERE);
  }

  private static <T> ActorRef<T> seenFrom(
      ActorSystem<?> node, ActorRef<T> actor, ActorTestKit home) {
    return ActorRefResolver.get(node)
        .resolveActorRef(ActorRefResolver.get(home.system()).toSerializationFormat(actor));
  }
}
