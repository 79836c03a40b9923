package org.voiceteller.persistence.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Where the next page of a list begins, as a text that means nothing to who carries it: Base64url
 * of a JSON object. It names the list that it is of, so that another list's is refused, and the
 * period that the first page was of, so that "the last 24 hours" do not move while somebody turns
 * the pages. Whoever writes one of their own learns nothing by it: it says where to begin in what
 * the question selects, and nothing else.
 *
 * @param period null when the list has none
 * @param positions one for each stretch that the list is read from
 */
record Cursor(@Nullable Period period, List<Position> positions) {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private static final int FINGERPRINT_DIGITS = 16;
  private static final int LONGEST = 2_000;

  Cursor {
    positions = List.copyOf(positions);
  }

  /**
   * How far one stretch has been read.
   *
   * @param partition the index's partition that is read next
   * @param key of the last item that was taken from it; empty when none was
   * @param done whether nothing is left of the stretch
   */
  record Position(String partition, Map<String, AttributeValue> key, boolean done) {

    static Position at(String partition) {
      return new Position(partition, Map.of(), false);
    }

    static Position after(String partition, Map<String, AttributeValue> key) {
      return new Position(partition, key, false);
    }

    static Position atTheEnd() {
      return new Position("", Map.of(), true);
    }
  }

  /**
   * @param list what the list is of; records whose text says all that selects its items
   */
  String write(Record list) {
    ObjectNode cursor = JSON.createObjectNode();
    cursor.put("list", fingerprint(list));
    if (period != null) {
      cursor.put("from", period.from().toString());
      cursor.put("to", period.to().toString());
    }
    ArrayNode at = cursor.putArray("at");
    for (Position position : positions) {
      ObjectNode one = at.addObject();
      one.put("partition", position.partition());
      one.put("done", position.done());
      ObjectNode key = one.putObject("key");
      position
          .key()
          .forEach(
              (name, value) -> {
                if (value.n() == null) {
                  key.put(name, value.s());
                } else {
                  key.put(name, Long.parseLong(value.n()));
                }
              });
    }
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(cursor.toString().getBytes(UTF_8));
  }

  /**
   * @param stretches that the list is read from
   * @throws BadQueryException when it is not of this list
   */
  static Cursor read(String text, Record list, int stretches) {
    if (text.length() > LONGEST) {
      throw BadQueryException.ofCursor();
    }
    try {
      JsonNode cursor = JSON.readTree(new String(Base64.getUrlDecoder().decode(text), UTF_8));
      List<Position> positions = new ArrayList<>();
      for (JsonNode one : cursor.path("at")) {
        positions.add(position(one));
      }
      if (!cursor.path("list").asText().equals(fingerprint(list))
          || positions.size() != stretches) {
        throw BadQueryException.ofCursor();
      }
      return new Cursor(
          cursor.has("from")
              ? new Period(
                  Instant.parse(cursor.path("from").asText()),
                  Instant.parse(cursor.path("to").asText()))
              : null,
          positions);
    } catch (JsonProcessingException | RuntimeException notOurs) {
      throw BadQueryException.ofCursor();
    }
  }

  private static Position position(JsonNode one) {
    Map<String, AttributeValue> key = new TreeMap<>();
    one.path("key")
        .properties()
        .forEach(
            field ->
                key.put(
                    field.getKey(),
                    field.getValue().isIntegralNumber()
                        ? AttributeValue.fromN(field.getValue().asText())
                        : AttributeValue.fromS(field.getValue().asText())));
    return new Position(one.path("partition").asText(), key, one.path("done").asBoolean());
  }

  private static String fingerprint(Record list) {
    try {
      String text = list.getClass().getName() + list;
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, FINGERPRINT_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Expected every Java to know SHA-256", e);
    }
  }
}
