package org.voiceteller.loadtests.drill;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * What did not hold, told as soon as it is seen and once more at the end. Safe for many threads.
 */
public final class Findings {

  private static final int MOST_TOLD = 50;

  private final List<String> all = new ArrayList<>();

  public synchronized void add(String finding) {
    all.add(finding);
    if (all.size() <= MOST_TOLD) {
      IO.println(now() + " FINDING " + finding);
    }
  }

  public void expect(boolean holds, String otherwise) {
    if (!holds) {
      add(otherwise);
    }
  }

  public synchronized int count() {
    return all.size();
  }

  /** Ends a report. Returns the drill's exit code. */
  public synchronized int conclude() {
    IO.println("");
    if (all.isEmpty()) {
      IO.println("Everything held.");
      return 0;
    }
    IO.println("**" + all.size() + " findings:**");
    IO.println("");
    all.stream()
        .limit(MOST_TOLD)
        .forEach(finding -> IO.println("- " + finding.strip().replace("\n", "\n  ")));
    return 1;
  }

  /** The time of day, in seconds. */
  public static String now() {
    return LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
