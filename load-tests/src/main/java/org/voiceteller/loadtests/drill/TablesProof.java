package org.voiceteller.loadtests.drill;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Whether the tables are what the journal says, as {@code ./teller compare-tables} tells.
 *
 * @param data where the bank keeps everything
 */
record TablesProof(TellerCommand teller, Path data) {

  private static final Duration CATCH_UP = Duration.ofMinutes(5);

  /** Waits until they are. Returns what was said; a finding when they do not come to be. */
  String areEqual(Findings findings) throws IOException, InterruptedException {
    var said =
        teller.run(
            "compare-tables",
            "--data",
            data.toString(),
            "--patience",
            Long.toString(CATCH_UP.toSeconds()));
    findings.expect(said.exitCode() == 0, "compare-tables says: " + said.output());
    return said.output();
  }
}
