package org.voiceteller.persistence.console;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.voiceteller.persistence.dynamodb.Table;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Figures as the projections count them, from {@code Banking_AuditFigures} and {@code
 * Banking_BookFigures}: one query for each day when hours are asked for (four at most), for each
 * month when days are (fifteen at most), and one for what there is now.
 */
public final class Figures {

  private static final Duration LONGEST_BY_HOUR = Duration.ofDays(3);
  private static final int DIGITS_OF_A_PLACE = 2;

  private final DynamoDbAsyncClient client;
  private final InstantSource clock;

  Figures(DynamoDbAsyncClient client, InstantSource clock) {
    this.client = client;
    this.clock = clock;
  }

  /** How long what is counted together lasts, in UTC. */
  public enum Bucket {
    HOUR("h", ChronoUnit.HOURS),
    DAY("d", ChronoUnit.DAYS);

    private final String prefix;
    private final ChronoUnit unit;

    Bucket(String prefix, ChronoUnit unit) {
      this.prefix = prefix;
      this.unit = unit;
    }

    /** Hours of no more than three days, else days. */
    public static Bucket of(Period period) {
      return Duration.between(period.from(), period.to()).compareTo(LONGEST_BY_HOUR) <= 0
          ? HOUR
          : DAY;
    }

    /** That a time's counters stand in. */
    private String partition(Instant start) {
      LocalDate day = LocalDate.ofInstant(start, ZoneOffset.UTC);
      return switch (this) {
        case HOUR -> day.toString();
        case DAY -> day.toString().substring(0, day.toString().lastIndexOf('-'));
      };
    }

