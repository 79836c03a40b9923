package org.voiceteller.http;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.core.account.TransactionHistory;
import org.voiceteller.core.audit.AuditLedger;
import org.voiceteller.core.dispute.CaseList;
import org.voiceteller.core.dispute.CasePolicy;
import org.voiceteller.core.staff.AnswerStore;
import org.voiceteller.core.staff.ApiKeyStore;
import org.voiceteller.core.transfer.TransferHistory;
import org.voiceteller.http.health.Dependency.Condition;
import org.voiceteller.persistence.Health;
import org.voiceteller.persistence.PersistenceSettings;
import org.voiceteller.persistence.audit.Audit;
import org.voiceteller.persistence.audit.AuditSettings;
import org.voiceteller.persistence.audit.HeadSigner;
import org.voiceteller.persistence.audit.LedgerExport;
import org.voiceteller.persistence.console.ApiKeyTable;
import org.voiceteller.persistence.console.ConsoleQueries;
import org.voiceteller.persistence.console.RequestAnswerTable;
import org.voiceteller.persistence.dynamodb.DynamoCaseList;
import org.voiceteller.persistence.dynamodb.DynamoDbClients;
import org.voiceteller.persistence.dynamodb.DynamoTransactionHistory;
import org.voiceteller.persistence.dynamodb.DynamoTransferHistory;
import org.voiceteller.persistence.dynamodb.TablesHealth;
import org.voiceteller.persistence.journal.JournalHealth;
import org.voiceteller.persistence.personal.Erasure;
import org.voiceteller.persistence.personal.PersonalData;
import org.voiceteller.persistence.projection.ProjectionObserver;
import org.voiceteller.persistence.projection.SearchableLedger;
import org.voiceteller.persistence.projection.TableProjections;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/**
 * The node's memory: the journal, the tables that follow it and the projections between them.
 * Starts beside stores that are not there yet, says once what it waits for, and goes on by itself
 * when they come.
 */
final class Memory {

  private static final Logger LOG = LoggerFactory.getLogger(Memory.class);
  private static final long RETRY_AFTER_MS = 250;

  private final ActorSystem<?> system;
  private final PersistenceSettings settings;
  private final ProjectionObserver observer;
  private final DynamoDbAsyncClient client;

  /** With connections of its own: who waits for a list does not wait for what tables catch up. */
  private final DynamoDbAsyncClient projecting;

  private final JournalHealth journal;
  private final TablesHealth tables;
  private final TransactionHistory history;
  private final TransferHistory transfers;
  private final CaseList cases;
  private final ApiKeyStore apiKeys;
  private final AnswerStore requestAnswers;
  private final CompletableFuture<Void> journalAnswers = new CompletableFuture<>();
  private volatile @Nullable Audit audit;

  private Memory(ActorSystem<?> system, PersistenceSettings settings, ProjectionObserver observer) {
    this.system = system;
    this.settings = settings;
    this.observer = observer;
    this.client = DynamoDbClients.create(settings.dynamoDb());
    this.projecting = DynamoDbClients.create(settings.dynamoDb());
    this.journal = JournalHealth.create(system, settings.healthTimeout());
    this.tables = TablesHealth.create(client, settings.healthTimeout());
    this.history = DynamoTransactionHistory.create(client, system, settings.dynamoDb().maxPages());
    this.transfers = DynamoTransferHistory.create(client, system, settings.dynamoDb().maxPages());
    this.cases = DynamoCaseList.create(client);
    this.apiKeys = ApiKeyTable.create(client, system);
    this.requestAnswers = RequestAnswerTable.create(client);
  }

  /** Begins to remember; returns at once. Stops with the system. */
  static Memory start(
      ActorSystem<?> system,
      PersistenceSettings settings,
      AuditSettings auditSettings,
      Optional<HeadSigner> auditKey,
      ProjectionObserver observer) {
    var memory = new Memory(system, settings, observer);
    memory.closeLast();
    memory.waitForJournal(false);
    memory.journalAnswers.thenRun(memory::project);
    memory.journalAnswers.thenRun(() -> memory.audit(auditSettings, auditKey));
    return memory;
  }

