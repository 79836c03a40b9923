package org.voiceteller.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.voiceteller.core.audit.Verdict.Broken;
import org.voiceteller.core.audit.Verdict.Fault;

/** Whatever is done to one place of an export is found, and that place is named. */
class ExportCheckPropertiesTest {

  @Provide
  Arbitrary<List<Integer>> calls() {
    return Arbitraries.integers().between(1, 4).list().ofMinSize(1).ofMaxSize(25);
  }

  @Property(tries = 80)
  void anUntouchedExportIsWhole(
      @ForAll("calls") List<Integer> calls, @ForAll @IntRange(min = 1, max = 9) int headEvery) {
    Verdict verdict = Exports.check(Exports.export(calls, headEvery));

    assertThat(verdict).isInstanceOf(Verdict.Whole.class);
    assertThat(((Verdict.Whole) verdict).entries()).isEqualTo(calls.size());
  }

  @Property(tries = 100)
  void anyChangedCharacterOfAnEntryIsFoundAndTheEntryNamed(
      @ForAll("calls") List<Integer> calls,
      @ForAll @IntRange(min = 1, max = 9) int headEvery,
      @ForAll @IntRange(max = 10_000) int where,
      @ForAll @IntRange(max = 10_000) int what,
      @ForAll char with) {
    List<String> lines = Exports.export(calls, headEvery);
    int entry = where % calls.size();
    int place = Exports.entryLines(lines).get(entry);
    String line = lines.get(place);
    int at = what % line.length();
    Assume.that(line.charAt(at) != with);
    lines.set(place, line.substring(0, at) + with + line.substring(at + 1));

    assertBroken(Exports.check(lines), Fault.CHANGED, entry + 1);
  }

  @Property(tries = 60)
  void anyChangedCharacterOfASignedLineIsFound(
      @ForAll("calls") List<Integer> calls,
      @ForAll @IntRange(min = 1, max = 4) int headEvery,
      @ForAll @IntRange(max = 10_000) int where,
      @ForAll @IntRange(max = 10_000) int what,
      @ForAll char with) {
    List<String> lines = Exports.export(calls, headEvery);
    List<Integer> signed = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (!Exports.isEntry(lines.get(i))) {
        signed.add(i);
      }
    }
    int place = signed.get(where % signed.size());
    String line = lines.get(place);
    int at = what % line.length();
    Assume.that(line.charAt(at) != with);
    lines.set(place, line.substring(0, at) + with + line.substring(at + 1));

