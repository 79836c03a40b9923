package org.voiceteller.loadtests.drill;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The bank's own list of movements. */
final class TransfersTable {

  private final LaptopTables tables;

  private TransfersTable(LaptopTables tables) {
    this.tables = tables;
  }

  /**
   * @param client that speaks HTTP/1.1
   * @param data where the bank keeps everything, and says where its stores are
   */
  static TransfersTable of(HttpClient client, Path data) throws IOException {
    return of(LaptopTables.of(client, data));
  }

  static TransfersTable of(LaptopTables tables) {
    return new TransfersTable(tables);
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
    for (JsonNode item : tables.items("Banking_Transfers")) {
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
    return new Books(completed, open);
  }
}
