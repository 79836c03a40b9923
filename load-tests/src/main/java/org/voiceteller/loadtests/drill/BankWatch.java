package org.voiceteller.loadtests.drill;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a bank tells of itself at {@code /metrics}, asked for twice a second: how many streams to
 * the model were renewed, and when.
 */
final class BankWatch {

  private static final String RENEWED = "voiceteller_call_model_streams_renewed_total";
  private static final long EVERY_MS = 500;

  private final HttpClient client;
  private final HttpRequest metrics;
  private final List<Long> renewals = new ArrayList<>();
  private double renewed;
  private long unanswered;

  private BankWatch(HttpClient client, URI bank) {
    this.client = client;
    this.metrics =
        HttpRequest.newBuilder(bank.resolve("/metrics")).timeout(Duration.ofSeconds(10)).build();
  }

  static BankWatch begin(HttpClient client, URI bank, ScheduledExecutorService clock) {
    var watch = new BankWatch(client, bank);
    clock.scheduleWithFixedDelay(watch::look, 0, EVERY_MS, TimeUnit.MILLISECONDS);
    return watch;
  }

  private void look() {
    try {
      double now = total(RENEWED);
      note(now);
    } catch (IOException e) {
      noAnswer();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void noAnswer() {
    unanswered++;
  }

  private synchronized void note(double now) {
    for (; renewed < now; renewed++) {
      renewals.add(System.nanoTime());
    }
    notifyAll();
  }

  /** Times without an answer to the question. */
  synchronized long unanswered() {
    return unanswered;
  }

  synchronized int renewals() {
    return renewals.size();
  }

  /** Whether a stream was renewed between these moments, as exactly as it is asked for. */
  synchronized boolean isRenewedBetween(long fromNanos, long toNanos) {
    long late = TimeUnit.MILLISECONDS.toNanos(EVERY_MS);
    return renewals.stream().anyMatch(at -> at >= fromNanos && at <= toNanos + late);
  }

  /** Since the latest renewal, or since then if there was none later. */
  synchronized Duration ageOfStream(long openedNanos) {
    long latest = renewals.isEmpty() ? openedNanos : Math.max(openedNanos, renewals.getLast());
    return Duration.ofNanos(System.nanoTime() - latest);
  }

  /** Returns when there are more than so many, or after the time. */
  synchronized boolean awaitMoreThan(int before, Duration patience) throws InterruptedException {
    long giveUp = System.nanoTime() + patience.toNanos();
    while (renewals.size() <= before) {
      long left = giveUp - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }

  /** The sum over all labels of a metric; 0 when there is none. */
  double total(String metric) throws IOException, InterruptedException {
    return lines(metric)
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** Each line of this metric, labels and value, as {@code {at="limit"} 3}. */
  List<String> byLabel(String metric) throws IOException, InterruptedException {
    return lines(metric).map(line -> line.substring(metric.length())).toList();
  }

  private Stream<String> lines(String metric) throws IOException, InterruptedException {
    return client
        .send(metrics, BodyHandlers.ofString())
        .body()
        .lines()
        .filter(line -> line.startsWith(metric + " ") || line.startsWith(metric + "{"));
  }
}
