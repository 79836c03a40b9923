package org.voiceteller.http.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A one-time code that a customer has keyed, and of which nothing may be kept. */
record KeyedCode(String digits) {

  /**
   * Looks for it in the call's timeline and audit, in an export of the whole log, in output and
   * metrics, and in every file that the bank keeps: an unsealed journal, tables, logs, and all that
   * the model was given to read.
   *
   * @param more that was printed or told, by other programs on the call's way
   */
  void isKeptNowhere(RunningTeller teller, String callId, Path directory, String... more)
      throws Exception {
    StaffMember staff = StaffMember.of(teller);
    String audit = staff.get("/v1/admin/calls/" + callId + "/audit").text();
    assertThat(audit).contains("VERIFY_OTP");
    Path export = directory.resolve("export.jsonl");
    assertThat(
            teller.command(
                "audit", "export", "--data", teller.data().toString(), "--out", export.toString()))
        .isZero();
    String output =
        teller.output().stream()
            .filter(line -> !line.startsWith("[SECURITY]"))
            .collect(Collectors.joining("\n"));
    List<String> all = new ArrayList<>(List.of(more));
    all.add(audit);
    all.add(staff.get("/v1/admin/calls/" + callId).text());
    all.add(Files.readString(export));
    all.add(output);
    all.add(Health.metrics(teller).body());
    for (String told : all) {
      assertThat(KeptFiles.holds(told, digits)).as(told).isFalse();
    }
    var journal = KeptFiles.in(teller.data().resolve("cassandra"));
    assertThat(journal.thatHold(callId)).as("where the call is kept").isNotEmpty();
    assertThat(journal.thatHold("Shall I go ahead?")).as("where words are kept").isNotEmpty();
    assertThat(ModelInput.of(teller.data()).texts()).as("what the model read").isNotEmpty();
    assertThat(KeptFiles.in(teller.data()).thatHold(digits)).isEmpty();
  }
}
