package org.voiceteller.persistence.console;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.voiceteller.persistence.console.Cursor.Position;
import org.voiceteller.persistence.dynamodb.Table;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * What a list is read from: partitions of an index, one after the other, each in the order of its
 * sort key, and of their items those that all conditions hold for.
 *
 * @param partitions in the order in which they are read
 * @param first of the sort keys; null for no bound
 * @param last of the sort keys, inclusive; null for no bound
 */
record Stretch(
    Table table,
    String index,
    List<String> partitions,
    @Nullable String first,
    @Nullable String last,
    boolean ascending,
    List<Condition> conditions) {

  Stretch {
    partitions = List.copyOf(partitions);
    conditions = List.copyOf(conditions);
  }

  /**
   * Sort keys are texts: nothing stands before the first of these, and nothing behind the other.
   */
  private static final String LOWEST = "\u0001";

  private static final String HIGHEST = "\uffff";

  /**
   * On an attribute that is not part of the key.
   *
   * @param operator {@code =}, {@code <>} or {@code contains}
   */
  record Condition(String attribute, String operator, AttributeValue value) {

    static Condition is(String attribute, String value) {
      return new Condition(attribute, "=", AttributeValue.fromS(value));
    }

    static Condition is(String attribute, boolean value) {
      return new Condition(attribute, "=", AttributeValue.fromBool(value));
    }

    static Condition isNot(String attribute, String value) {
      return new Condition(attribute, "<>", AttributeValue.fromS(value));
    }

    static Condition contains(String attribute, String value) {
      return new Condition(attribute, "contains", AttributeValue.fromS(value));
    }

    private String expression(int place) {
      return operator.equals("contains")
          ? "contains(#c%d, :c%d)".formatted(place, place)
          : "#c%d %s :c%d".formatted(place, operator, place);
    }
  }

  boolean isFiltered() {
    return !conditions.isEmpty();
  }

  /**
   * @param after the key that it begins behind; empty for the partition's beginning
   * @param limit most items that are looked at
   */
  QueryRequest query(String partition, Map<String, AttributeValue> after, int limit) {
    Map<String, String> names = new TreeMap<>();
    Map<String, AttributeValue> values = new TreeMap<>();
    List<String> key = table.keyAttributes(index);
    names.put("#partition", key.get(0));
    values.put(":partition", AttributeValue.fromS(partition));
    String condition = "#partition = :partition";
    if (first != null || last != null) {
      names.put("#sort", key.get(1));
      values.put(":first", AttributeValue.fromS(first == null ? LOWEST : first));
      values.put(":last", AttributeValue.fromS(last == null ? HIGHEST : last));
      condition += " AND #sort BETWEEN :first AND :last";
    }
    List<String> filters = new ArrayList<>();
    for (Condition one : conditions) {
      int place = filters.size();
      names.put("#c" + place, one.attribute());
      values.put(":c" + place, one.value());
      filters.add(one.expression(place));
    }
    QueryRequest.Builder request =
        QueryRequest.builder()
            .tableName(table.tableName())
            .indexName(index)
            .keyConditionExpression(condition)
            .expressionAttributeNames(names)
            .expressionAttributeValues(values)
            .scanIndexForward(ascending)
            .limit(limit);
    if (!filters.isEmpty()) {
      request.filterExpression(String.join(" AND ", filters));
    }
    if (!after.isEmpty()) {
      request.exclusiveStartKey(after);
    }
    return request.build();
  }

  /** Where the first page begins. */
  Position beginning() {
    return partitions.isEmpty() ? Position.atTheEnd() : Position.at(partitions.getFirst());
  }

  /** Where the item stands. */
  Position after(Map<String, AttributeValue> item) {
    Map<String, AttributeValue> key =
        table.keyAttributes(index).stream()
            .collect(Collectors.toMap(name -> name, name -> requireNonNull(item.get(name))));
    return Position.after(requireNonNull(key.get(table.keyAttributes(index).getFirst())).s(), key);
  }

  String sortOf(Map<String, AttributeValue> item) {
    return requireNonNull(item.get(table.keyAttributes(index).get(1))).s();
  }

  /** Whether it is a place in this stretch, wherever it was taken from. */
  boolean holds(Position position) {
    if (position.done()) {
      return true;
    }
    if (!partitions.contains(position.partition())) {
      return false;
    }
    List<String> names = table.keyAttributes(index);
    Map<String, AttributeValue> key = position.key();
    return key.isEmpty()
        || (key.keySet().equals(Set.copyOf(names))
            && names.stream().allMatch(name -> isOfItsType(name, key.get(name)))
            && position.partition().equals(requireNonNull(key.get(names.get(0))).s())
            && isWithin(requireNonNull(key.get(names.get(1))).s()));
  }

  private static boolean isOfItsType(String name, @Nullable AttributeValue value) {
    return value != null && (name.endsWith("Number") ? value.n() != null : value.s() != null);
  }

  private boolean isWithin(String sort) {
    return (first == null || first.compareTo(sort) <= 0)
        && (last == null || sort.compareTo(last) <= 0);
  }
}
