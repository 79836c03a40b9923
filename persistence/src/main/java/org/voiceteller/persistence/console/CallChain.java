package org.voiceteller.persistence.console;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.audit.AuditHash;
import org.voiceteller.core.audit.AuditTrail;

/**
 * Whether the audit entries of one call are those that were written, all of them and in their
 * order: each is the one that its hash was made of, and holds the hash of the one before.
 *
 * @param entries that were checked
 * @param head the hash of the last one; null when there is none
 * @param finding what is wrong first, in a sentence; null when all is whole
 */
public record CallChain(int entries, @Nullable String head, @Nullable String finding) {

  public boolean whole() {
    return finding == null;
  }

  /**
   * Of the table alone: that entries are missing at its end shows only against the journal.
   *
   * @param stored all entries of the call, in order
   */
  public static CallChain of(List<StoredEntry> stored) {
    return new CallChain(
        stored.size(), stored.isEmpty() ? null : stored.getLast().hash(), firstFault(stored));
  }

  /**
   * The same, and whether it ends where the journal does. The table follows the journal within
   * seconds: entries that a live call wrote just now may be missing.
   *
   * @param journal how far the call's audit is
   */
  public static CallChain of(List<StoredEntry> stored, AuditTrail journal) {
    CallChain chain = of(stored);
    if (!chain.whole()) {
      return chain;
    }
    if (stored.size() < journal.entries()) {
      return chain.with(
          journal.entries() - stored.size() == 1
              ? "Entry %d is missing".formatted(journal.entries())
              : "Entries %d to %d are missing".formatted(stored.size() + 1, journal.entries()));
    }
    if (stored.size() > journal.entries()) {
      return chain.with(
          "Entry %d was added: the journal does not hold it".formatted(journal.entries() + 1));
    }
    boolean endsAlike =
        stored.isEmpty()
            || stored.getLast().previousHash() == null
            || stored.getLast().hash().equals(journal.head());
    return endsAlike
        ? chain
        : chain.with("Entry %d was changed, and its hash made anew".formatted(journal.entries()));
  }

  private CallChain with(String fault) {
    return new CallChain(entries, head, fault);
  }

  private static @Nullable String firstFault(List<StoredEntry> stored) {
    String previous = AuditHash.NONE;
    for (int i = 0; i < stored.size(); i++) {
      StoredEntry next = stored.get(i);
      long number = i + 1L;
      if (next.entry().number() != number) {
        return next.entry().number() == number + 1
            ? "Entry %d is missing".formatted(number)
            : "Entries %d to %d are missing".formatted(number, next.entry().number() - 1);
      }
      if (!next.isUnchanged()) {
        return "Entry %d was changed".formatted(number);
      }
      // One from before entries were chained has no hash that the next could hold.
      if (next.previousHash() != null && !next.previousHash().equals(previous)) {
        return "Entry %d does not follow the one before it".formatted(number);
      }
      previous = next.previousHash() == null ? AuditHash.NONE : next.hash();
    }
    return null;
  }
}
