package org.voiceteller.image;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the runtime stands on: the C library of the machine that builds, by the paths at which its
 * own loader looks for it, a user and a place for temporary files. No shell, no tools.
 */
final class Ground {

  /** By number, as Kubernetes wants it to see that it is not root. */
  static final String USER = "10001:10001";

  private static final Map<String, String> FILES =
      Map.of(
          "passwd", "teller:x:10001:10001:Voice Teller:/home/teller:/sbin/nologin\n",
          "group", "teller:x:10001:\n",
          "nsswitch.conf", "hosts: files dns\n");

  /** Under which terms the C library and the compiler's may be passed on, where Debian keeps it. */
  private static final List<Path> TERMS =
      List.of(
          Path.of("/usr/share/doc/libc6/copyright"), Path.of("/usr/share/doc/libgcc-s1/copyright"));

  /** The C library's own UTF-8, without which other letters than English ones are lost in logs. */
  private static final Path LOCALE = Path.of("/usr/lib/locale/C.utf8");

  private Ground() {}

  /**
   * @param runtime that stands on it
   * @param work a directory for what is written here first
   */
  static FileEntriesLayer layer(Path runtime, Path work) throws IOException, InterruptedException {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName("ground");
    for (Path library : MachineLibraries.of(runtime)) {
      layer.addEntry(
          library, AbsoluteUnixPath.fromPath(library), FilePermissions.fromOctalString("755"));
    }
    SortedSet<Path> terms = new TreeSet<>(TERMS);
    terms.stream()
        .filter(Files::isReadable)
        .forEach(file -> layer.addEntry(file, AbsoluteUnixPath.fromPath(file)));
    if (Files.isDirectory(LOCALE)) {
      layer.addEntryRecursive(LOCALE, AbsoluteUnixPath.fromPath(LOCALE));
    }
    Path etc = Files.createDirectories(work.resolve("etc"));
    for (var file : FILES.entrySet()) {
      layer.addEntry(
          Files.writeString(etc.resolve(file.getKey()), file.getValue()),
          AbsoluteUnixPath.get("/etc/" + file.getKey()));
    }
    Path empty = Files.createDirectories(work.resolve("empty"));
    layer.addEntry(empty, AbsoluteUnixPath.get("/tmp"), FilePermissions.fromOctalString("777"));
    return layer.build();
  }
}
