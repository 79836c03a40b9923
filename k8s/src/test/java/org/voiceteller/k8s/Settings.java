package org.voiceteller.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What our processes read from their environment, by the settings that lie in their modules. */
final class Settings {

  private static final List<String> MODULES =
      List.of("http-api", "actors", "streams", "persistence", "sip-trunk");

  /** {@code ${?NAME}} in HOCON, {@code ${NAME:-default}} in Logback's settings. */
  private static final Pattern NAME = Pattern.compile("\\$\\{\\??([A-Z][A-Z0-9_]+)(?::-[^}]*)?}");

  private Settings() {}

  static Set<String> namesInTheEnvironment() {
    Set<String> names = new TreeSet<>();
    Stream.concat(
            MODULES.stream().map(module -> Path.of("..", module, "src/main/resources")),
            Stream.of(Path.of("base/nodes"), Path.of("base/sip")))
        .flatMap(Settings::files)
        .map(Settings::read)
        .flatMap(text -> NAME.matcher(text).results())
        .forEach(match -> names.add(match.group(1)));
    return names;
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().matches(".*(\\.conf|logback\\.xml)"))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
