package org.voiceteller.core.audit;

import org.jspecify.annotations.Nullable;
import org.voiceteller.core.audit.ExportLine.Entry;
import org.voiceteller.core.audit.ExportLine.Header;
import org.voiceteller.core.audit.Verdict.Broken;
import org.voiceteller.core.audit.Verdict.Fault;

/**
 * What was done to an export, from the first line that does not follow and what comes after it. The
 * hashes say that something was done; what it was is the simplest act that explains the lines, with
 * one act in mind.
 */
final class Diagnosis {

  private final ExportLine suspect;
  private final long line;
  private final Entry last;
  private final long lastLine;
  private final long expected;

  private @Nullable Entry next;
  private boolean expectedIsNext;
  private long expectedLine;
  private boolean suspectsPlaceIsTaken;

  /**
   * @param suspect the line that does not follow
   * @param last the entry that it does not follow
   */
  Diagnosis(ExportLine suspect, long line, Entry last, long lastLine) {
    this.suspect = suspect;
    this.line = line;
    this.last = last;
    this.lastLine = lastLine;
    this.expected = last.sequence() + 1;
  }

  /** A line after the suspect. */
  void see(ExportLine later, long at) {
    if (!(later instanceof Entry entry)) {
      return;
    }
    boolean genuine =
        entry.holds() && entry.sequence() == expected && entry.previous().equals(last.hash());
    if (genuine && expectedLine == 0) {
      expectedLine = at;
      expectedIsNext = next == null;
    }
    if (suspect instanceof Entry s && entry.sequence() == s.sequence()) {
      suspectsPlaceIsTaken = true;
    }
    if (next == null) {
      next = entry;
    }
  }

  /**
   * @param headIsMissing whether fewer signed heads are readable than there should be
   */
  Broken verdict(Header header, boolean headIsMissing) {
    return switch (suspect) {
      case Entry entry when entry.holds() -> ofGenuineLine(entry, header);
      case Entry entry -> ofChangedLine(entry.auditId());
      case ExportLine.Unreadable _ when expectedIsNext || expected > header.entries() ->
          headIsMissing
              ? broken(
                  Fault.CHANGED,
                  last.sequence(),
                  null,
                  line,
                  "The signed head after entry %d was changed".formatted(last.sequence()))
              : added(line, "no entry and no signed head");
      case ExportLine.Unreadable _ -> ofChangedLine(null);
      case Header _, ExportLine.Head _ -> added(line, "no entry");
    };
  }

  private Broken ofChangedLine(@Nullable String auditId) {
    if (expectedIsNext) {
      return added(line, "an entry that was not in the ledger");
    }
    if (expectedLine > 0) {
      return moved(expected, expectedLine);
    }
    return broken(
        Fault.CHANGED, expected, auditId, line, "Entry %d was changed".formatted(expected));
  }

  private Broken ofGenuineLine(Entry entry, Header header) {
    if (entry.sequence() > expected) {
      return ofLaterEntry(entry, header);
    }
    if (entry.sequence() == expected) {
      return expectedLine > 0 ? ofChangedLine(entry.auditId()) : ofUnlinked(entry, header);
    }
    boolean takesPlaceOfLast =
        entry.sequence() == last.sequence()
            && entry.previous().equals(last.previous())
            && !entry.hash().equals(last.hash())
            && isContinued(entry, header);
    return takesPlaceOfLast
        ? added(lastLine, "an entry that was not in the ledger")
        : added(line, "another entry " + entry.sequence());
  }

  private Broken ofLaterEntry(Entry entry, Header header) {
    if (suspectsPlaceIsTaken || entry.sequence() > header.entries()) {
      return added(line, "another entry " + entry.sequence());
    }
    if (expectedIsNext && entry.sequence() > expected + 1) {
      return broken(
          Fault.MOVED,
          entry.sequence(),
          entry.auditId(),
          line,
          "Entry %d was moved: it stands where entry %d belongs"
              .formatted(entry.sequence(), expected));
    }
    if (expectedLine > 0) {
      return moved(expected, expectedLine);
    }
    return broken(
        Fault.DROPPED,
        expected,
        null,
        line,
        entry.sequence() == expected + 1
            ? "Entry %d is missing".formatted(expected)
            : "Entries %d to %d are missing".formatted(expected, entry.sequence() - 1));
  }

  /** One of two neighbours was changed and its hash made anew: the one that the rest ignores. */
  private Broken ofUnlinked(Entry entry, Header header) {
    return isContinued(entry, header)
        ? broken(
            Fault.CHANGED,
            last.sequence(),
            last.auditId(),
            lastLine,
            "Entry %d was changed, and its hash made anew".formatted(last.sequence()))
        : broken(
            Fault.CHANGED,
            expected,
            entry.auditId(),
            line,
            "Entry %d was changed, and its hash made anew".formatted(expected));
  }

  /** Whether what follows, or the signature when nothing does, builds on this entry. */
  private boolean isContinued(Entry entry, Header header) {
    return next == null ? header.hash().equals(entry.hash()) : next.previous().equals(entry.hash());
  }

  private Broken moved(long sequence, long foundAt) {
    return broken(
        Fault.MOVED,
        sequence,
        null,
        line,
        "Entry %d was moved: it stands in line %d".formatted(sequence, foundAt));
  }

  private Broken added(long at, String what) {
    return broken(
        Fault.ADDED,
        at == line ? expected : last.sequence(),
        null,
        at,
        "Line %d was added: it is %s".formatted(at, what));
  }

  private static Broken broken(
      Fault fault, long sequence, @Nullable String auditId, long line, String sentence) {
    return new Broken(
        fault,
        sequence,
        auditId,
        line,
        "%s (line %d%s).".formatted(sentence, line, auditId == null ? "" : ", " + auditId));
  }
}
