package org.voiceteller.loadtests.sessions;

import java.time.LocalDate;
import java.util.concurrent.CompletableFuture;
import org.voiceteller.core.authentication.OneTimeCodeSender;
import org.voiceteller.core.compliance.CaseClocks;
import org.voiceteller.core.dispute.CaseWatch;

/** What a node that hosts no entities is never told. */
final class NoCases implements CaseWatch {

  @Override
  public void deadlineNear(String caseNumber, CaseClocks.Kind clock, LocalDate due) {
    throw hostsNone();
  }

  @Override
  public void deadlineMissed(String caseNumber, CaseClocks.Kind clock, LocalDate due) {
    throw hostsNone();
  }

  @Override
  public void postingRefused(String caseNumber, String reason) {
    throw hostsNone();
  }

  static OneTimeCodeSender noCodes() {
    return _ -> CompletableFuture.failedFuture(hostsNone());
  }

  private static IllegalStateException hostsNone() {
    return new IllegalStateException("Expected other nodes to host cases and sessions");
  }
}
