package org.voiceteller.persistence.personal;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Extension;
import org.apache.pekko.stream.connectors.cassandra.javadsl.CassandraSession;
import org.apache.pekko.stream.connectors.cassandra.javadsl.CassandraSessionRegistry;
import org.jspecify.annotations.Nullable;

/**
 * The subjects' keys, wrapped by the master key, in a table of Cassandra of their own. A key is
 * made when something personal of its subject is first written, and remembered for a minute after
 * it was looked up: so long another node can go on reading after an erasure.
 */
public final class SubjectKeys implements Extension {

  private static final String SESSION = "pekko.projection.cassandra.session-config";
  private static final int REMEMBERED = 20_000;
  private static final Duration REMEMBERED_FOR = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private record Remembered(SubjectKey key, long untilNanos) {}

  private final ExtendedActorSystem system;
  private final PersonalDataSettings settings;
  private final Optional<MasterKey> master;
  private final Map<String, Remembered> remembered = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, String> owners = new LinkedHashMap<>(16, 0.75f, true);
  private @Nullable CompletableFuture<Void> tables;

  SubjectKeys(ExtendedActorSystem system) {
    this.system = system;
    this.settings = PersonalDataSettings.from(system.settings().config());
    this.master =
        settings
            .masterKey()
            .map(file -> settings.makeKey() ? MasterKey.readOrMake(file) : MasterKey.read(file));
  }

  /** Whether what is personal is encrypted here: whether there is a master key. */
  boolean isOn() {
    return master.isPresent();
  }

  /**
   * The subject's key, to seal with; made when there is none. One that was remembered serves
   * however old it is: what is sealed with a key that was destroyed meanwhile is erased as well.
   */
  CompletionStage<SubjectKey> obtain(String subject) {
    Remembered known = memory(subject);
    if (known != null) {
      return CompletableFuture.completedFuture(known.key());
    }
    return find(subject)
        .thenCompose(
            found ->
                found.isPresent() ? CompletableFuture.completedFuture(found.get()) : make(subject));
  }

  private CompletionStage<SubjectKey> make(String subject) {
    byte[] key = AesGcm.newKey();
    return execute(
            SimpleStatement.newInstance(
                    cql(
                        "INSERT INTO %s.subject_keys (subject, wrapped) VALUES (?, ?) IF NOT"
                            + " EXISTS"),
                    subject,
                    master().wrap(key, subject))
                .setSerialConsistencyLevel(DefaultConsistencyLevel.LOCAL_SERIAL))
        .thenCompose(
            result ->
                result.wasApplied()
                    ? CompletableFuture.completedFuture(
                        remember(subject, new SubjectKey.Present(AesGcm.key(key))))
                    : find(subject).thenApply(Optional::orElseThrow));
  }

  private CompletionStage<Optional<SubjectKey>> find(String subject) {
    return execute(
            SimpleStatement.newInstance(
                cql("SELECT wrapped FROM %s.subject_keys WHERE subject = ?"), subject))
        .thenApply(
            rows ->
                Optional.ofNullable(rows.one()).map(row -> remember(subject, key(row, subject))));
  }

  private SubjectKey key(Row row, String subject) {
    String wrapped = row.getString("wrapped");
    return wrapped == null || wrapped.isEmpty()
        ? new SubjectKey.Erased()
        : new SubjectKey.Present(master().unwrap(wrapped, subject));
  }

  /**
   * Puts what is personal back into a payload. Waits for the store when the key is not remembered.
   *
   * @throws IOException when the payload is not of that shape
   * @throws IllegalStateException when the store does not answer in time, or the master key is
   *     wrong
   */
  public ObjectNode open(ObjectNode closed, String name) throws IOException {
    return Seal.open(closed, name, this::known);
  }

  /**
   * Opens what is personal as a whole; waits for the store as above.
   *
   * @throws IOException when it is not of that shape, or the key is gone
   */
  public byte[] openWhole(ObjectNode closed, String name) throws IOException {
    return Seal.openWhole(closed, name, this::known);
  }

  /** The key of a subject that has one; waits for the store. */
  SubjectKey known(String subject) {
    SubjectKey known = remembered(subject);
    // A key that was never there, of a subject whose events are: somebody deleted the row.
    return known == null ? await(find(subject)).orElseGet(SubjectKey.Erased::new) : known;
  }

  /**
   * Waits for the store.
   *
   * @throws IllegalStateException when it does not answer in time
   */
  <T> T await(CompletionStage<T> answer) {
    try {
      return answer
          .toCompletableFuture()
          .copy()
          .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .join();
    } catch (CompletionException e) {
      throw new IllegalStateException("Expected the subjects' keys to be reached", e);
    }
  }

  /** Remembers whose a call is, so that an erasure finds it. */
  CompletionStage<AsyncResultSet> link(String customerId, String subject) {
    return execute(
        SimpleStatement.newInstance(
            cql("INSERT INTO %s.customer_subjects (customer_id, subject) VALUES (?, ?)"),
            customerId,
            subject));
  }

