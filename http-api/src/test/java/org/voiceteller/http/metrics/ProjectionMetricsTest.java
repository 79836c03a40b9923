package org.voiceteller.http.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class ProjectionMetricsTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final ProjectionMetrics metrics = ProjectionMetrics.create(registry);

  @Test
  void tellsWhichProjectionsRunHere() {
    metrics.started("tables-call-call-0");
    metrics.started("audit-ledger-call-0");
    metrics.stopped("audit-ledger-call-0");

    assertThat(running("tables-call-call-0")).isEqualTo(1);
    assertThat(running("audit-ledger-call-0")).isEqualTo(0);
  }

  private double running(String projection) {
    return registry
        .get("voiceteller.projection.running")
        .tag("projection", projection)
        .gauge()
        .value();
  }
}
