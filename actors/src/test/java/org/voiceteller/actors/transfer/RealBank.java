package org.voiceteller.actors.transfer;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.japi.function.Function;
import org.apache.pekko.persistence.cassandra.query.javadsl.CassandraReadJournal;
import org.apache.pekko.persistence.query.PersistenceQuery;
import org.apache.pekko.stream.javadsl.Sink;
import org.voiceteller.actors.account.AccountEntity;
import org.voiceteller.actors.bank.Bank;
import org.voiceteller.actors.bank.BankSettings;
import org.voiceteller.actors.bank.FakeCaseList;
import org.voiceteller.actors.bank.FakeCaseWatch;
import org.voiceteller.actors.bank.FakeHistory;
import org.voiceteller.actors.bank.FakeTransferHistory;
import org.voiceteller.actors.bank.Surroundings;
import org.voiceteller.core.account.Account;
import org.voiceteller.core.account.AccountKind;
import org.voiceteller.core.account.AccountSummary;
import org.voiceteller.core.account.Merchant;
import org.voiceteller.core.authentication.OneTimeCodeSender;
import org.voiceteller.core.money.Money;
import org.voiceteller.core.transfer.Purpose;
import org.voiceteller.core.transfer.TransferRequest;

/** The bank on a cluster of one, over a Cassandra that is not its own. */
final class RealBank implements AutoCloseable {

  static final String CUSTOMER = "CUST-1";
  private static final Merchant TRANSFER = new Merchant("TRANSFER", "6012", "transfers");
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** How long one asker waits, and how often: who was not answered asks again, as calls do. */
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private static final int ASKED_AT_MOST = 10;

  private final ActorSystem<Void> system;

  private RealBank(ActorSystem<Void> system) {
    this.system = system;
  }

  /**
   * @param contactPoint of Cassandra, {@code 127.0.0.1:9042}
   */
  static RealBank start(String contactPoint) {
    Config config =
        ConfigFactory.parseMap(
                Map.of("datastax-java-driver.basic.contact-points", List.of(contactPoint)))
            .withFallback(
                ConfigFactory.parseString(
                    """
                    pekko {
                      loglevel = WARNING
                      actor.provider = cluster
                      actor.allow-java-serialization = off
                      remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                      cluster.jmx.enabled = off
                      cluster.downing-provider-class = "org.apache.pekko.cluster.sbr.SplitBrainResolverProvider"
                      coordinated-shutdown.exit-jvm = off
                    }
                    voice-teller.bank.authentication.key = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
                    """))
            .withFallback(ConfigFactory.load("voice-teller-laptop"));
    ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "money", config);
    Cluster cluster = Cluster.get(system);
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    Bank.init(
        system,
        new Surroundings(
            new FakeHistory(),
            new FakeTransferHistory(),
            new FakeCaseList(),
            new FakeCaseWatch(),
            _ -> CompletableFuture.completedFuture(new OneTimeCodeSender.Delivery.Sent(null))),
        BankSettings.from(config),
        InstantSource.system());
    return new RealBank(system);
  }

  void open(String accountId, long cents) {
    done(
        account(
            accountId,
            replyTo ->
                new AccountEntity.Command.Open(
                    new Account.Opening(CUSTOMER, AccountKind.CHECKING, "4521", "USD"), replyTo)));
    if (cents > 0) {
      done(
          account(
              accountId,
              replyTo ->
                  new AccountEntity.Command.Post(
                      "OPENING", Money.usd(cents), TRANSFER, Instant.EPOCH, replyTo)));
    }
  }

  AccountSummary look(String accountId) {
    return done(account(accountId, AccountEntity.Command.GetAccount::new));
  }

  TransferRequest request(String name, String source, String target, long cents) {
    return new TransferRequest(
        TransferRequest.idOf(name),
        CUSTOMER,
        new TransferRequest.Side(source, CUSTOMER, "4521", TRANSFER),
        new TransferRequest.Side(target, CUSTOMER, "8834", TRANSFER),
        Money.usd(cents),
        new Purpose.OwnAccounts(),
        null,
        Instant.now());
  }

  /**
   * Asks again while nothing is answered: an answer is lost when the journal fails under a process
   * before it has kept its request, and asking again is safe, for one id is one transfer.
   */
  CompletionStage<TransferProcess.Reply> transfer(TransferRequest request) {
    return transfer(request, ASKED_AT_MOST);
  }

  private CompletionStage<TransferProcess.Reply> transfer(TransferRequest request, int times) {
    CompletionStage<TransferProcess.Reply> asked =
        ClusterSharding.get(system)
            .entityRefFor(TransferProcess.KEY, request.transferId())
            .ask(replyTo -> new TransferProcess.Command.Start(request, replyTo), ANSWER);
    return asked.exceptionallyCompose(
        failure ->
            failure instanceof TimeoutException && times > 1
                ? transfer(request, times - 1)
                : CompletableFuture.failedFuture(failure));
  }

  /** All outcomes, in the order of the requests. */
  List<TransferProcess.Reply> transferAll(List<TransferRequest> requests) {
    List<CompletableFuture<TransferProcess.Reply>> asked = new ArrayList<>();
    requests.forEach(request -> asked.add(transfer(request).toCompletableFuture()));
    return asked.stream().map(CompletableFuture::join).toList();
  }

  /** What the journal holds of an entity, from the beginning. */
  List<Object> journal(String persistenceId) {
    return get(
        PersistenceQuery.get(system)
            .getReadJournalFor(CassandraReadJournal.class, CassandraReadJournal.Identifier())
            .currentEventsByPersistenceId(persistenceId, 0, Long.MAX_VALUE)
            .map(envelope -> envelope.event())
            .runWith(Sink.seq(), system));
  }

  static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  private CompletionStage<AccountEntity.Reply> account(
      String accountId, Function<ActorRef<AccountEntity.Reply>, AccountEntity.Command> ask) {
    return ClusterSharding.get(system)
        .entityRefFor(AccountEntity.KEY, accountId)
        .ask(ask, PATIENCE);
  }

  private static AccountSummary done(CompletionStage<AccountEntity.Reply> asked) {
    return switch (get(asked)) {
      case AccountEntity.Reply.Done(var account) -> account;
      case AccountEntity.Reply.Refused(var reason) ->
          throw new AssertionError("Expected an open account, but it is " + reason);
    };
  }

  @Override
  public void close() {
    system.terminate();
    get(system.getWhenTerminated());
  }
}
