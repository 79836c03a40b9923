package org.voiceteller.loadtests.drill;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Where a bank's nodes are called, each as often as the others. Safe for many threads. */
final class Doors {

  private final List<URI> calls;
  private final AtomicInteger next = new AtomicInteger();

  private Doors(List<URI> calls) {
    this.calls = List.copyOf(calls);
  }

  /**
   * @param nodes as {@code http://127.0.0.1:8080}, one at least
   */
  static Doors of(List<URI> nodes) {
    return new Doors(
        nodes.stream()
            .map(node -> URI.create("ws://" + node.getAuthority() + "/v1/calls"))
            .toList());
  }

  /** All of them, another one first each time: whoever is refused at one tries the next. */
  List<URI> inTurn() {
    int first = Math.floorMod(next.getAndIncrement(), calls.size());
    var turn = new ArrayList<URI>(calls.subList(first, calls.size()));
    turn.addAll(calls.subList(0, first));
    return turn;
  }
}
