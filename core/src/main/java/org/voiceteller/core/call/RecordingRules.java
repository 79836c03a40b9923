package org.voiceteller.core.call;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.audit.AuditAction;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.core.call.Call.Live;
import org.voiceteller.core.call.Call.NotStarted;
import org.voiceteller.core.call.Call.Over;
import org.voiceteller.core.call.CallRules.Joining;
import org.voiceteller.core.recording.RecordingMark;

/**
 * What may happen to the recording of a call. It begins when the consent to it is kept, on the leg
 * that speaks for the caller; what follows is kept whatever became of that leg and of the call, for
 * a recording is closed after both.
 */
final class RecordingRules {

  private RecordingRules() {}

  static Ruling<Joining> mark(
      Call call, String legId, RecordingMark mark, CallPolicy policy, Instant now) {
    return switch (call) {
      case NotStarted _ -> Ruling.unchanged(Joining.REFUSED);
      case Live live ->
          mark(live, mark, live.isJoinedBy(legId) && live.mayBeRecorded(), policy, now);
      case Over over -> mark(over.last(), mark, false, policy, now);
    };
  }

  private static Ruling<Joining> mark(
      Live call, RecordingMark mark, boolean mayStart, CallPolicy policy, Instant now) {
    RecordingMark before = newest(call.recordings(), mark.part());
    if (mark.equals(before)) {
      return Ruling.unchanged(Joining.JOINED);
    }
    boolean fits =
        before == null
            ? mark.kind() == RecordingMark.Kind.STARTED && mayStart
            : mark.kind() != RecordingMark.Kind.STARTED && !before.isLast();
    return fits
        ? new Recording(call, policy, now)
            .add(new CallEvent.RecordingMarked(mark, now))
            .audit(action(mark.kind()), result(mark.kind()), mark.resource(), false, List.of())
            .answer(Joining.JOINED)
        : Ruling.unchanged(Joining.REFUSED);
  }

  private static @Nullable RecordingMark newest(List<RecordingMark> marks, String part) {
    return marks.stream().filter(mark -> mark.part().equals(part)).findFirst().orElse(null);
  }

  private static AuditAction action(RecordingMark.Kind kind) {
    return switch (kind) {
      case STARTED -> AuditAction.RECORDING_STARTED;
      case PAUSED -> AuditAction.RECORDING_PAUSED;
      case RESUMED -> AuditAction.RECORDING_RESUMED;
      case WITHHELD -> AuditAction.RECORDING_WITHHELD;
      case ENDED -> AuditAction.RECORDING_ENDED;
      case FAILED -> AuditAction.RECORDING_FAILED;
    };
  }

  private static AuditEntry.Result result(RecordingMark.Kind kind) {
    return switch (kind) {
      case STARTED, PAUSED, RESUMED, WITHHELD, ENDED -> AuditEntry.Result.SUCCESS;
      case FAILED -> AuditEntry.Result.FAILED;
    };
  }
}
