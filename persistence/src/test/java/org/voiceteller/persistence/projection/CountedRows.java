package org.voiceteller.persistence.projection;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.voiceteller.persistence.dynamodb.Table;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What figures must be: the sums of the rows and entries that they count, all of them. */
final class CountedRows {

  private CountedRows() {}

  static void assertFiguresAreTheirSums(DynamoDbAsyncClient client) {
    Map<String, Long> stock = new TreeMap<>();
    Map<String, Long> expected = new TreeMap<>();
    items(client, Table.BOOK_FIGURES)
        .filter(figure -> text(figure, "period").equals("now"))
        .forEach(figure -> add(stock, figure, ""));
    items(client, Table.CUSTOMERS).forEach(_ -> count(expected, "customers count", 1));
    items(client, Table.ACCOUNTS)
        .forEach(
            account -> {
              String kind =
                  text(account, "customerId").equals("BANK") ? "BANK" : text(account, "kind");
              String currency = text(account, "currency");
              count(expected, "accounts/" + kind + " count", 1);
              count(
                  expected,
                  "accounts/" + kind + " posted_" + currency,
                  number(account, "postedMinorUnits"));
              count(
                  expected,
                  "accounts/" + kind + " held_" + currency,
                  number(account, "heldMinorUnits"));
            });
    items(client, Table.CARDS).forEach(card -> count(expected, "cards " + text(card, "state"), 1));
    items(client, Table.DISPUTES)
        .forEach(
            row -> {
              count(expected, "cases " + text(row, "state") + "." + text(row, "kind"), 1);
              if (row.containsKey("finding")) {
                count(expected, "cases finding." + text(row, "finding"), 1);
              }
            });
    assertThat(withoutZeros(stock)).isEqualTo(withoutZeros(expected));

    for (String days : List.of("[0-9]{4}-[0-9]{2}-[0-9]{2}", "[0-9]{4}-[0-9]{2}")) {
      Map<String, Long> entries = new TreeMap<>();
      Map<String, Long> counted = new TreeMap<>();
      items(client, Table.AUDIT_FIGURES)
          .filter(figure -> text(figure, "period").matches(days))
          .forEach(figure -> add(counted, figure, "[hd][0-9]{2}_"));
      items(client, Table.AUDIT_LOGS)
          .forEach(
              entry ->
                  count(
                      entries, "audit/" + text(entry, "action") + " " + text(entry, "result"), 1));
      items(client, Table.CONSENTS)
          .forEach(
              consent ->
                  count(
                      entries,
                      "consent/"
                          + text(consent, "kind")
                          + " version."
                          + text(consent, "textVersion"),
                      1));
      assertThat(entries).isNotEmpty();
      counted.keySet().removeIf(name -> name.matches(".* (personalData|flag\\..*|level\\..)"));
      assertThat(counted).as(days).isEqualTo(entries);

      Map<String, Long> calls = new TreeMap<>();
      Map<String, Long> callsCounted = new TreeMap<>();
      items(client, Table.BOOK_FIGURES)
          .filter(figure -> text(figure, "period").matches(days))
          .filter(figure -> text(figure, "figure").startsWith("calls#"))
          .forEach(figure -> add(callsCounted, figure, "[hd][0-9]{2}_"));
      items(client, Table.AUTH_SESSIONS)
          .forEach(
              call -> {
                count(calls, "calls started", 1);
                count(calls, "calls started." + text(call, "channel"), 1);
                if (call.containsKey("endReason")) {
                  count(calls, "calls ended", 1);
                  count(calls, "calls ended." + text(call, "endReason"), 1);
                }
              });
      assertThat(callsCounted).as(days).isEqualTo(calls);
    }
  }

  private static void add(
      Map<String, Long> sums, Map<String, AttributeValue> figure, String prefix) {
    String key = text(figure, "figure");
    figure.forEach(
        (name, value) -> {
          if (value.n() != null) {
            count(
                sums,
                key.substring(0, key.lastIndexOf('#')) + " " + name.replaceFirst("^" + prefix, ""),
                Long.parseLong(value.n()));
          }
        });
  }

  private static void count(Map<String, Long> sums, String name, long value) {
    sums.merge(name, value, Long::sum);
  }

  private static Map<String, Long> withoutZeros(Map<String, Long> sums) {
    Map<String, Long> rest = new TreeMap<>(sums);
    rest.values().removeIf(value -> value == 0);
    return rest;
  }

  private static Stream<Map<String, AttributeValue>> items(
      DynamoDbAsyncClient client, Table table) {
    List<Map<String, AttributeValue>> all = new ArrayList<>();
    client
        .scanPaginator(scan -> scan.tableName(table.tableName()))
        .items()
        .subscribe(all::add)
        .join();
    return all.stream();
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    return requireNonNull(item.get(name)).s();
  }

  private static long number(Map<String, AttributeValue> item, String name) {
    return Long.parseLong(requireNonNull(item.get(name)).n());
  }
}
