package org.voiceteller.persistence.audit;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.connectors.cassandra.javadsl.CassandraSession;
import org.apache.pekko.stream.connectors.cassandra.javadsl.CassandraSessionRegistry;
import org.apache.pekko.stream.javadsl.Source;
import org.voiceteller.core.audit.LedgerLine;
import org.voiceteller.core.audit.SignedStatement;

/**
 * The ledger's tables in Cassandra. A place in the sequence is taken by a compare-and-set
 * (lightweight transaction), so that two writers can never hold the same one, not even on two
 * halves of a cluster that lost each other. What was written is never changed or deleted from here.
 */
final class LedgerStore {

  /** Entries in one partition. */
  private static final long BUCKET = 5_000;

  /** Most entries that are written at once: one compare-and-set for all of them. */
  static final int BATCH = 50;

  private static final String ENTRIES = "audit_ledger";
  private static final String HEADS = "audit_ledger_heads";
  private static final String SESSION = "pekko.projection.cassandra.session-config";

  /** An entry as it stands, or is to stand, in the ledger. */
  record Stored(LedgerLine line, String sessionId, long number, String entryHash) {}

  /** Where an entry of a call stands. */
  record Place(long sequence, String entryHash) {}

  /**
   * A signed head as it stands in the ledger.
   *
   * @param all how far the heads are with it
   * @param sequence of the entry that it follows
   */
  record StoredHead(SignedStatement.Heads all, long sequence, String line) {}

  private final CassandraSession session;
  private final String keyspace;
  private final long bucketSize;

  private LedgerStore(CassandraSession session, String keyspace, long bucketSize) {
    this.session = session;
    this.keyspace = keyspace;
    this.bucketSize = bucketSize;
  }

  static LedgerStore create(ActorSystem<?> system, String keyspace) {
    return create(system, keyspace, BUCKET);
  }

  /**
   * @param bucketSize entries in one partition; never changed for a keyspace
   */
  static LedgerStore create(ActorSystem<?> system, String keyspace, long bucketSize) {
    return new LedgerStore(
        CassandraSessionRegistry.get(system).sessionFor(SESSION), keyspace, bucketSize);
  }

  /** For a laptop: a bank applies {@code infrastructure/cassandra.cql}. */
  CompletionStage<?> createMissing() {
    return ddl("CREATE KEYSPACE IF NOT EXISTS %s WITH replication ="
            + " {'class': 'SimpleStrategy', 'replication_factor': 1}")
        .thenCompose(
            _ ->
                ddl(
                    "CREATE TABLE IF NOT EXISTS %s.audit_ledger (bucket bigint, sequence bigint,"
                        + " hash text, session_id text, audit_number bigint, entry_hash text, line"
                        + " text, PRIMARY KEY (bucket, sequence))"))
        .thenCompose(
            _ ->
                ddl(
                    "CREATE TABLE IF NOT EXISTS %s.audit_ledger_places (session_id text,"
                        + " audit_number bigint, sequence bigint, entry_hash text, PRIMARY KEY"
                        + " (session_id, audit_number))"))
        .thenCompose(
            _ ->
                ddl(
                    "CREATE TABLE IF NOT EXISTS %s.audit_ledger_heads (bucket bigint, number"
                        + " bigint, sequence bigint, line_hash text, line text, PRIMARY KEY"
                        + " (bucket, number))"));
  }

  private CompletionStage<?> ddl(String statement) {
    return session.executeDDL(statement.formatted(keyspace));
  }

  /** The end of the ledger, as all writers agree on it. */
  CompletionStage<LedgerLine.Head> end() {
    return lastBucket(ENTRIES)
        .thenCompose(
            bucket ->
                one(
                    serial(
                        "SELECT sequence, hash FROM %s.audit_ledger WHERE bucket = ?"
                            + " ORDER BY sequence DESC LIMIT 1",
                        bucket)))
        .thenApply(
            row ->
                row.map(last -> new LedgerLine.Head(last.getLong("sequence"), text(last, "hash")))
                    .orElseGet(LedgerLine.Head::ofNothing));
  }

  /** Buckets are filled one after the other: looks at ever later ones, then between. */
  private CompletionStage<Long> lastBucket(String table) {
    return gallop(table, 0, 1);
  }

  private CompletionStage<Long> gallop(String table, long filled, long probe) {
    return isFilled(table, probe)
        .thenCompose(
            there -> there ? gallop(table, probe, probe * 2) : between(table, filled, probe));
  }

  private CompletionStage<Long> between(String table, long filled, long empty) {
    if (empty - filled <= 1) {
      return CompletableFuture.completedFuture(filled);
    }
    long middle = (filled + empty) / 2;
    return isFilled(table, middle)
        .thenCompose(
            there -> there ? between(table, middle, empty) : between(table, filled, middle));
  }

  private CompletionStage<Boolean> isFilled(String table, long bucket) {
    return one(serial("SELECT line FROM %s." + table + " WHERE bucket = ? LIMIT 1", bucket))
        .thenApply(Optional::isPresent);
  }

  /** Entries from one place to another, both included, one page after the other. */
  Source<Stored, NotUsed> entries(long from, long to) {
    return buckets(from, to)
        .flatMapConcat(
            bucket ->
                session.select(
                    quorum(
                        "SELECT * FROM %s.audit_ledger WHERE bucket = ? AND sequence >= ? AND"
                            + " sequence <= ?",
                        bucket, from, to)))
        .map(LedgerStore::stored);
  }

