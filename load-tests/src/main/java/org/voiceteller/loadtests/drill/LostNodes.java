package org.voiceteller.loadtests.drill;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One node after the other is lost, or deployed anew, and comes back. */
final class LostNodes implements Trouble {

  /** How a node goes. */
  enum How {
    /** As by {@code kill -9}. */
    KILLED,
    /** By SIGTERM: it lets its calls go first, as when a new version is deployed. */
    DEPLOYED,
    /** It stands still, as if cut off, until the others go on without it; then it must end. */
    FROZEN
  }

  /**
   * How they are lost.
   *
   * @param before each loss, with all of them there
   * @param gone how long one that was killed is not started again
   * @param drains how long one may take to let its calls go
   */
  record Manner(How how, Duration before, Duration gone, Duration drains) {}

  /** The others miss it after 5 s and are sure after 10 more. */
  private static final Duration FROZEN_FOR = Duration.ofSeconds(25);

  /** From when a node went until the others have its calls: whoever asks then may wait. */
  private static final Duration FELT_FOR = Duration.ofSeconds(25);

  /** When a node went, in nanoseconds that never go back. */
  private record Loss(String name, long nanos) {}

  private final List<DrillNode> nodes;
  private final Manner manner;
  private final HttpClient http;
  private final Findings findings;
  private final Span span = new Span();
  private final List<String> done = new ArrayList<>();
  private final List<Loss> losses = new ArrayList<>();
  private final Thread thread;

  private LostNodes(List<DrillNode> nodes, Manner manner, HttpClient http, Findings findings) {
    this.nodes = List.copyOf(nodes);
    this.manner = manner;
    this.http = http;
    this.findings = findings;
    this.thread = Thread.ofVirtual().name("lost nodes").unstarted(this::run);
  }

  /**
   * @param nodes that run
   */
  static LostNodes begin(List<DrillNode> nodes, Manner manner, HttpClient http, Findings findings) {
    var lost = new LostNodes(nodes, manner, http, findings);
    lost.thread.start();
    return lost;
  }

  private void run() {
    try {
      for (int turn = 0; !span.isOverAfter(manner.before()); turn++) {
        lose(nodes.get(turn % nodes.size()));
      }
    } catch (IOException e) {
      findings.add("a node could not be started again: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void lose(DrillNode node) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    begins(new Loss(node.name(), begun));
    IO.println("%s: %s is %s".formatted(Findings.now(), node.name(), manner.how()));
    switch (manner.how()) {
      case KILLED -> {
        node.kill();
        var unused = span.isOverAfter(manner.gone());
      }
      case DEPLOYED ->
          findings.expect(
              node.endsWithin(manner.drains()),
              "%s has not ended within %d s".formatted(node.name(), manner.drains().toSeconds()));
      case FROZEN -> {
        node.signal("-STOP");
        boolean cutShort = span.isOverAfter(FROZEN_FOR);
        node.signal("-CONT");
        findings.expect(
            cutShort || node.isGoneWithin(manner.drains()),
            node.name() + " goes on though the others went on without it");
        node.kill();
      }
    }
    node.start();
    findings.expect(node.isReady(http), node.name() + " does not come back");
    String told =
        "%s was %s and ready again after %.0f s"
            .formatted(node.name(), manner.how(), (System.nanoTime() - begun) / 1e9);
    IO.println(Findings.now() + ": " + told);
    note(told);
  }

  private synchronized void begins(Loss loss) {
    losses.add(loss);
  }

  @Override
  public synchronized Optional<String> between(long fromNanos, long toNanos) {
    return losses.stream()
        .filter(loss -> toNanos - loss.nanos() >= 0)
        .filter(loss -> fromNanos - loss.nanos() <= FELT_FOR.toNanos())
        .map(loss -> loss.name() + " was " + manner.how())
        .findFirst();
  }

  private synchronized void note(String what) {
    done.add(what);
  }

  @Override
  public synchronized List<Long> strokesNanos() {
    return losses.stream().map(Loss::nanos).toList();
  }

  @Override
  public synchronized String told() {
    return "Nodes lost, in turn: " + String.join("; ", done) + ".";
  }

  @Override
  public void close() throws InterruptedException {
    span.end();
    thread.join();
  }
}
