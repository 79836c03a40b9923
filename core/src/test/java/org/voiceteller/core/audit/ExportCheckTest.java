package org.voiceteller.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.audit.Verdict.Broken;
import org.voiceteller.core.audit.Verdict.Fault;

class ExportCheckTest {

  private static final List<Integer> CALLS = List.of(1, 2, 1, 3, 2, 1, 1, 4, 2, 3);

  @Test
  void tellsThatTheKeyIsNotTheBanks() {
    ExportCheck check = ExportCheck.create(List.of(Exports.newKey().getPublic()));
    Exports.export(CALLS, 3).forEach(check::accept);

    assertThat(check.finish()).isInstanceOf(Verdict.Unusable.class);
    assertThat(check.finish().sentence()).contains(SignedStatement.keyId(Exports.KEY.getPublic()));
  }

  @Test
  void saysWhenTheKeyIsTheFilesOwn() {
    ExportCheck check = ExportCheck.create(List.of());
    Exports.export(CALLS, 3).forEach(check::accept);

    assertThat(check.finish()).isInstanceOf(Verdict.Whole.class);
    assertThat(check.finish().sentence()).contains("the one in the file itself");
  }

  @Test
  void findsAnExportThatSomebodyElseHasSigned() {
    List<String> lines = new ArrayList<>(Exports.export(CALLS, 3));
    List<String> forged = Exports.export(Exports.chained(CALLS), 3, Exports.newKey());

    lines.set(0, forged.getFirst());

    assertThat(Exports.check(lines)).isInstanceOf(Verdict.Unusable.class);
  }

  @Test
  void takesHeadsOfPastKeysWhenTheyAreGiven() {
    var past = Exports.newKey();
    List<String> lines = new ArrayList<>(Exports.export(Exports.chained(CALLS), 3, past));
    List<String> present = Exports.export(Exports.chained(CALLS), 100, Exports.KEY);
    List<Chained> entries = Exports.chained(CALLS);
    assertThat(entries).hasSize(CALLS.size());

    ExportCheck both = ExportCheck.create(List.of(Exports.KEY.getPublic(), past.getPublic()));
    lines.forEach(both::accept);
    assertThat(both.finish()).isInstanceOf(Verdict.Whole.class);
    assertThat(Exports.check(present)).isInstanceOf(Verdict.Whole.class);
  }

  @Test
  void isNoExport() {
    assertThat(Exports.check(List.of())).isInstanceOf(Verdict.Unusable.class);
    assertThat(Exports.check(List.of("hello"))).isInstanceOf(Verdict.Unusable.class);
    assertThat(Exports.check(List.of("hello", "world"))).isInstanceOf(Verdict.Unusable.class);
  }

  @Test
  void findsAMissingFirstLine() {
    List<String> lines = Exports.export(CALLS, 3);

    Verdict verdict = Exports.check(lines.subList(1, lines.size()));

    assertThat(verdict).isInstanceOf(Broken.class);
    assertThat(((Broken) verdict).fault()).isEqualTo(Fault.DROPPED);
  }

  @Test
  void findsGarbageBetweenEntries() {
    List<String> lines = new ArrayList<>(Exports.export(CALLS, 3));
    lines.add(3, "garbage");

    Verdict verdict = Exports.check(lines);

    assertThat(verdict).isInstanceOf(Broken.class);
    assertThat(((Broken) verdict).fault()).isEqualTo(Fault.ADDED);
    assertThat(((Broken) verdict).line()).isEqualTo(4);
  }

  @Test
  void findsThatTheLedgerWasNotGivenAnEntryThatTheCallKept() {
    List<Chained> entries = new ArrayList<>(Exports.chained(CALLS));
    entries.remove(2);

    Verdict verdict = Exports.check(Exports.export(entries, 3, Exports.KEY));

    assertThat(verdict).isInstanceOf(Broken.class);
    assertThat(((Broken) verdict).fault()).isEqualTo(Fault.DROPPED);
    assertThat(verdict.sentence()).contains("CALL-1", "number 3", "number 1");
  }

  @Test
  void countsEntriesFromBeforeTheChain() {
    List<Chained> entries =
        List.of(
            new Chained(Exports.entry("CALL-1", 1, "CALL_STARTED", 0), null),
            new AuditTrail(1, AuditHash.NONE).chain(Exports.entry("CALL-1", 2, "CALL_ENDED", 1)));

    Verdict verdict = Exports.check(Exports.export(entries, 3, Exports.KEY));

    assertThat(verdict).as(verdict.sentence()).isInstanceOf(Verdict.Whole.class);
    assertThat(((Verdict.Whole) verdict).unchained()).isEqualTo(1);
    assertThat(verdict.sentence()).contains("before entries were chained");
  }
}
