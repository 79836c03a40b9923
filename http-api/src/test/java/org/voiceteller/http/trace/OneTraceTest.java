package org.voiceteller.http.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.voiceteller.actors.account.AccountEntity;
import org.voiceteller.actors.bank.Bank;
import org.voiceteller.actors.bank.BankSettings;
import org.voiceteller.actors.bank.Surroundings;
import org.voiceteller.actors.customer.CustomerEntity;
import org.voiceteller.actors.customer.PhoneBindingEntity;
import org.voiceteller.actors.entity.Entities;
import org.voiceteller.core.account.Account;
import org.voiceteller.core.account.AccountKind;
import org.voiceteller.core.account.Transaction;
import org.voiceteller.core.account.TransactionHistory;
import org.voiceteller.core.account.TransactionQuery;
import org.voiceteller.core.authentication.NumberHashes;
import org.voiceteller.core.authentication.OneTimeCodeSender;
import org.voiceteller.core.compliance.CaseClocks;
import org.voiceteller.core.customer.Customer;
import org.voiceteller.core.customer.PhoneNumber;
import org.voiceteller.core.dispute.CaseWatch;
import org.voiceteller.streams.call.CallPipeline;
import org.voiceteller.streams.call.CallRoster;
import org.voiceteller.streams.call.CallSettings;
import org.voiceteller.streams.media.MediaSettings;
import org.voiceteller.streams.media.MediaSocket;
import org.voiceteller.streams.media.Peer;
import org.voiceteller.streams.media.WireMessage;
import org.voiceteller.streams.nova.Nova;
import org.voiceteller.streams.nova.NovaEnd;
import org.voiceteller.streams.nova.NovaInput;
import org.voiceteller.streams.nova.NovaOutput;
import org.voiceteller.streams.nova.NovaSettings;
import org.voiceteller.streams.observe.CallObserver;

/** A call from its socket to the entities, on a node whose journal is in memory. */
class OneTraceTest {

  private static final Config CONFIG =
      ConfigFactory.parseString(
              """
              pekko.actor.provider = cluster
              pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
              pekko.cluster.jmx.enabled = off
              pekko.cluster.sharding.distributed-data.durable.keys = []
              pekko.coordinated-shutdown.exit-jvm = off
              pekko.loglevel = WARNING
              voice-teller.bank.authentication.key = "dGVzdHMgYnJpbmcgYSBrZXkgb2YgMzIgYnl0ZXMgISE="
              """)
          .withFallback(PersistenceTestKitPlugin.config())
          .withFallback(ConfigFactory.defaultReference())
          .resolve();
  private static final String PHONE = "+1-555-234-5678";
  private static final InMemorySpanExporter SENT = InMemorySpanExporter.create();

  @SuppressWarnings("NullAway.Init") // start() runs before all tests
  private static ActorTestKit kit;

  @SuppressWarnings("NullAway.Init")
  private static MediaSocket socket;

  @BeforeAll
  static void start() throws Exception {
    kit = ActorTestKit.create(CONFIG);
    Cluster cluster = Cluster.get(kit.system());
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    Tracing tracing = Tracing.to(SENT, 1.0, SimpleSpanProcessor::create);
    Bank bank =
        Bank.init(
            kit.system(),
            new Surroundings(
                new EmptyHistory(),
                _ -> CompletableFuture.completedFuture(List.of()),
                (_, _) -> CompletableFuture.completedFuture(List.of()),
                new NobodyWatches(),
                _ -> CompletableFuture.completedFuture(new OneTimeCodeSender.Delivery.Sent(null)),
                tracing.tracer()),
            BankSettings.from(CONFIG));
    enterACustomer();
    var desk = TracedDesk.create(bank.callDesk(), tracing.tracer());
    var roster = CallRoster.create();
    var pipeline =
        CallPipeline.create(
            CallSettings.from(CONFIG),
            new BalanceAsked(),
            NovaSettings.from(CONFIG),
            desk,
            roster,
            CallObserver.none(),
            InstantSource.system());
    socket = MediaSocket.create(MediaSettings.from(CONFIG), desk, pipeline, roster);
  }

  /** With one account and a number that leads to them. */
  private static void enterACustomer() throws Exception {
    var entities =
        new Entities(
            ClusterSharding.get(kit.system()),
            new NumberHashes(BankSettings.from(CONFIG).authentication().keys()),
            Duration.ofSeconds(20));
    await(
        entities.customer(
            "CUST-1",
            replyTo ->
                new CustomerEntity.Command.Register(
                    new Customer.Registration(
                        "Pat", "pat@example.com", "+15552345678", "1 Main Street", "US-CO"),
                    replyTo)));
    await(
        entities.account(
            "ACC-1",
            replyTo ->
                new AccountEntity.Command.Open(
                    new Account.Opening("CUST-1", AccountKind.CHECKING, "4521", "USD"), replyTo)));
    await(
        entities.customer(
            "CUST-1",
            replyTo ->
                new CustomerEntity.Command.LinkAccount(
                    new Customer.LinkedAccount("ACC-1", AccountKind.CHECKING, "4521"), replyTo)));
    await(
        entities.<PhoneBindingEntity.Reply.Bound>number(
            new PhoneNumber("+15552345678"),
            replyTo -> new PhoneBindingEntity.Command.Bind("CUST-1", replyTo)));
  }

