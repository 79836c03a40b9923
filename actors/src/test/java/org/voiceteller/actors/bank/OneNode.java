package org.voiceteller.actors.bank;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.voiceteller.actors.entity.Entities;
import org.voiceteller.core.account.TransactionHistory;
import org.voiceteller.core.authentication.NumberHashes;
import org.voiceteller.core.authentication.OneTimeCodeSender;

/** A cluster of one node with the bank on it; its journal is in memory. */
public final class OneNode implements AutoCloseable {

  private final ActorTestKit kit;
  private final Bank bank;
  private final FakeTransferHistory transfers = new FakeTransferHistory();
  private final List<OneTimeCodeSender.Message> codesSent = new CopyOnWriteArrayList<>();

  public OneNode(String settings, TransactionHistory history, InstantSource clock) {
    kit =
        ClusterOfOne.start(
            ConfigFactory.parseString(settings).withFallback(PersistenceTestKitPlugin.config()));
    bank =
        Bank.init(
            kit.system(),
            new Surroundings(
                history, transfers, new FakeCaseList(), new FakeCaseWatch(), this::take),
            BankSettings.from(kit.system().settings().config()),
            clock);
  }

  public Bank bank() {
    return bank;
  }

  /** What the bank finds of transfers. */
  public FakeTransferHistory transfers() {
    return transfers;
  }

  private CompletionStage<OneTimeCodeSender.Delivery> take(OneTimeCodeSender.Message message) {
    codesSent.add(message);
    return CompletableFuture.completedFuture(new OneTimeCodeSender.Delivery.Sent(null));
  }

  /** Of every code that was sent, the newest last. */
  public List<OneTimeCodeSender.Message> codesSent() {
    return List.copyOf(codesSent);
  }

  /** The bank's entities, for tests that stand beside its desk. */
  public Entities entities(Duration timeout) {
    Config config = kit.system().settings().config();
    return new Entities(
        ClusterSharding.get(kit.system()),
        new NumberHashes(AuthenticationSettings.from(config).keys()),
        timeout);
  }

  public ActorTestKit kit() {
    return kit;
  }

  public static <T> T await(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    kit.shutdownTestKit();
  }
}
