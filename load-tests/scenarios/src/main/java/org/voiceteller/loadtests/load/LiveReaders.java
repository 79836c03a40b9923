package org.voiceteller.loadtests.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Readers of {@code GET /v1/admin/events}, and how far behind they are: a call's event tells since
 * when it does what it does, by the clock of this machine; the first event with that time is the
 * news of it.
 */
final class LiveReaders implements AutoCloseable {

  private static final int TOO_MANY = 429;
  private static final int ASKED_AT_MOST = 10;

  private final URI bank;
  private final String link;
  private final List<Reader> readers;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(
          Thread.ofPlatform().daemon().name("console-reader-", 1).factory());
  private final Queue<String> broken = new ConcurrentLinkedQueue<>();
  private volatile boolean over;

  LiveReaders(URI bank, String link, int many) {
    this.bank = bank;
    this.link = link;
    this.readers = Stream.generate(Reader::new).limit(many).toList();
  }

  /** Signs in once, for all of them. */
  void start() {
    String cookie = signIn();
    HttpRequest request =
        HttpRequest.newBuilder(bank.resolve("/v1/admin/events"))
            .header("Cookie", cookie)
            .header("Accept", "text/event-stream")
            .build();
    for (Reader reader : readers) {
      threads.execute(() -> read(reader, request, 1));
    }
  }

  private String signIn() {
    try {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(bank.resolve("/v1/session"))
                  .header("Content-Type", "application/json")
                  .header("Origin", bank.toString())
                  .POST(
                      HttpRequest.BodyPublishers.ofString(
                          "{\"link\":\"" + link.replaceAll(".*#link=", "") + "\"}"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return answer
          .headers()
          .firstValue("Set-Cookie")
          .orElseThrow(
              () -> new IllegalStateException("The console let nobody in: " + answer.body()))
          .replaceAll(";.*", "");
    } catch (IOException e) {
      throw new IllegalStateException("The console cannot be reached", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while signing in", e);
    }
  }

  /** All of them are one person, who may not ask so often at once and is told when to come back. */
  private void read(Reader reader, HttpRequest request, int asked) {
    try {
      reader.begins();
      HttpResponse<Stream<String>> answer =
          client.send(request, HttpResponse.BodyHandlers.ofLines());
      try (Stream<String> lines = answer.body()) {
        if (answer.statusCode() == TOO_MANY && asked < ASKED_AT_MOST) {
          long seconds = answer.headers().firstValueAsLong("Retry-After").orElse(1);
          CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS, threads)
              .execute(() -> read(reader, request, asked + 1));
          return;
        }
        lines.forEach(reader::line);
      }
      told("A reader's events ended, after the status " + answer.statusCode());
    } catch (IOException | RuntimeException e) {
      told("A reader's events broke: " + rootOf(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The client wraps what happened to the connection three times over. */
  private static Throwable rootOf(Throwable thrown) {
    return thrown.getCause() == null ? thrown : rootOf(thrown.getCause());
  }

  private void told(String sentence) {
    if (!over) {
      broken.add(sentence);
    }
  }

  /** Prints how far behind they were, and gives a sentence for each thing that is wrong. */
  List<String> faults(Duration most) {
    long[] all = readers.stream().flatMapToLong(Reader::behindMs).sorted().toArray();
    List<String> faults = new ArrayList<>(broken);
    if (all.length < readers.size()) {
      faults.add(
          "Expected every reader to read of calls, but there was news " + all.length + " times");
      return faults;
    }
    IO.println(
        "%d readers got news %,d times: behind by %d ms (p50), %d ms (p99), %d ms at most"
            .formatted(
                readers.size(),
                all.length,
                all[all.length / 2],
                all[(int) (all.length * 0.99)],
                all[all.length - 1]));
    if (all[all.length - 1] > most.toMillis()) {
      faults.add("A reader was behind by " + all[all.length - 1] + " ms");
    }
    return faults;
  }

  @Override
  public void close() {
    over = true;
    client.shutdownNow();
    threads.shutdownNow();
  }

  /** One of them; its own thread reads, and another asks at the end. */
  private static final class Reader {

    private final Map<String, String> since = new HashMap<>();
    private long[] behind = new long[1_024];
    private int many;

    /** What a call did before is no news. */
    private Instant begun = Instant.MAX;

    private synchronized void begins() {
      begun = Instant.now();
    }

    /** Of an event only these two fields matter; a thousand parsers a second would be the load. */
    private synchronized void line(String line) {
      String call = field(line, "callId");
      String time = field(line, "since");
      if (!line.startsWith("data:{\"callId\"") || call == null || time == null) {
        return;
      }
      Instant changed = Instant.parse(time);
      if (!time.equals(since.put(call, time)) && changed.isAfter(begun)) {
        if (many == behind.length) {
          behind = Arrays.copyOf(behind, 2 * many);
        }
        behind[many++] = Duration.between(changed, Instant.now()).toMillis();
      }
    }

    private static @Nullable String field(String line, String name) {
      int begin = line.indexOf("\"" + name + "\":\"");
      int from = begin + name.length() + 4;
      return begin < 0 ? null : line.substring(from, line.indexOf('"', from));
    }

    private synchronized LongStream behindMs() {
      return Arrays.stream(Arrays.copyOf(behind, many));
    }
  }
}
