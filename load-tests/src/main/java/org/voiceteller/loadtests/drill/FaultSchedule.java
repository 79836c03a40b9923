package org.voiceteller.loadtests.drill;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Faults at random, by a seed: what the next streams to the model meet, and when the tables stop
 * for a while. The same seed gives the same faults in the same order. Not thread-safe.
 */
final class FaultSchedule {

  private static final List<String> REFUSALS =
      List.of("throttlingException", "serviceUnavailableException", "internalServerException");
  private static final List<String> STREAM_ERRORS =
      List.of(
          "modelStreamErrorException",
          "modelTimeoutException",
          "throttlingException",
          "internalServerException",
          "serviceUnavailableException");
  private static final int MOST_STREAMS = 4;
  private static final long LONGEST_LIFE_MS = 15_000;
  private static final int TABLES_STOP_PERCENT = 6;

  private final Random random;

  FaultSchedule(long seed) {
    this.random = new Random(seed);
  }

  /** What happens next. */
  sealed interface Next {

    /** How long it is until then. */
    Duration after();

    /**
     * @param name for counting
     * @param order as {@code PUT /faults} takes it
     */
    record Model(Duration after, String name, String order) implements Next {}

    /** The tables' process is stopped for so long. */
    record TablesStop(Duration after, Duration lasting) implements Next {}
  }

  Next next() {
    var after = Duration.ofMillis(800 + random.nextLong(2_400));
    if (random.nextInt(100) < TABLES_STOP_PERCENT) {
      return new Next.TablesStop(after, Duration.ofMillis(1_000 + random.nextLong(6_000)));
    }
    int streams = 1 + random.nextInt(MOST_STREAMS);
    long afterMs = random.nextLong(LONGEST_LIFE_MS);
    return switch (random.nextInt(7)) {
      case 0 -> refusal(after, streams);
      case 1 -> model(after, "stall", streams, "\"afterMs\":" + afterMs);
      case 2 -> model(after, "drop", streams, "\"afterMs\":" + afterMs);
      case 3 ->
          model(
              after,
              "error",
              streams,
              "\"error\":\"%s\",\"afterMs\":%d".formatted(one(STREAM_ERRORS), afterMs));
      case 4 -> model(after, "lateAnswers", streams, "\"ms\":" + (500 + random.nextLong(8_000)));
      case 5 -> model(after, "noCompletionEnd", streams, "");
      default -> model(after, "silentDuringTools", streams, "");
    };
  }

  private Next refusal(Duration after, int streams) {
    return model(after, "refuse", streams, "\"error\":\"%s\"".formatted(one(REFUSALS)));
  }

  private String one(List<String> names) {
    return names.get(random.nextInt(names.size()));
  }

  private static Next model(Duration after, String kind, int streams, String more) {
    return new Next.Model(
        after,
        kind,
        String.format(
            Locale.ROOT,
            "{\"conversations\":%d,\"faults\":[{\"kind\":\"%s\"%s}]}",
            streams,
            kind,
            more.isEmpty() ? "" : "," + more));
  }
}
