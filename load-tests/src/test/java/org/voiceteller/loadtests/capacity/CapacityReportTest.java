package org.voiceteller.loadtests.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CapacityReportTest {

  @Test
  void namesTheSourceOfEveryFigureAndEveryBreakingPoint() {
    var text = String.join("\n", CapacityReport.lines(Figures.asKnown(), 1, 1_000_000));

    for (Figure figure : Figure.values()) {
      assertThat(text).contains(figure.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '));
    }
    for (BreakingPoint point : BreakingPoint.values()) {
      assertThat(text).contains(point.what());
    }
  }

  @Test
  void hasAColumnForEachNumberOfCalls() {
    assertThat(CapacityReport.lines(Figures.asKnown(), 1, 10, 1_000_000))
        .contains("| calls at once | 1 | 10 | 1,000,000 |");
  }
}