  private static void await(CompletionStage<?> answer) throws Exception {
    answer.toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  @AfterAll
  static void stop() {
    kit.shutdownTestKit();
  }

  @Test
  void crossesTheSocketTheSessionTheToolAndTheEntitiesAndTellsNothingOfTheCustomer()
      throws Exception {
    List<WireMessage> told = callUntilTheBalanceIsKnown();
    assertThat(told.toString()).contains("\"outcome\":\"succeeded\"");
    kit.createTestProbe()
        .awaitAssert(
            () -> {
              assertThat(SENT.getFinishedSpanItems())
                  .anyMatch(span -> span.getName().equals("call"));
              return true;
            });
    List<SpanData> spans = SENT.getFinishedSpanItems();

    SpanData call = named(spans, "call").getFirst();
    assertThat(spans).allMatch(span -> span.getTraceId().equals(call.getTraceId()));
    assertThat(named(spans, "tool"))
        .hasSize(2)
        .allMatch(tool -> tool.getParentSpanId().equals(call.getSpanId()));
    List<SpanData> sessions = named(spans, "session UseTool");
    assertThat(parents(sessions)).isEqualTo(ids(named(spans, "tool")));
    assertThat(ids(sessions)).containsAll(parents(named(spans, "account GetAccount")));
    assertThat(named(spans, "account GetAccount")).isNotEmpty();
    assertThat(named(spans, "customer GetCustomer")).isNotEmpty();

    assertThat(spans)
        .allSatisfy(
            span -> {
              assertThat(AllowedAttributes.NAMES)
                  .containsAll(
                      span.getAttributes().asMap().keySet().stream()
                          .map(key -> key.getKey())
                          .toList());
              assertThat(span.toString())
                  .doesNotContain(PHONE, "5552345678", "5,647", "564732", "CUST-", "ACC-", "Pat");
            });
  }

  private static List<WireMessage> callUntilTheBalanceIsKnown() throws Exception {
    return Source.<WireMessage>single(new WireMessage.Text("{\"type\":\"call.start\"}"))
        .concat(Source.maybe())
        .via(socket.flow(new Peer("192.0.2.7", "browser")))
        .takeWhile(message -> !isAuthenticated(message), true)
        .runWith(Sink.seq(), kit.system())
        .toCompletableFuture()
        .get(20, TimeUnit.SECONDS);
  }

  private static boolean isAuthenticated(WireMessage message) {
    return message instanceof WireMessage.Text(var text)
        && text.contains("tool.finished")
        && text.contains("authenticateTool");
  }

  private static List<SpanData> named(List<SpanData> spans, String name) {
    return spans.stream().filter(span -> span.getName().equals(name)).toList();
  }

  private static Set<String> ids(List<SpanData> spans) {
    return spans.stream().map(SpanData::getSpanId).collect(Collectors.toSet());
  }

  private static Set<String> parents(List<SpanData> spans) {
    return spans.stream().map(SpanData::getParentSpanId).collect(Collectors.toSet());
  }

  /** A model whose caller asks for the balance and says their number. */
  private static final class BalanceAsked implements Nova {

    @Override
    public Flow<NovaInput, NovaOutput, CompletionStage<NovaEnd>> converse() {
      return Flow.<NovaInput, NovaOutput>fromSinkAndSourceCoupled(
              Sink.ignore(),
              Source.<NovaOutput>from(
                      List.of(
                          new NovaOutput.ToolRequested(
                              "t1", "use-1", "checkBalanceTool", "{\"accountType\":\"checking\"}"),
                          new NovaOutput.ToolRequested(
                              "t2",
                              "use-2",
                              "authenticateTool",
                              "{\"phoneNumber\":\"" + PHONE + "\"}")))
                  .concat(Source.maybe()))
          .mapMaterializedValue(_ -> CompletableFuture.completedStage(new NovaEnd.Completed()));
    }
  }

  private static final class EmptyHistory implements TransactionHistory {

    @Override
    public CompletionStage<List<Transaction>> recent(String accountId, int limit) {
      return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public CompletionStage<List<Transaction>> search(TransactionQuery query) {
      return CompletableFuture.completedFuture(List.of());
    }
  }

  private static final class NobodyWatches implements CaseWatch {

    @Override
    public void deadlineNear(String caseNumber, CaseClocks.Kind clock, LocalDate due) {}

    @Override
    public void deadlineMissed(String caseNumber, CaseClocks.Kind clock, LocalDate due) {}

    @Override
    public void postingRefused(String caseNumber, String reason) {}
  }
}
