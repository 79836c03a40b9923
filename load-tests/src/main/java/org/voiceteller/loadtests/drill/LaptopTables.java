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
import java.util.ArrayList;
import java.util.List;

/** The tables in the laptop's DynamoDB, which believes every signature. */
final class LaptopTables {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ANYBODY =
      "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request,"
          + " SignedHeaders=host, Signature=none";

  private final HttpClient client;
  private final URI endpoint;

  private LaptopTables(HttpClient client, URI endpoint) {
    this.client = client;
    this.endpoint = endpoint;
  }

  /**
   * @param client that speaks HTTP/1.1
   * @param data where the bank keeps everything, and says where its stores are
   */
  static LaptopTables of(HttpClient client, Path data) throws IOException {
    JsonNode running = JSON.readTree(Files.readString(data.resolve("running.conf")));
    return new LaptopTables(
        client, URI.create(running.at("/voice-teller/persistence/dynamodb/endpoint").asText()));
  }

  /** All items of a table, as DynamoDB's JSON has them. */
  List<JsonNode> items(String table) throws IOException, InterruptedException {
    var items = new ArrayList<JsonNode>();
    ObjectNode scan = JSON.createObjectNode().put("TableName", table);
    JsonNode last;
    do {
      JsonNode page = scan(scan);
      page.path("Items").forEach(items::add);
      last = page.path("LastEvaluatedKey");
      scan.set("ExclusiveStartKey", last);
    } while (!last.isMissingNode());
    return items;
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
