package org.voiceteller.core.recording;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What has happened to one part of a call's recording, by the clock of the leg that it is of. The
 * marks of a part are told in their order; {@link Kind#STARTED} is the first, and {@link
 * Kind#ENDED} or {@link Kind#FAILED} the last. A part without a last mark broke off with its
 * server.
 *
 * @param part unique within the call
 * @param at when; for what was withheld, from when
 * @param until what was withheld, until when; null for anything else, and when it is not known yet
 * @param reason a short name, as {@code ONE_TIME_CODE} or {@code CALLER_HUNG_UP}; null for a start
 *     and for going on
 * @param kept what there is of the part at its end; null before
 */
public record RecordingMark(
    String part,
    Kind kind,
    Instant at,
    @Nullable Instant until,
    @Nullable String reason,
    @Nullable Kept kept) {

  /** The names stand in the journal and never change. */
  public enum Kind {
    /** From here on both sides are recorded: the part's first sample. */
    STARTED,
    /** The bank waits for a secret: neither side is recorded. */
    PAUSED,
    RESUMED,
    /** One side said what is nobody's to hear, and it was left out before anything was kept. */
    WITHHELD,
    /** Nothing more comes, and all that was recorded is kept. */
    ENDED,
    /** It could not be kept any more. The call went on. */
    FAILED;

    boolean isLast() {
      return switch (this) {
        case ENDED, FAILED -> true;
        case STARTED, PAUSED, RESUMED, WITHHELD -> false;
      };
    }
  }

  /**
   * What is kept of a part.
   *
   * @param where as the store names it
   * @param soundMs the time from the first sample to the last, pauses included
   * @param sha256 of what is kept, in hexadecimal
   */
  public record Kept(String where, long soundMs, String sha256) {}

  public static RecordingMark started(String part, Instant at) {
    return new RecordingMark(part, Kind.STARTED, at, null, null, null);
  }

  public static RecordingMark paused(String part, Instant at, String reason) {
    return new RecordingMark(part, Kind.PAUSED, at, null, reason, null);
  }

  public static RecordingMark resumed(String part, Instant at) {
    return new RecordingMark(part, Kind.RESUMED, at, null, null, null);
  }

  /**
   * @param until null when it goes on
   */
  public static RecordingMark withheld(
      String part, Instant from, @Nullable Instant until, String reason) {
    return new RecordingMark(part, Kind.WITHHELD, from, until, reason, null);
  }

  public static RecordingMark ended(String part, Instant at, String reason, Kept kept) {
    return new RecordingMark(part, Kind.ENDED, at, null, reason, kept);
  }

  public static RecordingMark failed(String part, Instant at, String reason) {
    return new RecordingMark(part, Kind.FAILED, at, null, reason, null);
  }

  /** Whether no mark of the part follows this one. */
  public boolean isLast() {
    return kind.isLast();
  }

  /** What an audit entry is about, as {@code LEG-7-1 ONE_TIME_CODE}. */
  public String resource() {
    StringBuilder resource = new StringBuilder(part);
    if (reason != null) {
      resource.append(' ').append(reason);
    }
    if (kept != null) {
      resource
          .append(' ')
          .append(kept.where())
          .append(' ')
          .append(kept.soundMs())
          .append(" ms sha256:")
          .append(kept.sha256());
    }
    return resource.toString();
  }
}
