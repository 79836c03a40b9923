package org.voiceteller.loadtests.tables;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.voiceteller.persistence.PersistenceSettings;
import org.voiceteller.persistence.console.ConsoleQueries;
import org.voiceteller.persistence.dynamodb.DynamoDbClients;
import org.voiceteller.persistence.dynamodb.Tables;
import org.voiceteller.persistence.embedded.EmbeddedDynamoDb;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/**
 * Fills a DynamoDB Local of its own with a bank's year, written by the projections, and prints a
 * Markdown table of how long each of the console's questions takes on it. What is measured is the
 * query, from asking to the records that the admin API renders; not the rendering. DynamoDB Local
 * is a laptop's stand-in: its times say how much is read, not how fast the real one is.
 */
@Command(name = "console", mixinStandardHelpOptions = true, sortOptions = false)
public final class ConsoleBench implements Callable<Integer> {

  private static final Instant END = Instant.parse("2026-11-21T18:00:00Z");
  private static final long BOUND_MS = 100;

  @Option(names = "--calls", defaultValue = "100000", description = "Of the year.")
  private int calls;

  @Option(names = "--entries", defaultValue = "5000000", description = "Of the calls together.")
  private int entries;

  @Option(names = "--customers", defaultValue = "20000")
  private int customers;

  @Option(names = "--times", defaultValue = "200", description = "How often each is asked.")
  private int times;

  @Option(
      names = "--on-disk",
      description = "Lays the tables on the disk: slower, and with room for more than memory has.")
  private boolean onDisk;

  public static void main(String[] args) {
    System.exit(new CommandLine(new ConsoleBench()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    Path directory = Files.createTempDirectory("voice-teller-tables");
    EmbeddedDynamoDb dynamoDb =
        EmbeddedDynamoDb.start(directory, 0, !onDisk, Duration.ofSeconds(60));
    try {
      dynamoDb.whenReady().toCompletableFuture().join();
      try (DynamoDbAsyncClient client = DynamoDbClients.create(settings(dynamoDb))) {
        Tables.createMissing(client).toCompletableFuture().join();
        measure(client);
      }
    } finally {
      dynamoDb.stop();
      delete(directory);
    }
    return 0;
  }

  private static PersistenceSettings.DynamoDb settings(EmbeddedDynamoDb dynamoDb) {
    return PersistenceSettings.from(
            ConfigFactory.parseMap(
                    Map.of(
                        "voice-teller.persistence.dynamodb.endpoint",
                        dynamoDb.endpoint().toString(),
                        "voice-teller.persistence.dynamodb.region",
                        "local",
                        "voice-teller.persistence.dynamodb.local-credentials",
                        true,
                        "voice-teller.persistence.dynamodb.attempt-timeout",
                        "60s",
                        "voice-teller.persistence.dynamodb.call-timeout",
                        "120s"))
                .withFallback(ConfigFactory.load()))
        .dynamoDb();
  }

  private void measure(DynamoDbAsyncClient client) {
    BankHistory year =
        new BankHistory(END, 365, customers, calls, entries, Math.max(10, calls / 50));
    long began = System.nanoTime();
    long items = new Filling(client).fill(year);
    System.err.printf(
        "%,d items in %d s%n", items, Duration.ofNanos(System.nanoTime() - began).toSeconds());
    ConsoleQueries queries =
        ConsoleQueries.create(client, BankHistory.POLICY, InstantSource.fixed(END));
    IO.println(
        "%,d calls, %,d entries, %,d customers; %d times each, ms"
            .formatted(calls, entries, customers, times));
    IO.println("");
    IO.println("| question | median | p99 | longest |");
    IO.println("|---|---|---|---|");
    List<Question> questions = new Questions(queries, year).all();
    questions.forEach(question -> IO.println(question.measured(times, BOUND_MS)));
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
