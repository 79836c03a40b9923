package org.voiceteller.actors.bank;

import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import org.voiceteller.core.account.TransactionHistory;
import org.voiceteller.core.authentication.OneTimeCodeSender;
import org.voiceteller.core.dispute.CaseList;
import org.voiceteller.core.dispute.CaseWatch;
import org.voiceteller.core.transfer.TransferHistory;

/**
 * What the bank leans on beside its journal.
 *
 * @param watch is told of cases whose days run out
 * @param codes brings one-time codes to customers
 * @param tracer makes the spans of what callers' tools set going
 */
public record Surroundings(
    TransactionHistory history,
    TransferHistory transfers,
    CaseList cases,
    CaseWatch watch,
    OneTimeCodeSender codes,
    Tracer tracer) {

  /** Without traces. */
  public Surroundings(
      TransactionHistory history,
      TransferHistory transfers,
      CaseList cases,
      CaseWatch watch,
      OneTimeCodeSender codes) {
    this(history, transfers, cases, watch, codes, TracerProvider.noop().get("none"));
  }
}
