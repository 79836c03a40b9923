package org.voiceteller.persistence.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceteller.core.audit.Chained;
import org.voiceteller.core.audit.LedgerLine;
import org.voiceteller.core.audit.SignedStatement;
import org.voiceteller.core.audit.Verdict;
import org.voiceteller.core.audit.Verdict.Broken;
import org.voiceteller.core.audit.Verdict.Fault;
import org.voiceteller.persistence.Await;
import org.voiceteller.persistence.Samples;

class ExportFileTest {

  @TempDir private Path directory = Path.of("");
  private final List<String> lines = new ArrayList<>();
  private HeadSigner key;

  @BeforeEach
  void export() {
    key = SigningKeyFile.readOrMake(directory.resolve("key.pem"));
    LedgerLine.Head head = LedgerLine.Head.ofNothing();
    for (Chained entry : Samples.chained("CALL-1", "CUST-1", "A", "B", "C")) {
      LedgerLine line = LedgerLine.after(head, entry, Samples.NOON);
      lines.add(line.json());
      head = line.head();
    }
    SignedStatement first =
        SignedStatement.export(head, SignedStatement.Heads.none(), Samples.NOON, key.publicKey());
    lines.addFirst(first.signed(Await.get(key.sign(first.message()))));
  }

  @Test
  void readsAFileWithAndWithoutALastLineBreak() throws IOException {
    assertThat(check(text())).isInstanceOf(Verdict.Whole.class);
    assertThat(check(text() + "\n")).isInstanceOf(Verdict.Whole.class);
  }

  @Test
  void findsLineBreaksOfAnotherSystem() throws IOException {
    assertThat(check(text().replace("\n", "\r\n"))).isNotInstanceOf(Verdict.Whole.class);
  }

  @Test
  void findsAHugeLineWithoutHoldingIt() throws IOException {
    lines.add(2, "x".repeat(5 * ExportFile.LONGEST_LINE_BYTES));

    assertBroken(check(text()), Fault.ADDED, 3);
  }

  @Test
  void findsALineThatIsNoText() throws IOException {
    lines.add(2, "\u00e9");

    assertBroken(
        ExportFile.check(
            new ByteArrayInputStream(text().getBytes(ISO_8859_1)), List.of(key.publicKey())),
        Fault.ADDED,
        3);
  }

  @Test
  void findsEmptyLines() throws IOException {
    assertBroken(check(text() + "\n\n"), Fault.ADDED, 5);
  }

  @Test
  void isNotConfusedByAnEndlessLine() throws IOException {
    InputStream endless =
        new InputStream() {
          private int left = 50_000_000;

          @Override
          public int read() {
            return left-- > 0 ? '{' : -1;
          }
        };

    assertThat(ExportFile.check(endless, List.of())).isInstanceOf(Verdict.Unusable.class);
  }

  @Test
  void takesAKeyAsText() {
    assertThat(Pem.publicKeys(Pem.publicKey(key.publicKey()))).containsExactly(key.publicKey());
    assertThatThrownBy(() -> Pem.publicKeys("no key"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PUBLIC KEY");
    assertThatThrownBy(
            () -> Pem.publicKeys("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private String text() {
    return String.join("\n", lines);
  }

  private Verdict check(String text) throws IOException {
    return ExportFile.check(
        new ByteArrayInputStream(text.getBytes(UTF_8)), List.of(key.publicKey()));
  }

  private static void assertBroken(Verdict verdict, Fault fault, long line) {
    assertThat(verdict).as(verdict.sentence()).isInstanceOf(Broken.class);
    assertThat(((Broken) verdict).fault()).as(verdict.sentence()).isEqualTo(fault);
    assertThat(((Broken) verdict).line()).as(verdict.sentence()).isEqualTo(line);
  }
}