    private Instant start(String partition, int place) {
      return switch (this) {
        case HOUR -> LocalDate.parse(partition).atTime(place, 0).toInstant(ZoneOffset.UTC);
        case DAY ->
            LocalDate.parse(partition + "-01")
                .withDayOfMonth(place)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC);
      };
    }
  }

  /** What is counted over time. */
  public enum Counted {
    /**
     * Audit entries by action: the results' names, {@code personalData}, {@code flag.CODE_WRONG}
     * and, of steps of verification that succeeded, {@code level.2}. Of the time of the entry.
     */
    ACTIONS(Table.AUDIT_FIGURES, "audit/"),
    /** Consents and disclosures by kind: {@code version.2026-01}. */
    CONSENTS(Table.AUDIT_FIGURES, "consent/"),
    /**
     * Calls, in one figure without a name: {@code started}, {@code started.browser}, {@code ended},
     * {@code ended.CALLER_HUNG_UP}. Channels that the bank does not know are {@code started.other}.
     */
    CALLS(Table.BOOK_FIGURES, "calls"),
    /**
     * Uses of tools by tool: the results' names; {@code timed}, {@code sumMs} and the buckets of
     * {@link org.voiceteller.persistence.dynamodb.ToolTimes} of those whose time is known.
     */
    TOOLS(Table.BOOK_FIGURES, "tool/"),
    /**
     * What came to and went from accounts by kind ({@code BANK} for its own): {@code in} and {@code
     * out}, and their sums {@code inMinor_USD} and {@code outMinor_USD}. Of the time at which it
     * happened.
     */
    VOLUME(Table.BOOK_FIGURES, "volume/");

    private final Table table;
    private final String prefix;

    Counted(Table table, String prefix) {
      this.table = table;
      this.prefix = prefix;
    }
  }

  /** What there is now. */
  public enum Stock {
    /** In one figure without a name: {@code count}. */
    CUSTOMERS("customers"),
    /** By kind ({@code BANK} for its own): {@code count}, {@code posted_USD}, {@code held_USD}. */
    ACCOUNTS("accounts/"),
    /** In one figure without a name: how many are in each state. */
    CARDS("cards"),
    /**
     * In one figure without a name: {@code INVESTIGATING.FRAUD} and so on, and of those that are
     * decided {@code finding.FOR_CUSTOMER}.
     */
    CASES("cases");

    private final String prefix;

    Stock(String prefix) {
      this.prefix = prefix;
    }
  }

  /**
   * Figures over time.
   *
   * @param starts of the hours or days; whole ones, also when the period begins within one
   * @param counters by figure and by counter; a value for each start
   */
  public record Series(
      Bucket bucket, List<Instant> starts, Map<String, Map<String, List<Long>>> counters) {

    /** One counter; zeros where nothing was counted. */
    public List<Long> values(String figure, String counter) {
      return counters
          .getOrDefault(figure, Map.of())
          .getOrDefault(counter, Collections.nCopies(starts.size(), 0L));
    }

    public long total(String figure, String counter) {
      return values(figure, counter).stream().mapToLong(value -> value).sum();
    }

    /** Of all figures together. */
    public long total(String counter) {
      return counters.keySet().stream().mapToLong(figure -> total(figure, counter)).sum();
    }
  }

  /** The whole period by hours when it is no longer than three days, else by days. */
  public CompletionStage<Series> of(Counted counted, Period period) {
    return of(counted, null, period, Bucket.of(period));
  }

  /**
   * @param figure one only, as {@code SEND_OTP} of the actions; null for all
   * @return fails with a {@link BadQueryException} when so many hours are not told
   */
  public CompletionStage<Series> of(
      Counted counted, @Nullable String figure, Period period, Bucket bucket) {
    if (bucket == Bucket.HOUR && Bucket.of(period) != Bucket.HOUR) {
      return CompletableFuture.failedFuture(
          new BadQueryException(
              BadQueryException.Fault.PERIOD,
              "Expected no more than three days by the hour, but it is more"));
    }
    List<Instant> starts = starts(period, bucket);
    String beginning = figure == null ? counted.prefix : counted.prefix + figure + "#";
    List<CompletableFuture<List<Map<String, AttributeValue>>>> partitions =
        starts.stream()
            .map(bucket::partition)
            .distinct()
            .map(partition -> read(counted.table, partition, beginning))
            .toList();
    return CompletableFuture.allOf(partitions.toArray(CompletableFuture<?>[]::new))
        .thenApply(
            _ ->
                series(
                    counted.prefix,
                    bucket,
                    starts,
                    partitions.stream().flatMap(partition -> partition.join().stream())));
  }

  /** What there is now, by figure and by counter. */
  public CompletionStage<Map<String, Map<String, Long>>> now(Stock stock) {
    return read(Table.BOOK_FIGURES, "now", stock.prefix)
        .thenApply(
            items -> {
              Map<String, Map<String, Long>> sums = new TreeMap<>();
              for (Map<String, AttributeValue> item : items) {
                Map<String, Long> figure =
                    sums.computeIfAbsent(figure(item, stock.prefix), _ -> new TreeMap<>());
                counters(item)
                    .forEach(
                        counter ->
                            figure.merge(
                                counter.getKey(),
                                Long.parseLong(counter.getValue().n()),
                                Long::sum));
              }
              return sums;
            });
  }

  /** The period of this question: up to now and so long, where an end is not said. */
  public Period period(@Nullable Instant from, @Nullable Instant to, Duration usual) {
    return Period.of(from, to, usual, clock.instant());
  }

  private static List<Instant> starts(Period period, Bucket bucket) {
    return Stream.iterate(
            period.from().truncatedTo(bucket.unit),
            start -> start.isBefore(period.to()),
            start -> start.plus(1, bucket.unit))
        .toList();
  }

  private static Series series(
      String prefix,
      Bucket bucket,
      List<Instant> starts,
      Stream<Map<String, AttributeValue>> items) {
    Map<Instant, Integer> places = new HashMap<>();
    starts.forEach(start -> places.put(start, places.size()));
    Map<String, Map<String, List<Long>>> all = new TreeMap<>();
    items.forEach(
        item -> {
          String partition = requireNonNull(item.get("period")).s();
          counters(item)
              .forEach(
                  counter -> {
                    String name = counter.getKey();
                    int digits = bucket.prefix.length() + DIGITS_OF_A_PLACE;
                    int number = Integer.parseInt(name.substring(bucket.prefix.length(), digits));
                    Integer place = places.get(bucket.start(partition, number));
                    if (place != null) {
                      List<Long> values =
                          all.computeIfAbsent(figure(item, prefix), _ -> new TreeMap<>())
                              .computeIfAbsent(
                                  name.substring(digits + 1),
                                  _ -> new ArrayList<>(Collections.nCopies(starts.size(), 0L)));
                      values.set(place, values.get(place) + Long.parseLong(counter.getValue().n()));
                    }
                  });
        });
    return new Series(bucket, starts, all);
  }

  /** Without the prefix and without the slice, which has no {@code #}. */
  private static String figure(Map<String, AttributeValue> item, String prefix) {
    String key = requireNonNull(item.get("figure")).s();
    return key.substring(prefix.length(), key.lastIndexOf('#'));
  }

  private static Stream<Map.Entry<String, AttributeValue>> counters(
      Map<String, AttributeValue> item) {
    return item.entrySet().stream()
        .filter(entry -> !entry.getKey().equals("period") && !entry.getKey().equals("figure"));
  }

  private CompletableFuture<List<Map<String, AttributeValue>>> read(
      Table table, String partition, String beginning) {
    QueryRequest query =
        QueryRequest.builder()
            .tableName(table.tableName())
            .keyConditionExpression("#period = :period AND begins_with(#figure, :beginning)")
            .expressionAttributeNames(Map.of("#period", "period", "#figure", "figure"))
            .expressionAttributeValues(
                Map.of(
                    ":period",
                    AttributeValue.fromS(partition),
                    ":beginning",
                    AttributeValue.fromS(beginning)))
            .build();
    return pages(query, new ArrayList<>());
  }

  /** A partition is a few pages at most: so many figures has the bank. */
  private CompletableFuture<List<Map<String, AttributeValue>>> pages(
      QueryRequest query, List<Map<String, AttributeValue>> all) {
    return client
        .query(query)
        .thenCompose(
            answer -> {
              all.addAll(answer.items());
              return answer.hasLastEvaluatedKey()
                  ? pages(
                      query.toBuilder().exclusiveStartKey(answer.lastEvaluatedKey()).build(), all)
                  : CompletableFuture.completedFuture(all);
            });
  }
}
