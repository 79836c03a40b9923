package org.voiceteller.http.journey;

import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Callers who talk at the same time. */
final class SideBySide {

  @FunctionalInterface
  interface Caller {
    void talk() throws Exception;
  }

  private SideBySide() {}

  /** Returns when all have talked to their end. */
  static void talk(Caller... callers) throws Exception {
    try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      var ends = new ArrayList<Future<?>>();
      for (Caller caller : callers) {
        ends.add(
            threads.submit(
                () -> {
                  caller.talk();
                  return null;
                }));
      }
      for (Future<?> end : ends) {
        end.get();
      }
    }
  }
}
