package org.voiceteller.loadtests.tables;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.persistence.cassandra.query.javadsl.CassandraReadJournal;
import org.apache.pekko.persistence.query.Offset;
import org.apache.pekko.persistence.query.PersistenceQuery;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.voiceteller.core.journal.EventFamily;
import org.voiceteller.persistence.PersistenceSettings;
import org.voiceteller.persistence.audit.StandaloneStores;
import org.voiceteller.persistence.dynamodb.DynamoDb;
import org.voiceteller.persistence.dynamodb.DynamoDbClients;
import org.voiceteller.persistence.dynamodb.DynamoDbPaginatedOp;
import org.voiceteller.persistence.dynamodb.Table;
import org.voiceteller.persistence.embedded.EmbeddedStores;
import org.voiceteller.persistence.projection.RebuildTables;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/**
 * Fills a journal of its own with a bank's events and measures how long the tables take to be made
 * anew from it, by the command that operators use: into empty tables and, if wished, once more into
 * full ones, which must hold the same afterwards. What reading alone takes is measured beside it.
 *
 * <p>Exit codes: 0 measured, 1 when the tables differ.
 */
@Command(
    name = "rebuild",
    mixinStandardHelpOptions = true,
    description = "How long the tables take to be made anew from the journal.")
public final class RebuildBench implements Callable<Integer> {

  private static final Instant END = Instant.parse("2026-11-20T12:00:00Z");

  /** A customer with an account, its postings and a card; a call with its entries. */
  private static final int EVENTS_OF_A_CUSTOMER = 13;

  /** As a mid-size bank makes them, whose auditors get some 14,000 entries of them. */
  private static final int EVENTS_OF_A_DAY = 20_000;

  private static final int ENTRIES_OF_A_CALL = 20;
  private static final int EVENTS_OF_A_CALL = 31;
  private static final int CUSTOMERS_PERCENT = 20;

  @Option(names = "--events", defaultValue = "100000", description = "About so many.")
  private int events;

  @Option(
      names = "--on-disk",
      description = "Lays the tables on the disk, as a laptop does: slower by far.")
  private boolean onDisk;

  @Option(names = "--twice", description = "Once more into full tables.")
  private boolean twice;

  public static void main(String[] args) {
    System.exit(new CommandLine(new RebuildBench()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    Path data = Files.createTempDirectory("voice-teller-rebuild");
    try {
      return measure(data);
    } finally {
      delete(data);
    }
  }

  private int measure(Path data) throws IOException {
    Files.createDirectories(data.resolve("cassandra"));
    Config laptop =
        ConfigFactory.parseMap(
                Map.of("voice-teller.persistence.embedded.dynamodb-in-memory", !onDisk))
            .withFallback(StandaloneStores.laptop(data));
    long began = System.nanoTime();
    long written = JournalFilling.fill(laptop, history());
    IO.println("| what | events | s | events/s | s for a million |");
    IO.println("|---|---|---|---|---|");
    row("persisted, with starting Cassandra", written, began);
    try (EmbeddedStores stores =
        EmbeddedStores.start(PersistenceSettings.from(laptop).embedded())) {
      stores.whenReady().toCompletableFuture().join();
      Config running =
          ConfigFactory.parseMap(
                  Map.of(
                      "voice-teller.persistence.embedded.enabled",
                      false,
                      "voice-teller.personal-data.master-key-file",
                      data.resolve("secrets/personal-data-master-key").toString()))
              .withFallback(stores.config())
              .withFallback(laptop)
              .resolve();
      return measure(running);
    }
  }

  private int measure(Config running) {
    long began = System.nanoTime();
    long read = StandaloneStores.with(running, (system, _) -> read(system));
    row("read by tag and opened, nothing written", read, began);
    PrintStream silent = new PrintStream(OutputStream.nullOutputStream());
    began = System.nanoTime();
    RebuildTables.run(running, silent);
    row("rebuilt into empty tables", read, began);
    Map<String, Integer> first = items(running);
    if (!twice) {
      IO.println("");
      IO.println("Items: " + first);
      return 0;
    }
    began = System.nanoTime();
    RebuildTables.run(running, silent);
    row("rebuilt into full tables", read, began);
    Map<String, Integer> second = items(running);
    IO.println("");
    IO.println("Items: " + second);
    if (!first.equals(second)) {
      IO.println("The tables differ; they held " + first + " before.");
      return 1;
    }
    return 0;
  }

  private BankHistory history() {
    int calls = Math.max(1, events / EVENTS_OF_A_CALL * (100 - CUSTOMERS_PERCENT) / 100);
    int customers = Math.max(1, events / EVENTS_OF_A_CUSTOMER * CUSTOMERS_PERCENT / 100);
    int days = Math.ceilDiv(events, EVENTS_OF_A_DAY);
    return new BankHistory(
        END, days, customers, calls, calls * ENTRIES_OF_A_CALL, Math.max(1, calls / 50));
  }

  private static long read(ActorSystem<?> system) {
    CassandraReadJournal journal =
        PersistenceQuery.get(system)
            .getReadJournalFor(CassandraReadJournal.class, CassandraReadJournal.Identifier());
    return Source.from(Arrays.asList(EventFamily.values()))
        .mapConcat(EventFamily::tags)
        .flatMapMerge(
            EventFamily.values().length * EventFamily.SLICES,
            tag -> journal.currentEventsByTag(tag, Offset.noOffset()))
        .runWith(Sink.fold(0L, (count, _) -> count + 1), system)
        .toCompletableFuture()
        .join();
  }

  private static Map<String, Integer> items(Config running) {
    return StandaloneStores.with(
        running,
        (system, config) -> {
          var items = new TreeMap<String, Integer>();
          try (DynamoDbAsyncClient client =
              DynamoDbClients.create(PersistenceSettings.from(config).dynamoDb())) {
            for (Table table : Table.values()) {
              items.put(
                  table.tableName(),
                  DynamoDb.source(
                          client,
                          DynamoDbPaginatedOp.scan(),
                          ScanRequest.builder().tableName(table.tableName()).build())
                      .map(page -> page.items().size())
                      .runWith(Sink.fold(0, Integer::sum), system)
                      .toCompletableFuture()
                      .join());
            }
          }
          return items;
        });
  }

  private static void row(String what, long events, long began) {
    double seconds = (System.nanoTime() - began) / 1e9;
    IO.println(
        "| %s | %,d | %.1f | %,.0f | %,.0f |"
            .formatted(what, events, seconds, events / seconds, seconds * 1e6 / events));
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
