package org.voiceteller.core.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The ids of audit entries. */
public final class AuditIds {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmssSSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final int WORK_DIGITS = 16;

  private AuditIds() {}

  /**
   * {@code AUDIT-}, the moment in UTC to the millisecond, the last part of the call's id and the
   * entry's number in the call: the same entry always has the same id, and no two entries share one
   * as long as the calls' ids differ in their last parts.
   */
  public static String of(String callId, long number, Instant at) {
    String call = callId.substring(callId.lastIndexOf('-') + 1);
    return "AUDIT-%s-%s%04d".formatted(MOMENT.format(at), call, number);
  }

  /** Of the only entry of a work that is not a call: as above, with digits of the work's hash. */
  static String ofWork(String work, Instant at) {
    return "AUDIT-%s-%s%04d"
        .formatted(MOMENT.format(at), AuditHash.of(work).substring(0, WORK_DIGITS), 1);
  }
}
