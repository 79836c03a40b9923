package org.voiceteller.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The figures that operators are told of; another test holds them against /metrics. */
final class Figures {

  private static final Pattern NAME = Pattern.compile("`(voiceteller_\\w+)");

  private Figures() {}

  static Set<String> documented() {
    return Stream.of("operating.md", "telephony.md")
        .flatMap(file -> NAME.matcher(guide(file)).results())
        .map(match -> match.group(1))
        .collect(Collectors.toSet());
  }

  /** What is told of figures, and of the values of their labels. */
  static String guides() {
    return guide("operating.md") + guide("telephony.md");
  }

  private static String guide(String file) {
    try {
      return Files.readString(Path.of("../docs", file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