  /** The projections need the connections until they are stopped with the node's shards. */
  private void closeLast() {
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
            "close-tables",
            () -> {
              client.close();
              projecting.close();
              return CompletableFuture.completedFuture(Done.getInstance());
            });
  }

  private void audit(AuditSettings auditSettings, Optional<HeadSigner> auditKey) {
    Audit.start(system, auditSettings, settings, auditKey, observer, InstantSource.system())
        .whenComplete(
            (started, failure) -> {
              if (failure == null) {
                audit = started;
                LOG.info("The audit ledger follows the journal");
              } else {
                LOG.warn("The audit ledger does not follow the journal yet: {}", reason(failure));
                later(() -> audit(auditSettings, auditKey));
              }
            });
  }

  /** Completes when the journal answers for the first time, however long that takes. */
  CompletionStage<Void> whenJournalAnswers() {
    return journalAnswers.copy();
  }

  TransactionHistory history() {
    return history;
  }

  TransferHistory transfers() {
    return transfers;
  }

  CaseList cases() {
    return cases;
  }

  /**
   * What the console asks of the tables.
   *
   * @param policy whose zone the bank's days are in
   */
  ConsoleQueries console(CasePolicy policy) {
    return ConsoleQueries.create(client, policy, InstantSource.system());
  }

  /** For what leaves no event; appending fails until the ledger is there. */
  AuditLedger ledger() {
    return SearchableLedger.over(
        chained -> {
          Audit started = audit;
          return started == null
              ? CompletableFuture.failedStage(
                  new IllegalStateException("The audit ledger cannot be reached yet"))
              : started.ledger().append(chained);
        },
        client,
        observer);
  }

  /** The whole ledger; empty until it is there, and on a node without a key. */
  Optional<LedgerExport> export() {
    Audit started = audit;
    return started == null ? Optional.empty() : started.export();
  }

  /** Makes a customer's personal data unreadable for good. */
  CompletionStage<Integer> erase(
      String customerId, String reason, String jurisdiction, Instant now) {
    return new Erasure(PersonalData.of(system), client, ledger())
        .erase(customerId, reason, jurisdiction, now);
  }

  ApiKeyStore apiKeys() {
    return apiKeys;
  }

  AnswerStore requestAnswers() {
    return requestAnswers;
  }

  /** Whether the journal answers a query. */
  CompletionStage<Condition> journalCondition() {
    return journal.check().thenApply(Memory::condition);
  }

  /** Whether DynamoDB answers and has every table. */
  CompletionStage<Condition> tablesCondition() {
    return tables.check().thenApply(Memory::condition);
  }

  private static Condition condition(Health health) {
    return switch (health) {
      case Health.Up() -> new Condition.Up();
      case Health.Down(var reason) -> new Condition.Down(reason);
    };
  }

  private void waitForJournal(boolean told) {
    journal
        .check()
        .thenAccept(
            health -> {
              switch (health) {
                case Health.Up() -> {
                  LOG.info("The journal answers");
                  journalAnswers.complete(null);
                }
                case Health.Down(var reason) -> {
                  if (!told) {
                    LOG.info(
                        "Waiting for the journal, for calls cannot be answered yet: {}", reason);
                  }
                  later(() -> waitForJournal(true));
                }
              }
            });
  }

  private void project() {
    TableProjections.start(system, projecting, settings, observer, InstantSource.system())
        .whenComplete(
            (_, failure) -> {
              if (failure == null) {
                LOG.info("The tables follow the journal");
              } else {
                LOG.warn("The tables do not follow the journal yet: {}", reason(failure));
                later(this::project);
              }
            });
  }

  private static String reason(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("no details");
  }

  private void later(Runnable step) {
    if (!system.getWhenTerminated().toCompletableFuture().isDone()) {
      CompletableFuture.delayedExecutor(RETRY_AFTER_MS, TimeUnit.MILLISECONDS).execute(step);
    }
  }
}
