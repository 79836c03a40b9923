package org.voiceteller.core.recording;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.recording.RecordingMark.Kept;
import org.voiceteller.core.recording.RecordingMark.Kind;

/**
 * A call's recording as its marks tell it: which parts there are, and when there is nothing in
 * them. Times are those of the call, so that a transcript can be laid beside it.
 *
 * @param callBegan the moment of offset 0
 * @param parts in the order of their beginnings
 */
public record RecordingTimeline(Instant callBegan, List<Part> parts) {

  public RecordingTimeline {
    parts = List.copyOf(parts);
  }

  /**
   * One part.
   *
   * @param since the moment of its first sample
   * @param gaps in their order
   * @param end its last mark; null when it broke off, or is still being recorded
   */
  public record Part(String name, Instant since, List<Gap> gaps, @Nullable RecordingMark end) {

    public Part {
      gaps = List.copyOf(gaps);
    }

    /** What the journal knows to be kept of it; empty unless it was completed. */
    public Optional<Kept> kept() {
      return end == null ? Optional.empty() : Optional.ofNullable(end.kept());
    }
  }

  /**
   * Something that is not in the recording.
   *
   * @param until null when it lasted to the end of the part, or of a turn
   * @param reason as the mark tells it
   */
  public record Gap(Kind kind, Instant from, @Nullable Instant until, String reason) {}

  /**
   * @param marks in the order of the journal
   */
  public static RecordingTimeline of(Instant callBegan, List<RecordingMark> marks) {
    Map<String, Draft> drafts = new LinkedHashMap<>();
    for (RecordingMark mark : marks) {
      drafts.computeIfAbsent(mark.part(), _ -> new Draft(mark.at())).add(mark);
    }
    return new RecordingTimeline(
        callBegan,
        drafts.entrySet().stream().map(draft -> draft.getValue().part(draft.getKey())).toList());
  }

  /** Milliseconds since the call began. */
  public long offsetMs(Instant time) {
    return Duration.between(callBegan, time).toMillis();
  }

  private static final class Draft {
    private final Instant since;
    private final List<Gap> gaps = new ArrayList<>();
    private @Nullable RecordingMark paused;
    private @Nullable RecordingMark end;

    private Draft(Instant since) {
      this.since = since;
    }

    private void add(RecordingMark mark) {
      switch (mark.kind()) {
        case STARTED -> {
          // its beginning
        }
        case PAUSED -> paused = paused == null ? mark : paused;
        case RESUMED -> closePause(mark.at());
        case WITHHELD -> gaps.add(new Gap(Kind.WITHHELD, mark.at(), mark.until(), reason(mark)));
        case ENDED, FAILED -> {
          closePause(mark.at());
          end = mark;
        }
      }
    }

    private void closePause(@Nullable Instant until) {
      if (paused != null) {
        gaps.add(new Gap(Kind.PAUSED, paused.at(), until, reason(paused)));
        paused = null;
      }
    }

    private static String reason(RecordingMark mark) {
      return mark.reason() == null ? "" : mark.reason();
    }

    private Part part(String name) {
      closePause(null);
      return new Part(name, since, gaps, end);
    }
  }
}