  /**
   * Notes whose an entity is, before its first event is kept.
   *
   * @param customerId may be the bank itself
   */
  CompletionStage<String> own(String persistenceId, String customerId) {
    return execute(
            SimpleStatement.newInstance(
                cql("INSERT INTO %s.entity_owners (entity, customer_id) VALUES (?, ?)"),
                persistenceId,
                customerId))
        .thenApply(_ -> rememberOwner(persistenceId, customerId));
  }

  /** The subject that the entity's owner is; the entity itself when it has none. */
  CompletionStage<String> ofOwner(String persistenceId) {
    String known = rememberedOwner(persistenceId);
    return known != null
        ? CompletableFuture.completedFuture(known)
        : execute(
                SimpleStatement.newInstance(
                    cql("SELECT customer_id FROM %s.entity_owners WHERE entity = ?"),
                    persistenceId))
            .thenApply(
                rows ->
                    Optional.ofNullable(rows.one())
                        .map(row -> row.getString("customer_id"))
                        .map(owner -> rememberOwner(persistenceId, owner))
                        .orElse(persistenceId));
  }

  private @Nullable String rememberedOwner(String persistenceId) {
    synchronized (owners) {
      return owners.get(persistenceId);
    }
  }

  private String rememberOwner(String persistenceId, String customerId) {
    String subject = Subject.ofCustomer(customerId);
    synchronized (owners) {
      owners.put(persistenceId, subject);
      if (owners.size() > REMEMBERED) {
        owners.remove(owners.keySet().iterator().next());
      }
      return subject;
    }
  }

  /** The calls that this customer was on. */
  CompletionStage<List<String>> linked(String customerId) {
    return ready()
        .thenCompose(
            _ ->
                session()
                    .selectAll(
                        SimpleStatement.newInstance(
                                cql(
                                    "SELECT subject FROM %s.customer_subjects WHERE customer_id ="
                                        + " ?"),
                                customerId)
                            .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM)))
        .thenApply(
            rows ->
                rows.stream()
                    .map(row -> Optional.ofNullable(row.getString("subject")).orElse(""))
                    .toList());
  }

  /** Destroys the subject's key; none will be made again. */
  CompletionStage<?> erase(String subject, Instant now) {
    return execute(
            SimpleStatement.newInstance(
                cql("UPDATE %s.subject_keys SET wrapped = '', erased_at = ? WHERE subject = ?"),
                now.toString(),
                subject))
        .thenAccept(_ -> remember(subject, new SubjectKey.Erased()));
  }

  private CompletionStage<AsyncResultSet> execute(SimpleStatement statement) {
    return ready()
        .thenCompose(_ -> session().underlying())
        .thenCompose(
            driver ->
                driver.executeAsync(
                    statement.setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM)));
  }

  private synchronized CompletableFuture<Void> ready() {
    if (!settings.createMissing()) {
      return CompletableFuture.completedFuture(null);
    }
    if (tables == null || tables.isCompletedExceptionally()) {
      tables = createMissing().toCompletableFuture();
    }
    return tables;
  }

  private CompletionStage<Void> createMissing() {
    return session()
        .executeDDL(
            cql(
                "CREATE KEYSPACE IF NOT EXISTS %s WITH replication ="
                    + " {'class': 'SimpleStrategy', 'replication_factor': 1}"))
        .thenCompose(
            _ ->
                session()
                    .executeDDL(
                        cql(
                            "CREATE TABLE IF NOT EXISTS %s.subject_keys (subject text, wrapped"
                                + " text, erased_at text, PRIMARY KEY (subject))")))
        .thenCompose(
            _ ->
                session()
                    .executeDDL(
                        cql(
                            "CREATE TABLE IF NOT EXISTS %s.customer_subjects (customer_id text,"
                                + " subject text, PRIMARY KEY (customer_id, subject))")))
        .thenCompose(
            _ ->
                session()
                    .executeDDL(
                        cql(
                            "CREATE TABLE IF NOT EXISTS %s.entity_owners (entity text, customer_id"
                                + " text, PRIMARY KEY (entity))")))
        .thenApply(_ -> null);
  }

  private CassandraSession session() {
    return CassandraSessionRegistry.get(system).sessionFor(SESSION);
  }

  private String cql(String statement) {
    return statement.formatted(settings.keyspace());
  }

  private MasterKey master() {
    return master.orElseThrow(
        () ->
            new IllegalStateException(
                "Expected the personal data's master key: set"
                    + " voice-teller.personal-data.master-key-file"));
  }

  private @Nullable SubjectKey remembered(String subject) {
    Remembered found = memory(subject);
    return found == null || System.nanoTime() - found.untilNanos() > 0 ? null : found.key();
  }

  private @Nullable Remembered memory(String subject) {
    synchronized (remembered) {
      return remembered.get(subject);
    }
  }

  private SubjectKey remember(String subject, SubjectKey key) {
    synchronized (remembered) {
      remembered.put(subject, new Remembered(key, System.nanoTime() + REMEMBERED_FOR.toNanos()));
      if (remembered.size() > REMEMBERED) {
        remembered.remove(remembered.keySet().iterator().next());
      }
      return key;
    }
  }
}