  private Source<Long, NotUsed> buckets(long from, long to) {
    return to < from
        ? Source.empty()
        : Source.fromJavaStream(() -> LongStream.rangeClosed(bucket(from), bucket(to)).boxed());
  }

  private long bucket(long sequence) {
    return sequence / bucketSize;
  }

  /**
   * Takes the places, all or none; they follow each other.
   *
   * @return whether they were free
   */
  CompletionStage<Boolean> take(List<Stored> next) {
    long bucket = bucket(next.getFirst().line().sequence());
    BatchStatementBuilder batch = BatchStatement.builder(DefaultBatchType.UNLOGGED);
    next.forEach(stored -> batch.addStatement(insertion(bucket, stored)));
    return cas(
        batch
            .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM)
            .setSerialConsistencyLevel(DefaultConsistencyLevel.LOCAL_SERIAL)
            .build());
  }

  private SimpleStatement insertion(long bucket, Stored stored) {
    return SimpleStatement.newInstance(
        ("INSERT INTO %s.audit_ledger (bucket, sequence, hash, session_id, audit_number, entry_hash,"
                + " line) VALUES (?, ?, ?, ?, ?, ?, ?) IF NOT EXISTS")
            .formatted(keyspace),
        bucket,
        stored.line().sequence(),
        stored.line().hash(),
        stored.sessionId(),
        stored.number(),
        stored.entryHash(),
        stored.line().json());
  }

  /** How many more entries go beside this one into a partition. */
  int room(LedgerLine.Head after) {
    long next = after.sequence() + 1;
    return (int) Math.min(BATCH, bucketSize - next % bucketSize);
  }

  /** Notes where entries stand, so that a repetition is recognised however late it comes. */
  CompletionStage<Void> notePlaces(List<Stored> entries) {
    return CompletableFuture.allOf(
        entries.stream()
            .map(
                stored ->
                    session
                        .executeWrite(
                            quorum(
                                "INSERT INTO %s.audit_ledger_places (session_id, audit_number,"
                                    + " sequence, entry_hash) VALUES (?, ?, ?, ?)",
                                stored.sessionId(),
                                stored.number(),
                                stored.line().sequence(),
                                stored.entryHash()))
                        .toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new));
  }

  CompletionStage<Optional<Place>> place(String sessionId, long number) {
    return one(quorum(
            "SELECT sequence, entry_hash FROM %s.audit_ledger_places WHERE session_id = ? AND"
                + " audit_number = ?",
            sessionId, number))
        .thenApply(row -> row.map(r -> new Place(r.getLong("sequence"), text(r, "entry_hash"))));
  }

  CompletionStage<Optional<StoredHead>> lastHead() {
    return lastBucket(HEADS)
        .thenCompose(
            bucket ->
                one(
                    serial(
                        "SELECT * FROM %s.audit_ledger_heads WHERE bucket = ?"
                            + " ORDER BY number DESC LIMIT 1",
                        bucket)))
        .thenApply(row -> row.map(LedgerStore::head));
  }

  /** The first signed heads, so many of them, in order. */
  Source<StoredHead, NotUsed> heads(long count) {
    return buckets(1, count)
        .flatMapConcat(
            bucket ->
                session.select(
                    quorum(
                        "SELECT * FROM %s.audit_ledger_heads WHERE bucket = ? AND number <= ?",
                        bucket, count)))
        .map(LedgerStore::head);
  }

  /**
   * @return whether the place among the heads was free
   */
  CompletionStage<Boolean> take(StoredHead head) {
    return cas(
        SimpleStatement.newInstance(
                ("INSERT INTO %s.audit_ledger_heads (bucket, number, sequence, line_hash, line)"
                        + " VALUES (?, ?, ?, ?, ?) IF NOT EXISTS")
                    .formatted(keyspace),
                bucket(head.all().count()),
                head.all().count(),
                head.sequence(),
                head.all().hash(),
                head.line())
            .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM)
            .setSerialConsistencyLevel(DefaultConsistencyLevel.LOCAL_SERIAL));
  }

  private CompletionStage<Boolean> cas(Statement<?> statement) {
    return session
        .underlying()
        .thenCompose((CqlSession driver) -> driver.executeAsync(statement))
        .thenApply(AsyncResultSet::wasApplied);
  }

  private CompletionStage<Optional<Row>> one(Statement<?> statement) {
    return session.selectOne(statement);
  }

  private SimpleStatement quorum(String cql, Object... values) {
    return SimpleStatement.newInstance(cql.formatted(keyspace), values)
        .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM);
  }

  /** Also sees what a writer that died had agreed on with the others. */
  private SimpleStatement serial(String cql, Object... values) {
    return SimpleStatement.newInstance(cql.formatted(keyspace), values)
        .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_SERIAL);
  }

  private static Stored stored(Row row) {
    return new Stored(
        new LedgerLine(row.getLong("sequence"), text(row, "hash"), text(row, "line")),
        text(row, "session_id"),
        row.getLong("audit_number"),
        text(row, "entry_hash"));
  }

  private static StoredHead head(Row row) {
    return new StoredHead(
        new SignedStatement.Heads(row.getLong("number"), text(row, "line_hash")),
        row.getLong("sequence"),
        text(row, "line"));
  }

  private static String text(Row row, String column) {
    String text = row.getString(column);
    return text == null ? "" : text;
  }
}
