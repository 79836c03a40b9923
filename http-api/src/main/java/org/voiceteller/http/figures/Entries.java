package org.voiceteller.http.figures;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.voiceteller.persistence.console.Figures;
import org.voiceteller.persistence.console.Period;

/** Where the audit entries behind a number are: queries of {@code /v1/admin/audit}. */
final class Entries {

  private Entries() {}

  static String of(Period period, String... pairs) {
    StringBuilder query =
        new StringBuilder("/v1/admin/audit?from=%s&to=%s".formatted(period.from(), period.to()));
    for (int i = 0; i < pairs.length; i += 2) {
      query
          .append('&')
          .append(pairs[i])
          .append('=')
          .append(URLEncoder.encode(pairs[i + 1], StandardCharsets.UTF_8));
    }
    return query.toString();
  }

  /** One for each hour or day. */
  static List<String> ofEach(Figures.Series series, String... pairs) {
    Duration length =
        switch (series.bucket()) {
          case HOUR -> Duration.ofHours(1);
          case DAY -> Duration.ofDays(1);
        };
    return series.starts().stream()
        .map(start -> of(new Period(start, start.plus(length)), pairs))
        .toList();
  }

  static List<String> times(Figures.Series series) {
    return series.starts().stream().map(Instant::toString).toList();
  }

  /** The title of a chart's axis of time. */
  static String axis(Figures.Series series) {
    return switch (series.bucket()) {
      case HOUR -> "Hour";
      case DAY -> "Day (UTC)";
    };
  }
}
