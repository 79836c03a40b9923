package org.voiceteller.persistence.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * The day before a data directory was first used. A projection that starts anew looks for events
 * day by day from there; from a fixed day of the past it would look through hundreds of empty days
 * first.
 */
final class FirstDay {

  private static final DateTimeFormatter BUCKET =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'00:00").withZone(ZoneOffset.UTC);

  private FirstDay() {}

  /** As {@code pekko.persistence.cassandra.events-by-tag.first-time-bucket} wants it. */
  static String of(Path dataDirectory, InstantSource clock) {
    Path note = dataDirectory.resolve("first-day");
    try {
      if (!Files.exists(note)) {
        Files.writeString(note, BUCKET.format(clock.instant().minus(1, ChronoUnit.DAYS)));
      }
      return Files.readString(note).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
