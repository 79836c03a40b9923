package org.voiceteller.http.journey;

import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Callers who talk at the same time. */
interface SideBySide {

  void talk() throws Exception;

  /** Returns when all have talked to their end. */
  static void all(SideBySide... callers) throws Exception {
    try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      var ends = new ArrayList<Future<?>>();
      for (SideBySide caller : callers) {
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
