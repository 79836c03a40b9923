package org.voiceteller.actors.bank;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.voiceteller.core.compliance.CaseClocks;
import org.voiceteller.core.dispute.CaseWatch;

/** Remembers what it was told. */
public final class FakeCaseWatch implements CaseWatch {

  private final List<String> told = new CopyOnWriteArrayList<>();

  public List<String> told() {
    return List.copyOf(told);
  }

  @Override
  public void deadlineNear(String caseNumber, CaseClocks.Kind clock, LocalDate due) {
    told.add("near " + clock + " " + due);
  }

  @Override
  public void deadlineMissed(String caseNumber, CaseClocks.Kind clock, LocalDate due) {
    told.add("missed " + clock + " " + due);
  }

  @Override
  public void postingRefused(String caseNumber, String reason) {
    told.add("refused " + reason);
  }
}
