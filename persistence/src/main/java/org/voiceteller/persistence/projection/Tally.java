package org.voiceteller.persistence.projection;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.voiceteller.persistence.dynamodb.Items;
import org.voiceteller.persistence.dynamodb.Table;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * What one event adds to one figure: to the hour and to the day of {@code at} (in UTC), or, without
 * a time, to what there is now.
 *
 * <p>The partition {@code 2026-11-21} holds the hours of that day, {@code 2026-11} the days of that
 * month and {@code now} what there is. The sort key is {@code what#slice}: each slice of the
 * projections has items of its own, which only its runner writes, so that no two runners ever
 * collide; who reads sums them up. Counters are attributes as {@code h14_SUCCESS}, {@code
 * d21_SUCCESS} and, of what there is now, {@code ACTIVE}.
 *
 * <p>What counts must come from a small set that is known beforehand, never from what a caller
 * said: an item that grew with every new word would be full one day, and its projection with it.
 *
 * @param what is counted, as {@code audit/CHECK_BALANCE}
 * @param at null for what there is now
 * @param counters by name; what is 0 is not written
 */
record Tally(Table table, String what, @Nullable Instant at, Map<String, Long> counters) {

  static final String NOW = "now";

  Tally {
    counters =
        counters.entrySet().stream()
            .filter(counter -> counter.getValue() != 0)
            .collect(
                Collectors.collectingAndThen(
                    Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue), Map::copyOf));
  }

  /** Of entries and consents, which stay when the tables are made anew. */
  static Tally ofEvidence(String what, Instant at, Map<String, Long> counters) {
    return new Tally(Table.AUDIT_FIGURES, what, at, counters);
  }

  static Tally ofBooks(String what, Instant at, Map<String, Long> counters) {
    return new Tally(Table.BOOK_FIGURES, what, at, counters);
  }

  /** Of what there is now, until another event takes it away. */
  static Tally ofStock(String what, Map<String, Long> changes) {
    return new Tally(Table.BOOK_FIGURES, what, null, changes);
  }

  /** One thing fewer of the one kind and one more of the other; nothing when they are the same. */
  static Tally moved(String what, @Nullable String from, String to) {
    if (to.equals(from)) {
      return ofStock(what, Map.of());
    }
    return ofStock(what, from == null ? Map.of(to, 1L) : Map.of(from, -1L, to, 1L));
  }

  boolean countsNothing() {
    return counters.isEmpty();
  }

  /**
   * What several events add, one write for each item: to be written in one transaction with what is
   * counted. Counters that come to 0 together are written like those of one after the other.
   */
  static final class Sums {

    private record Figure(Table table, String period, String what) {}

    private final String slice;
    private final Map<Figure, Map<String, Long>> sums = new LinkedHashMap<>();

    Sums(String slice) {
      this.slice = slice;
    }

    void add(List<Tally> tallies) {
      for (Tally tally : tallies) {
        if (tally.at == null) {
          add(tally, NOW, "");
        } else {
          LocalDateTime time = LocalDateTime.ofInstant(tally.at, ZoneOffset.UTC);
          String day = time.toLocalDate().toString();
          add(tally, day, "h%02d_".formatted(time.getHour()));
          add(
              tally,
              day.substring(0, day.lastIndexOf('-')),
              "d%02d_".formatted(time.getDayOfMonth()));
        }
      }
    }

    private void add(Tally tally, String period, String prefix) {
      if (!tally.countsNothing()) {
        Map<String, Long> figure =
            sums.computeIfAbsent(new Figure(tally.table, period, tally.what), _ -> new TreeMap<>());
        tally.counters.forEach((name, value) -> figure.merge(prefix + name, value, Long::sum));
      }
    }

    /** Of the items that are written. */
    int size() {
      return sums.size();
    }

    List<TransactWriteItem> writes() {
      return sums.entrySet().stream().map(sum -> add(sum.getKey(), sum.getValue())).toList();
    }

    private TransactWriteItem add(Figure figure, Map<String, Long> counters) {
      Map<String, String> names = new LinkedHashMap<>();
      Map<String, AttributeValue> values = new LinkedHashMap<>();
      counters.forEach(
          (name, value) -> {
            int place = names.size();
            names.put("#n" + place, name);
            values.put(":v" + place, AttributeValue.fromN(Long.toString(value)));
          });
      return TransactWriteItem.builder()
          .update(
              Update.builder()
                  .tableName(figure.table.tableName())
                  .key(
                      Items.item()
                          .text("period", figure.period)
                          .text("figure", figure.what + "#" + slice)
                          .build())
                  .updateExpression(
                      names.keySet().stream()
                          .map(name -> name + " " + name.replace("#n", ":v"))
                          .collect(Collectors.joining(", ", "ADD ", "")))
                  .expressionAttributeNames(names)
                  .expressionAttributeValues(values)
                  .build())
          .build();
    }
  }
}
