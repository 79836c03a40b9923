package org.voiceteller.persistence.dynamodb;

import java.util.List;

/** How long uses of tools took, in buckets that never change: figures hold them by name. */
public final class ToolTimes {

  /** The last millisecond of each bucket; one more, without an end, follows. */
  public static final List<Long> LAST_MS =
      List.of(25L, 50L, 100L, 250L, 500L, 1_000L, 2_500L, 5_000L);

  /** What took longer than all of them. */
  public static final String LONGER = "leInf";

  private ToolTimes() {}

  /** The bucket of so long a use, as {@code le250}. */
  public static String bucket(long tookMs) {
    return LAST_MS.stream()
        .filter(last -> tookMs <= last)
        .findFirst()
        .map(ToolTimes::name)
        .orElse(LONGER);
  }

  /** What the bucket is called that ends with this millisecond. */
  public static String name(long lastMs) {
    return "le" + lastMs;
  }
}
