package org.voiceteller.http.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.persistence.console.Figures.Series;

/** Entries of an action, however they ended. */
final class Attempts {

  private static final List<String> RESULTS =
      Stream.of(AuditEntry.Result.values()).map(Enum::name).toList();

  private Attempts() {}

  static long of(Series actions, String action) {
    return RESULTS.stream().mapToLong(result -> actions.total(action, result)).sum();
  }

  /** For each hour or day. */
  static List<Long> each(Series actions, String action) {
    List<Long> sums = new ArrayList<>();
    for (int i = 0; i < actions.starts().size(); i++) {
      int place = i;
      sums.add(
          RESULTS.stream().mapToLong(result -> actions.values(action, result).get(place)).sum());
    }
    return sums;
  }
}
