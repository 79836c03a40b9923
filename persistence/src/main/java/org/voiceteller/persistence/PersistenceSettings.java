package org.voiceteller.persistence;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * The settings under {@code voice-teller.persistence}; {@code reference.conf} documents each.
 *
 * @param createMissing whether DynamoDB's tables and the offsets' keyspace are made at start
 * @param healthTimeout longest wait of a ready check
 */
public record PersistenceSettings(
    Embedded embedded,
    DynamoDb dynamoDb,
    Projections projections,
    boolean createMissing,
    Duration healthTimeout) {

  /**
   * Child processes for a laptop. A port of 0 is any free one.
   *
   * @param cassandra whether Cassandra is one of them
   */
  public record Embedded(
      boolean enabled,
      boolean cassandra,
      Path dataDirectory,
      int cassandraPort,
      int dynamoDbPort,
      boolean dynamoDbInMemory,
      Duration startTimeout) {}

  /**
   * How DynamoDB is reached. What is empty is left to the AWS SDK's own search (environment,
   * profile, container).
   *
   * @param concurrency most requests at once
   * @param maxPages most pages that one query of a caller reads
   */
  public record DynamoDb(
      Optional<URI> endpoint,
      Optional<String> region,
      boolean localCredentials,
      int concurrency,
      Duration connectTimeout,
      Duration attemptTimeout,
      Duration callTimeout,
      int maxPages) {}

  /** How projections come back after a failure and how often they note how far they are. */
  public record Projections(
      Duration minBackoff, Duration maxBackoff, int saveOffsetAfter, Duration saveOffsetEvery) {}

  /**
   * @throws IllegalArgumentException with a sentence that names the key, what was expected and
   *     where the value comes from
   */
  public static PersistenceSettings from(Config root) {
    Reader reader = new Reader(root);
    return new PersistenceSettings(
        new Embedded(
            reader.flag("embedded.enabled"),
            reader.flag("embedded.cassandra"),
            reader.path("embedded.data-directory"),
            reader.number("embedded.cassandra-port", 0, 65_535),
            reader.number("embedded.dynamodb-port", 0, 65_535),
            reader.flag("embedded.dynamodb-in-memory"),
            reader.duration("embedded.start-timeout")),
        new DynamoDb(
            reader.uri("dynamodb.endpoint"),
            reader.text("dynamodb.region"),
            reader.flag("dynamodb.local-credentials"),
            reader.number("dynamodb.concurrency", 1, 1_000),
            reader.duration("dynamodb.connect-timeout"),
            reader.duration("dynamodb.attempt-timeout"),
            reader.duration("dynamodb.call-timeout"),
            reader.number("dynamodb.max-pages", 1, 1_000)),
        new Projections(
            reader.duration("projections.min-backoff"),
            reader.duration("projections.max-backoff"),
            reader.number("projections.save-offset-after", 1, 10_000),
            reader.duration("projections.save-offset-every")),
        reader.flag("create-missing"),
        reader.duration("health-timeout"));
  }

  private record Reader(Config root) {

    boolean flag(String key) {
      return read(key, "true or false", root::getBoolean);
    }

    int number(String key, int least, int most) {
      String expected = "a whole number from " + least + " to " + most;
      int value = read(key, expected, root::getInt);
      if (value < least || value > most) {
        throw wrong(key, expected);
      }
      return value;
    }

    Duration duration(String key) {
      String expected = "a duration above zero, as 500ms or 10s";
      Duration value = read(key, expected, root::getDuration);
      if (value.isZero() || value.isNegative()) {
        throw wrong(key, expected);
      }
      return value;
    }

    Path path(String key) {
      String expected = "a directory";
      String value = read(key, expected, root::getString);
      try {
        return Path.of(value);
      } catch (InvalidPathException e) {
        throw wrong(key, expected);
      }
    }

    Optional<String> text(String key) {
      return Optional.of(read(key, "text, or nothing", root::getString).strip())
          .filter(text -> !text.isEmpty());
    }

    Optional<URI> uri(String key) {
      String expected = "an address as http://127.0.0.1:8000, or nothing";
      return text(key)
          .map(
              text -> {
                if (!text.matches("https?://[^\\s/]+(/.*)?")) {
                  throw wrong(key, expected);
                }
                return URI.create(text);
              });
    }

    private <T> T read(String key, String expected, Function<String, T> read) {
      try {
        return read.apply(fullPath(key));
      } catch (ConfigException.Missing | ConfigException.WrongType | ConfigException.BadValue e) {
        throw wrong(key, expected);
      }
    }

    private IllegalArgumentException wrong(String key, String expected) {
      String path = fullPath(key);
      return new IllegalArgumentException(
          root.hasPathOrNull(path)
              ? "Expected "
                  + expected
                  + " for "
                  + path
                  + ", but got '"
                  + root.getValue(path).unwrapped()
                  + "' ("
                  + root.getValue(path).origin().description()
                  + ")"
              : "Expected " + expected + " for " + path + ", but it is not set");
    }

    private static String fullPath(String key) {
      return "voice-teller.persistence." + key;
    }
  }
}
