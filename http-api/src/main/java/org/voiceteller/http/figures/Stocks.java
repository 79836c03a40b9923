package org.voiceteller.http.figures;

import java.util.Map;
import java.util.TreeMap;

/** What there is now, of figures without names. */
record Stocks(Map<String, Long> counts) {

  static Stocks of(Map<String, Map<String, Long>> byFigure) {
    Map<String, Long> all = new TreeMap<>();
    byFigure
        .values()
        .forEach(one -> one.forEach((name, count) -> all.merge(name, count, Long::sum)));
    return new Stocks(all);
  }

  long get(String name) {
    return counts.getOrDefault(name, 0L);
  }

  long startingWith(String beginning) {
    return counts.entrySet().stream()
        .filter(count -> count.getKey().startsWith(beginning))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
