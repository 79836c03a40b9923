package org.voiceteller.http.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.LocalDate;
import java.util.Locale;
import org.voiceteller.core.compliance.CaseClocks;
import org.voiceteller.core.dispute.CaseWatch;

/**
 * Counts deadlines of dispute and fraud cases that are near or broke, for alarms. All names begin
 * with {@code voiceteller_case}.
 */
public final class CaseMetrics implements CaseWatch {

  private final MeterRegistry registry;

  private CaseMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  public static CaseMetrics create(MeterRegistry registry) {
    return new CaseMetrics(registry);
  }

  @Override
  public void deadlineNear(String caseNumber, CaseClocks.Kind clock, LocalDate due) {
    count("voiceteller.case.deadlines.near", clock);
  }

  @Override
  public void deadlineMissed(String caseNumber, CaseClocks.Kind clock, LocalDate due) {
    count("voiceteller.case.deadlines.missed", clock);
  }

  @Override
  public void postingRefused(String caseNumber, String reason) {
    registry.counter("voiceteller.case.postings.refused", "reason", reason).increment();
  }

  private void count(String name, CaseClocks.Kind clock) {
    registry.counter(name, "clock", clock.name().toLowerCase(Locale.ROOT)).increment();
  }
}
