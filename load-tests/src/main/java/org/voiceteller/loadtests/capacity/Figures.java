package org.voiceteller.loadtests.capacity;

import java.util.EnumMap;
import java.util.Map;

/** What the model reckons with: each {@link Figure} as it stands there, or another value for it. */
record Figures(Map<Figure, Double> changed) {

  Figures {
    changed = Map.copyOf(changed);
  }

  /** As they were seen, set, read and assumed. */
  static Figures asKnown() {
    return new Figures(Map.of());
  }

  Figures with(Figure figure, double value) {
    Map<Figure, Double> more = new EnumMap<>(Figure.class);
    more.putAll(changed);
    more.put(figure, value);
    return new Figures(more);
  }

  double of(Figure figure) {
    return changed.getOrDefault(figure, figure.value());
  }

  int whole(Figure figure) {
    return Math.toIntExact(Math.round(of(figure)));
  }
}
