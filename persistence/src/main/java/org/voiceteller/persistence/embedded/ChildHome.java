package org.voiceteller.persistence.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a child's program lies: the {@code target} directory of its Maven module, with the module's
 * {@code classes} and, written by the build, {@code child/class-path} and {@code child/native}.
 *
 * <p>It is looked for at {@code persistence/MODULE} under the working directory and each directory
 * above it, so that it is found from the repository's root and from every module's tests. The
 * system property {@value #PROPERTY} names the {@code persistence} directory outright.
 */
record ChildHome(Path target) {

  static final String PROPERTY = "voice-teller.persistence.modules";

  static ChildHome of(String module) {
    return candidates(module)
        .map(candidate -> candidate.resolve("target"))
        .filter(target -> Files.isRegularFile(classPathFile(target)))
        .findFirst()
        .map(ChildHome::new)
        .orElseThrow(
            () ->
                new EmbeddedStoreException(
                    "Expected persistence/"
                        + module
                        + "/target/child/class-path in or above "
                        + Path.of("").toAbsolutePath()
                        + ", but it is not there. Build it with: mvn -pl persistence/"
                        + module
                        + " process-classes"));
  }

  private static Stream<Path> candidates(String module) {
    @Nullable String modules = System.getProperty(PROPERTY);
    if (modules != null) {
      return Stream.of(Path.of(modules, module));
    }
    return Stream.iterate(Path.of("").toAbsolutePath(), dir -> dir != null, Path::getParent)
        .map(dir -> dir.resolve("persistence").resolve(module));
  }

  private static Path classPathFile(Path target) {
    return target.resolve("child").resolve("class-path");
  }

  /** {@code java} as it runs here, with the module's {@code child.options} and class path. */
  List<String> javaCommand(List<String> options, String mainClass, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + classes().resolve("child.options"));
    command.addAll(options);
    command.add("-classpath");
    command.add(classes() + File.pathSeparator + String.join(File.pathSeparator, jars()));
    command.add(mainClass);
    command.addAll(arguments);
    return command;
  }

  /** The jars of the child, in their order. */
  List<String> jars() {
    try {
      return Arrays.asList(
          Files.readString(classPathFile(target)).strip().split(File.pathSeparator, -1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where libraries of the operating system lie. */
  Path nativeLibraries() {
    return target.resolve("child").resolve("native");
  }

  private Path classes() {
    return target.resolve("classes");
  }
}