    assertThat(Exports.check(lines)).isNotInstanceOf(Verdict.Whole.class);
  }

  @Property(tries = 60)
  void aChangeWhoseHashesAreMadeAnewIsFoundAndTheEntryNamed(
      @ForAll("calls") List<Integer> calls,
      @ForAll @IntRange(min = 1, max = 9) int headEvery,
      @ForAll @IntRange(max = 10_000) int where) {
    int entry = where % calls.size();
    List<Chained> entries = Exports.chained(calls);
    List<String> lines = Exports.export(entries, headEvery, Exports.KEY);
    int place = Exports.entryLines(lines).get(entry);
    lines.set(place, forged(lines, entries, entry).json());

    Verdict verdict = Exports.check(lines);

    assertThat(verdict).isInstanceOf(Broken.class);
    Broken broken = (Broken) verdict;
    assertThat(broken.fault()).isIn(Fault.CHANGED, Fault.REWRITTEN);
    if (broken.fault() == Fault.CHANGED) {
      assertThat(broken.sequence()).as(broken.sentence()).isEqualTo(entry + 1L);
    } else {
      // Only the signature tells: the entries between two signatures are named.
      assertThat(broken.sequence())
          .as(broken.sentence())
          .isBetween(entry + 2L - headEvery, entry + 1L);
    }
  }

  /** An entry of another resource that is hashed and linked well. */
  private static LedgerLine forged(List<String> lines, List<Chained> entries, int entry) {
    LedgerLine.Head before = LedgerLine.Head.ofNothing();
    for (int i = 0; i < entry; i++) {
      before = LedgerLine.after(before, entries.get(i), Exports.NOON).head();
    }
    AuditEntry genuine = entries.get(entry).entry();
    AuditEntry forged =
        Exports.entry(genuine.callId(), genuine.number(), "INTERNAL_TRANSFER", entry);
    ChainLink link = entries.get(entry).link();
    assertThat(link).isNotNull();
    assertThat(lines).isNotEmpty();
    return LedgerLine.after(
        before,
        new Chained(forged, ChainLink.after(link == null ? "" : link.previous(), forged)),
        Exports.NOON);
  }

  @Property(tries = 60)
  void hashesMadeAnewFromAnEntryToTheEndAreFoundByTheSignatures(
      @ForAll("calls") List<Integer> calls,
      @ForAll @IntRange(min = 1, max = 9) int headEvery,
      @ForAll @IntRange(max = 10_000) int where) {
    int entry = where % calls.size();
    List<String> genuine = Exports.export(calls, headEvery);
    List<Chained> entries = Exports.chained(calls);
    entries.set(
        entry,
        new Chained(
            Exports.entry(
                entries.get(entry).entry().callId(),
                entries.get(entry).entry().number(),
                "INTERNAL_TRANSFER",
                entry),
            null));
    List<String> lines = new ArrayList<>();
    LedgerLine.Head head = LedgerLine.Head.ofNothing();
    int next = 0;
    for (String line : genuine) {
      if (Exports.isEntry(line)) {
        LedgerLine anew = LedgerLine.after(head, entries.get(next++), Exports.NOON);
        head = anew.head();
        lines.add(anew.json());
      } else {
        lines.add(line);
      }
    }

    Verdict verdict = Exports.check(lines);

    assertThat(verdict).isInstanceOf(Broken.class);
    assertThat(((Broken) verdict).fault()).isEqualTo(Fault.REWRITTEN);
    assertThat(((Broken) verdict).sequence()).isBetween(entry + 2L - headEvery, entry + 1L);
  }

  @Property(tries = 60)
  void aDroppedEntryIsNamed(
      @ForAll("calls") List<Integer> calls,
      @ForAll @IntRange(min = 1, max = 9) int headEvery,
      @ForAll @IntRange(max = 10_000) int where) {
    List<String> lines = Exports.export(calls, headEvery);
    int entry = where % calls.size();
    lines.remove((int) Exports.entryLines(lines).get(entry));

    Verdict verdict = Exports.check(lines);

    assertBroken(verdict, entry == calls.size() - 1 ? Fault.TRUNCATED : Fault.DROPPED, entry + 1);
  }

  @Property(tries = 60)
  void aCopyOfAnEntryIsFoundWhereverItIsPut(
      @ForAll("calls") List<Integer> calls,
      @ForAll @IntRange(min = 1, max = 9) int headEvery,
      @ForAll @IntRange(max = 10_000) int which,
      @ForAll @IntRange(max = 10_000) int where) {
    List<String> lines = Exports.export(calls, headEvery);
    String copy = lines.get(Exports.entryLines(lines).get(which % calls.size()));
    int place = 1 + where % lines.size();
    lines.add(place, copy);

    Verdict verdict = Exports.check(lines);

    assertThat(verdict).isInstanceOf(Broken.class);
    assertThat(((Broken) verdict).fault()).as(verdict.sentence()).isEqualTo(Fault.ADDED);
    // Two equal lines beside each other: either is the copy.
    assertThat(((Broken) verdict).line()).as(verdict.sentence()).isBetween(place - 2L, place + 3L);
  }

  @Property(tries = 60)
  void aForgedEntryThatIsLinkedWellIsFoundWhereverItIsPut(
      @ForAll("calls") List<Integer> calls,
      @ForAll @IntRange(min = 1, max = 9) int headEvery,
      @ForAll @IntRange(max = 10_000) int where) {
    int entry = where % calls.size();
    List<Chained> entries = Exports.chained(calls);
    List<String> lines = Exports.export(entries, headEvery, Exports.KEY);
    int place = Exports.entryLines(lines).get(entry);
    lines.add(place, forged(lines, entries, entry).json());

    Verdict verdict = Exports.check(lines);

    assertBroken(verdict, Fault.ADDED, entry + 1);
    assertThat(((Broken) verdict).line()).as(verdict.sentence()).isEqualTo(place + 1L);
  }

  @Property(tries = 60)
  void twoSwappedEntriesAreFoundAndTheFirstIsNamed(
      @ForAll("calls") List<Integer> calls,
      @ForAll @IntRange(min = 1, max = 9) int headEvery,
      @ForAll @IntRange(max = 10_000) int one,
      @ForAll @IntRange(max = 10_000) int other) {
    Assume.that(one % calls.size() != other % calls.size());
    List<String> lines = Exports.export(calls, headEvery);
    List<Integer> places = Exports.entryLines(lines);
    int first = Math.min(one % calls.size(), other % calls.size());
    int second = Math.max(one % calls.size(), other % calls.size());
    Collections.swap(lines, places.get(first), places.get(second));

    assertBroken(Exports.check(lines), Fault.MOVED, first + 1);
  }

  @Property(tries = 60)
  void anEntryThatWasMovedIsNamed(
      @ForAll("calls") List<Integer> calls,
      @ForAll @IntRange(max = 10_000) int from,
      @ForAll @IntRange(max = 10_000) int to) {
    int source = from % calls.size();
    int target = to % calls.size();
    Assume.that(Math.abs(source - target) > 1);
    List<String> lines = Exports.export(calls, 100);
    String moved = lines.remove(1 + source);
    lines.add(1 + target, moved);

    assertBroken(Exports.check(lines), Fault.MOVED, source + 1);
  }

  @Property(tries = 60)
  void aFileThatWasCutOffIsFoundWhereverItEnds(
      @ForAll("calls") List<Integer> calls,
      @ForAll @IntRange(min = 1, max = 9) int headEvery,
      @ForAll @IntRange(max = 10_000) int where) {
    List<String> lines = Exports.export(calls, headEvery);
    int kept = 1 + where % (lines.size() - 1);
    List<String> cut = lines.subList(0, kept);
    int entries = Exports.entryLines(cut).size();

    Verdict verdict = Exports.check(cut);

    if (entries < calls.size()) {
      assertBroken(verdict, Fault.TRUNCATED, entries + 1);
    } else {
      assertBroken(verdict, Fault.DROPPED, entries);
    }
  }

  @Property(tries = 100)
  void aDroppedOrMovedSignatureIsFound(
      @ForAll("calls") List<Integer> calls,
      @ForAll @IntRange(min = 1, max = 4) int headEvery,
      @ForAll @IntRange(max = 10_000) int which,
      @ForAll @IntRange(max = 10_000) int to,
      @ForAll boolean dropped) {
    List<String> lines = Exports.export(calls, headEvery);
    List<String> before = List.copyOf(lines);
    List<Integer> signed = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      if (!Exports.isEntry(lines.get(i))) {
        signed.add(i);
      }
    }
    Assume.that(!signed.isEmpty());
    String head = lines.remove((int) signed.get(which % signed.size()));
    if (!dropped) {
      lines.add(1 + to % lines.size(), head);
      Assume.that(!lines.equals(before));
    }

    assertThat(Exports.check(lines)).isInstanceOf(Broken.class);
  }

  private static void assertBroken(Verdict verdict, Fault fault, long sequence) {
    assertThat(verdict).isInstanceOf(Broken.class);
    Broken broken = (Broken) verdict;
    assertThat(broken.fault()).as(broken.sentence()).isEqualTo(fault);
    assertThat(broken.sequence()).as(broken.sentence()).isEqualTo(sequence);
  }
}
