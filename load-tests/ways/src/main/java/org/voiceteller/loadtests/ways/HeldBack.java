package org.voiceteller.loadtests.ways;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;

/**
 * For how long a way's jitter buffers hold the caller's sound back, from a sum and a count among
 * the metrics: between two moments, over all calls.
 *
 * @param metrics where they are
 * @param sum the sum's name, with its labels
 * @param count of what was added up
 * @param msPerUnit of the sum
 */
record HeldBack(HttpClient client, URI metrics, String sum, String count, double msPerUnit) {

  /** What stood there at one moment. */
  record Reading(double sum, double count) {}

  Reading read() throws IOException, InterruptedException {
    String all =
        client
            .send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
            .body();
    return new Reading(figure(all, sum), figure(all, count));
  }

  private static double figure(String metrics, String name) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElse(0);
  }

  /** As a table tells it. */
  String since(Reading before) throws IOException, InterruptedException {
    Reading now = read();
    return now.count() == before.count()
        ? "none told"
        : String.format(
            Locale.ROOT,
            "%.1f",
            msPerUnit * (now.sum() - before.sum()) / (now.count() - before.count()));
  }
}
