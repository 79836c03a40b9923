package org.voiceteller.loadtests.sessions;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How the sessions of calls are shared out at one moment.
 *
 * @param nodes by the address of a node that hosts sessions: its shards, with the sessions in each
 */
record Allocation(Map<String, Map<String, Integer>> nodes) {

  Allocation {
    nodes = Map.copyOf(nodes);
  }

  int sessions() {
    return sessionsByNode().values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Those that have a node now. */
  int shards() {
    return nodes.values().stream().mapToInt(Map::size).sum();
  }

  Map<String, Integer> sessionsByNode() {
    return nodes.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                node -> sessionsIn(node.getValue()),
                Integer::sum,
                TreeMap::new));
  }

  private static int sessionsIn(Map<String, Integer> shards) {
    return shards.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** The fullest node's sessions over the emptiest's; infinite while one has none. */
  double unevenness() {
    var sessions = sessionsByNode().values();
    int most = sessions.stream().mapToInt(Integer::intValue).max().orElse(0);
    int least = sessions.stream().mapToInt(Integer::intValue).min().orElse(0);
    return least == 0 ? Double.POSITIVE_INFINITY : (double) most / least;
  }

  /** As {@code 127.0.0.2: 13 shards, 3345}. */
  String told() {
    return new TreeMap<>(nodes)
        .entrySet().stream()
            .map(
                node ->
                    "%s: %d shards, %d"
                        .formatted(
                            node.getKey(), node.getValue().size(), sessionsIn(node.getValue())))
            .collect(Collectors.joining("; "));
  }
}
