package org.voiceteller.persistence.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.voiceteller.persistence.dynamodb.Items;
import org.voiceteller.persistence.dynamodb.Table;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * What an event changes in a row that is there.
 *
 * @param set attributes with their new values
 * @param removed attributes that are gone afterwards
 * @param added so much to each number
 * @param tallies what is counted with it
 */
record RowChange(Items set, List<String> removed, Map<String, Long> added, List<Tally> tallies) {

  static final String SEQUENCE_NUMBER = "sequenceNumber";

  static RowChange set(Items attributes) {
    return new RowChange(attributes, List.of(), Map.of(), List.of());
  }

  RowChange removing(String... attributes) {
    return new RowChange(set, List.of(attributes), added, tallies);
  }

  RowChange adding(String attribute, long amount) {
    return new RowChange(set, removed, Map.of(attribute, amount), tallies);
  }

  RowChange counting(Tally... counted) {
    return new RowChange(set, removed, added, List.of(counted));
  }

  /** An update that the table refuses unless the condition holds. */
  record Expression(
      String update,
      String condition,
      Map<String, String> names,
      Map<String, AttributeValue> values) {

    UpdateItemRequest alone(Table table, Items key) {
      return UpdateItemRequest.builder()
          .tableName(table.tableName())
          .key(key.build())
          .updateExpression(update)
          .conditionExpression(condition)
          .expressionAttributeNames(names)
          .expressionAttributeValues(values)
          .build();
    }

    TransactWriteItem inTransaction(Table table, Items key) {
      return TransactWriteItem.builder()
          .update(
              Update.builder()
                  .tableName(table.tableName())
                  .key(key.build())
                  .updateExpression(update)
                  .conditionExpression(condition)
                  .expressionAttributeNames(names)
                  .expressionAttributeValues(values)
                  .build())
          .build();
    }

    Expression onlyIf(String more, Map<String, String> itsNames, Map<String, AttributeValue> its) {
      Map<String, String> allNames = new TreeMap<>(names);
      allNames.putAll(itsNames);
      Map<String, AttributeValue> allValues = new TreeMap<>(values);
      allValues.putAll(its);
      return new Expression(update, condition + " AND " + more, allNames, allValues);
    }
  }

  /** Refused when the row is not there or holds this event or a later one. */
  Expression unlessDone(long sequenceNumber) {
    return expression(sequenceNumber, "#sequence < :sequence");
  }

  /** Refused when the row is not as it was read. */
  Expression ifStillAt(AttributeValue readSequenceNumber, long sequenceNumber) {
    Expression expression = expression(sequenceNumber, "#sequence = :read");
    Map<String, AttributeValue> values = new TreeMap<>(expression.values());
    values.put(":read", readSequenceNumber);
    return new Expression(expression.update(), expression.condition(), expression.names(), values);
  }

  private Expression expression(long sequenceNumber, String condition) {
    Map<String, String> names = new TreeMap<>();
    Map<String, AttributeValue> values = new TreeMap<>();
    names.put("#sequence", SEQUENCE_NUMBER);
    values.put(":sequence", AttributeValue.fromN(Long.toString(sequenceNumber)));
    List<String> assignments = new ArrayList<>(List.of("#sequence = :sequence"));
    set.build()
        .forEach(
            (name, value) -> {
              int place = names.size();
              names.put("#n" + place, name);
              values.put(":v" + place, value);
              assignments.add("#n" + place + " = :v" + place);
            });
    StringBuilder update = new StringBuilder("SET ").append(String.join(", ", assignments));
    List<String> gone = new ArrayList<>();
    for (String name : removed) {
      String place = "#n" + names.size();
      names.put(place, name);
      gone.add(place);
    }
    if (!gone.isEmpty()) {
      update.append(" REMOVE ").append(String.join(", ", gone));
    }
    List<String> more = new ArrayList<>();
    added.forEach(
        (name, amount) -> {
          int place = names.size();
          names.put("#n" + place, name);
          values.put(":v" + place, AttributeValue.fromN(Long.toString(amount)));
          more.add("#n" + place + " :v" + place);
        });
    if (!more.isEmpty()) {
      update.append(" ADD ").append(String.join(", ", more));
    }
    return new Expression(update.toString(), condition, names, values);
  }
}
