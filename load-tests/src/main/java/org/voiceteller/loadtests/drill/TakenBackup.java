package org.voiceteller.loadtests.drill;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A backup that is taken while callers are on the line. */
final class TakenBackup implements Trouble {

  private final TellerCommand teller;
  private final Path data;
  private final Path backup;
  private final Path keys;
  private final Duration after;
  private final Findings findings;
  private final Span span = new Span();
  private final Thread thread;
  private @Nullable JournalNow committed;
  private String told = "No backup was taken.";

  private TakenBackup(
      TellerCommand teller, Path data, Path backup, Path keys, Duration after, Findings findings) {
    this.teller = teller;
    this.data = data;
    this.backup = backup;
    this.keys = keys;
    this.after = after;
    this.findings = findings;
    this.thread = Thread.ofVirtual().name("backup").unstarted(this::run);
  }

  /**
   * @param data of the bank
   * @param backup where it is made
   * @param keys where the secret keys are brought
   * @param after how long the callers have called then
   */
  static TakenBackup begin(
      TellerCommand teller, Path data, Path backup, Path keys, Duration after, Findings findings) {
    var taken = new TakenBackup(teller, data, backup, keys, after, findings);
    taken.thread.start();
    return taken;
  }

  private void run() {
    try {
      if (span.isOverAfter(after)) {
        return;
      }
      var before = JournalNow.of(data);
      var ended =
          teller.run(
              "backup", backup.toString(), "--data", data.toString(), "--keys", keys.toString());
      findings.expect(ended.exitCode() == 0, "the backup was not taken: " + ended.output());
      note(before, ended.output());
    } catch (IOException e) {
      findings.add("the backup was not taken: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void note(JournalNow before, String output) {
    committed = before;
    told =
        "A backup, begun when the journal held %d events of %d entities:%n%n```%n%s%n```"
            .formatted(before.size(), before.events().size(), output);
  }

  /** What the journal held before the backup was begun, and so must be in it. */
  synchronized JournalNow committed() {
    return committed == null ? new JournalNow(Map.of()) : committed;
  }

  @Override
  public synchronized String told() {
    return told;
  }

  @Override
  public void close() throws InterruptedException {
    thread.join();
    span.end();
  }
}
