package org.voiceteller.streams.rtp;

import java.time.Instant;

/** Times as sender reports carry them: 32 bits of seconds since 1900, 32 of the fraction. */
public final class NtpTime {

  private static final long SECONDS_FROM_1900_TO_1970 = 2_208_988_800L;

  private NtpTime() {}

  public static long of(Instant time) {
    long fraction = ((long) time.getNano() << 32) / 1_000_000_000L;
    return time.getEpochSecond() + SECONDS_FROM_1900_TO_1970 << 32 | fraction;
  }

  /** The middle 32 bits, in 1/65,536 s. */
  static long middle(long ntpTime) {
    return ntpTime >>> 16 & 0xffff_ffffL;
  }
}
