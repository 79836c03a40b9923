package org.voiceteller.loadtests.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The bank's own list of movements, in the laptop's DynamoDB, which believes every signature. */
final class TransfersTable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ANYBODY =
      "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request,"
          + " SignedHeaders=host, Signature=none";

  private final HttpClient client;
  private final URI endpoint;

  private TransfersTable(HttpClient client, URI endpoint) {
    this.client = client;
    this.endpoint = endpoint;
  }

  /**
   * @param client that speaks HTTP/1.1
   * @param data where the bank keeps everything, and says where its stores are
   */
  static TransfersTable of(HttpClient client, Path data) throws IOException {
    JsonNode running = JSON.readTree(Files.readString(data.resolve("running.conf")));
    return new TransfersTable(
        client, URI.create(running.at("/voice-teller/persistence/dynamodb/endpoint").asText()));
  }

  /**
   * How many movements there are that are not known yet to have been done or to have failed.
   *
   * @param completed by customer and amount in cents, how often it was moved
   */
  record Books(Map<String, Map<Long, Integer>> completed, int open) {

    Map<Long, Integer> of(String customerId) {
      return completed.getOrDefault(customerId, Map.of());
    }
  }

  Books read() throws IOException, InterruptedException {
    var completed = new HashMap<String, Map<Long, Integer>>();
    int open = 0;
    ObjectNode scan = JSON.createObjectNode().put("TableName", "Banking_Transfers");
    JsonNode last;
    do {
      JsonNode page = scan(scan);
      for (JsonNode item : page.path("Items")) {
        String status = item.at("/status/S").asText();
        if (!item.at("/kind/S").asText().equals("INTERNAL")) {
          continue;
        }
        if (status.equals("COMPLETED")) {
          completed
              .computeIfAbsent(item.at("/customerId/S").asText(), _ -> new TreeMap<>())
              .merge(item.at("/minorUnits/N").asLong(), 1, Integer::sum);
        } else if (!status.equals("FAILED")) {
          open++;
        }
      }
      last = page.path("LastEvaluatedKey");
      scan.set("ExclusiveStartKey", last);
    } while (!last.isMissingNode());
    return new Books(completed, open);
  }

  private JsonNode scan(JsonNode request) throws IOException, InterruptedException {
    var answer =
        client.send(
            HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "DynamoDB_20120810.Scan")
                .header("X-Amz-Date", "20260101T000000Z")
                .header("Authorization", ANYBODY)
                .POST(HttpRequest.BodyPublishers.ofString(request.toString()))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("the tables say " + answer.body());
    }
    return JSON.readTree(answer.body());
  }
}
