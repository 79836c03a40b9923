package org.voiceteller.http.admin;

import static org.voiceteller.http.admin.Views.word;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.voiceteller.http.admin.AuditViews.Chain;
import org.voiceteller.http.admin.AuditViews.Entry;
import org.voiceteller.http.admin.LiveViews.Live;
import org.voiceteller.persistence.console.CallRow;

/** A call and its timeline, in the shapes of {@code openapi.yaml}. */
final class CallViews {

  private CallViews() {}

  /**
   * @param attestation of the caller's number; only where a call is shown by itself
   */
  record CallLine(
      String callId,
      String state,
      int level,
      String channel,
      String jurisdiction,
      @Nullable String customerId,
      Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable String endReason,
      @Nullable String attestation) {

    static CallLine of(CallRow row) {
      return new CallLine(
          row.callId(),
          word(row.state()),
          row.level().number(),
          row.channel(),
          row.jurisdiction(),
          row.customerId(),
          row.startedAt(),
          row.endedAt(),
          row.endReason() == null ? null : row.endReason().name(),
          null);
    }
  }

  record Call(
      CallLine call, @Nullable Live live, List<Step> steps, Chain chain, Recording recording) {}

  record Recording(boolean available, List<Gap> gaps) {}

  record Gap(Instant from, @Nullable Instant until, String reason) {}

  record Step(
      long number,
      Instant at,
      String lane,
      String kind,
      String text,
      @Nullable String outcome,
      @Nullable String tool,
      @Nullable Long tookMs,
      @Nullable String confirmation,
      @Nullable Entry audit) {

    static Step of(TimelineStep step) {
      return new Step(
          step.number(),
          step.at(),
          word(step.lane()),
          step.kind(),
          step.text(),
          step.outcome(),
          step.tool(),
          step.tookMs(),
          step.confirmation(),
          step.audit() == null ? null : Entry.of(step.audit(), null));
    }
  }
}
