package org.voiceteller.http.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a bank with a busy week answers, from {@code console/*.json} in the test resources. Times
 * stand there as {@code {{-5m}}} from now, days as {@code {{day+3d}}} and the beginnings of days as
 * {@code {{bucket-6d}}}, so that they never grow old.
 */
final class Fixtures {

  private static final Pattern TIME =
      Pattern.compile("\\{\\{(day|bucket)?([+-])(\\d+)(ms|s|m|h|d)}}");

  private Fixtures() {}

  /** The answer as JSON, its times filled in. */
  static String json(String name) {
    try (InputStream file = Fixtures.class.getResourceAsStream("/console/" + name + ".json")) {
      if (file == null) {
        throw new IllegalArgumentException("Expected the fixture " + name);
      }
      return filled(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same text with the times that its places name. */
  static String filled(String text) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    return TIME.matcher(text).replaceAll(it -> timeOf(it, now));
  }

  private static String timeOf(MatchResult place, Instant now) {
    long amount = Long.parseLong(place.group(2) + place.group(3));
    Instant at = now.plus(unit(place.group(4)).multipliedBy(amount));
    LocalDate day = at.atZone(ZoneOffset.UTC).toLocalDate();
    return switch (place.group(1)) {
      case "day" -> day.toString();
      case "bucket" -> day.atStartOfDay(ZoneOffset.UTC).toInstant().toString();
      case null, default -> at.toString();
    };
  }

  private static Duration unit(String name) {
    return switch (name) {
      case "ms" -> Duration.ofMillis(1);
      case "s" -> Duration.ofSeconds(1);
      case "m" -> Duration.ofMinutes(1);
      case "h" -> Duration.ofHours(1);
      default -> Duration.ofDays(1);
    };
  }
}
