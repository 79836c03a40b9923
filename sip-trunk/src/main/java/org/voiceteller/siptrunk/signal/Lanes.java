package org.voiceteller.siptrunk.signal;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** A few threads, each for many calls: what a call does it does in order, on one of them. */
final class Lanes implements AutoCloseable {

  private static final int HOW_MANY = 4;

  private final List<ExecutorService> lanes =
      IntStream.rangeClosed(1, HOW_MANY)
          .mapToObj(
              n ->
                  Executors.newSingleThreadExecutor(
                      Thread.ofPlatform().name("calls-" + n).daemon().factory()))
          .toList();
  private final AtomicInteger next = new AtomicInteger();

  Executor any() {
    return lanes.get(Math.floorMod(next.getAndIncrement(), HOW_MANY));
  }

  @Override
  public void close() {
    lanes.forEach(ExecutorService::shutdown);
  }
}
