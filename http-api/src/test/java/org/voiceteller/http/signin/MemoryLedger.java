package org.voiceteller.http.signin;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.core.audit.AuditLedger;
import org.voiceteller.core.audit.Chained;

/** An audit ledger in memory, which can be away. */
public final class MemoryLedger implements AuditLedger {

  private final List<AuditEntry> entries = new ArrayList<>();
  private boolean away;

  @Override
  public synchronized CompletionStage<Long> append(Chained chained) {
    if (away) {
      return CompletableFuture.failedFuture(new IllegalStateException("The ledger is away"));
    }
    entries.add(chained.entry());
    return CompletableFuture.completedFuture((long) entries.size());
  }

  public synchronized List<AuditEntry> entries() {
    return List.copyOf(entries);
  }

  /** The actions, in order. */
  public synchronized List<String> actions() {
    return entries.stream().map(AuditEntry::action).toList();
  }

  public synchronized void goAway(boolean gone) {
    away = gone;
  }
}
