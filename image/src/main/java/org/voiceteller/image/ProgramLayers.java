package org.voiceteller.image;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The jars of a node and of the trunks' adapter, in one directory and two layers: what others wrote
 * changes seldom, so that a deploy ships ours only.
 */
final class ProgramLayers {

  /** In the image. */
  static final String PLACE = "/app/libs";

  private static final List<String> PROGRAMS = List.of("http-api", "sip-trunk");

  private ProgramLayers() {}

  /**
   * Others' jars first.
   *
   * @param project built
   */
  static List<FileEntriesLayer> of(Path project) throws IOException {
    Collection<Path> jars = jars(project);
    Predicate<Path> isOurs =
        jar -> jar.startsWith(project) || jar.toString().contains("/org/voiceteller/");
    return List.of(
        layer("libraries", jars.stream().filter(isOurs.negate())).build(),
        layer("program", jars.stream().filter(isOurs))
            .addEntry(project.resolve("LICENSE"), AbsoluteUnixPath.get("/app/LICENSE"))
            .build());
  }

  private static FileEntriesLayer.Builder layer(String name, Stream<Path> jars) {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
    jars.forEach(
        jar -> layer.addEntry(jar, AbsoluteUnixPath.get(PLACE).resolve(jar.getFileName())));
    return layer;
  }

  /** Each once, in the order of their names, whatever the build's directory is called. */
  private static Collection<Path> jars(Path project) throws IOException {
    Map<String, Path> jars = new TreeMap<>();
    for (String program : PROGRAMS) {
      Path target = project.resolve(program).resolve("target");
      try (Stream<Path> built = Files.list(target)) {
        built.filter(file -> isJarOf(program, file)).forEach(jar -> put(jars, jar));
      }
      String classPath = Files.readString(target.resolve("class-path.txt")).strip();
      Stream.of(classPath.split(File.pathSeparator)).map(Path::of).forEach(jar -> put(jars, jar));
    }
    return jars.values();
  }

  private static boolean isJarOf(String program, Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(program + "-") && name.endsWith(".jar");
  }

  private static void put(Map<String, Path> jars, Path jar) {
    Path other = jars.putIfAbsent(jar.getFileName().toString(), jar);
    if (other != null && !other.equals(jar)) {
      throw new IllegalStateException("Two jars have one name: " + other + " and " + jar);
    }
  }
}
