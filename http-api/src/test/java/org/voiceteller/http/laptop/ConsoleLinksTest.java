package org.voiceteller.http.laptop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceteller.http.StartException;

/** What the terminal shows, and what is left of it on the disk. */
class ConsoleLinksTest {

  @TempDir private Path data = Path.of("unset");

  @Test
  void findsTheRunningBankByWhatItHasNoted() {
    DataDirectory.noteRunning(
        data,
        ConsoleLinks.noted("http://127.0.0.1:4711")
            .withFallback(ConfigFactory.parseString("a.store = 1")));

    String one = ConsoleLinks.to(data);
    String other = ConsoleLinks.to(data);

    assertThat(one).matches("http://127\\.0\\.0\\.1:4711/console#link=[A-Za-z0-9_-]{43}");
    assertThat(other).isNotEqualTo(one);
  }

  @Test
  void keepsNoLinkWhereAnybodyElseCanReadIt() throws IOException {
    String link = ConsoleLinks.to("http://127.0.0.1:8080", data).split("=", 2)[1];

    Path links = data.resolve("secrets").resolve("console-links");
    List<Path> kept;
    try (Stream<Path> files = Files.list(links)) {
      kept = files.toList();
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(links)))
        .isEqualTo("rwx------");
    assertThat(kept)
        .singleElement()
        .satisfies(
            file -> {
              assertThat(file.toString()).doesNotContain(link);
              assertThat(Files.readString(file)).doesNotContain(link);
            });
  }

  @Test
  void saysThatNoBankRuns() {
    assertThatThrownBy(() -> ConsoleLinks.to(data))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("No bank runs over");
  }

  @Test
  void saysThatTheBankIsNotThereYet() {
    DataDirectory.noteRunning(data, ConfigFactory.parseString("a.store = 1"));

    assertThatThrownBy(() -> ConsoleLinks.to(data))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("has not started yet");
  }
}
