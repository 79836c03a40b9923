package org.voiceteller.image;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** A Java runtime with the modules that a node and the trunks' adapter need, linked by this JDK. */
final class LinkedRuntime {

  /** In the image. */
  static final String PLACE = "/app/runtime";

  /**
   * What {@code jdeps} finds in our jars and those of others, but for what of theirs is never
   * called, and what it cannot see: providers that are looked up by name.
   */
  private static final List<String> MODULES =
      List.of(
          "java.base",
          "java.desktop", // reads WAV; nothing of it is shown, printed or played
          "java.instrument", // for a bank's own agents
          "java.logging",
          "java.management",
          "java.naming",
          "java.net.http",
          "java.security.jgss",
          "java.security.sasl",
          "java.sql",
          "java.xml",
          "jdk.crypto.cryptoki", // keys in a security module
          "jdk.httpserver", // the adapter's health
          "jdk.jcmd", // an image without a shell still tells what its threads do
          "jdk.jfr",
          "jdk.management",
          "jdk.naming.dns",
          "jdk.net",
          "jdk.unsupported",
          "jdk.zipfs");

  private static final List<String> OPTIONS =
      List.of(
          "--add-modules",
          String.join(",", MODULES),
          // Windows, fonts and loudspeakers, and with them half of X11.
          "--exclude-files",
          "glob:/java.desktop/**/*.so",
          "--strip-debug",
          "--no-man-pages",
          "--no-header-files",
          "--compress",
          "zip-6");

  private LinkedRuntime() {}

  /** Links it there, unless the same one is there. */
  static Path in(Path directory) throws IOException {
    Path stamp = directory.resolveSibling(directory.getFileName() + ".linked");
    String wanted = Runtime.version() + " " + String.join(" ", OPTIONS);
    if (Files.exists(stamp) && Files.readString(stamp).equals(wanted)) {
      return directory;
    }
    Files.deleteIfExists(stamp);
    forget(directory);
    link(directory);
    Files.writeString(stamp, wanted);
    return directory;
  }

  private static void link(Path directory) {
    ToolProvider jlink =
        ToolProvider.findFirst("jlink")
            .orElseThrow(() -> new IllegalStateException("This is no whole JDK: it has no jlink."));
    List<String> arguments =
        Stream.concat(OPTIONS.stream(), Stream.of("--output", directory.toString())).toList();
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    int exitCode = jlink.run(out, out, arguments.toArray(String[]::new));
    if (exitCode != 0) {
      throw new IllegalStateException("jlink did not link a runtime: " + said);
    }
  }

  private static void forget(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> all = Files.walk(directory)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  /** As it is linked: what can be executed there can be executed in the image. */
  static FileEntriesLayer layer(Path directory) throws IOException {
    return FileEntriesLayer.builder()
        .setName("runtime")
        .addEntryRecursive(
            directory,
            AbsoluteUnixPath.get(PLACE),
            (file, _) -> FilePermissions.fromOctalString(Files.isExecutable(file) ? "755" : "644"))
        .build();
  }
}
