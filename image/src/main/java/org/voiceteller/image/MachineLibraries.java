package org.voiceteller.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The libraries of this machine that a linked runtime loads, as {@code ldd} tells them. */
final class MachineLibraries {

  /**
   * Nobody is linked against these: the C library opens them by name, to look up hosts (until 2.34;
   * since then it has that built in) and to end a thread.
   */
  private static final List<String> OPENED_BY_NAME =
      List.of("libnss_dns.so.2", "libnss_files.so.2", "libresolv.so.2", "libgcc_s.so.1");

  /** {@code libm.so.6 => /lib/x86_64-linux-gnu/libm.so.6 (0x…)}. */
  private static final Pattern FOUND =
      Pattern.compile("^\\s*(\\S+) => (/\\S+) \\(0x\\p{XDigit}+\\)$");

  private static final Pattern MISSING = Pattern.compile("^\\s*(\\S+) => not found$");

  /** {@code /lib64/ld-linux-x86-64.so.2 (0x…)}: the loader, at the place that programs name. */
  private static final Pattern LOADER = Pattern.compile("^\\s*(/\\S+) \\(0x\\p{XDigit}+\\)$");

  private static final String C_LIBRARY = "libc.so.6";

  private MachineLibraries() {}

  /** By the paths at which the loader finds them. */
  static SortedSet<Path> of(Path runtime) throws IOException, InterruptedException {
    List<Path> programs = programs(runtime);
    SortedSet<Path> needed = new TreeSet<>();
    for (String line : ldd(programs)) {
      Matcher found = FOUND.matcher(line);
      Matcher missing = MISSING.matcher(line);
      Matcher loader = LOADER.matcher(line);
      if (found.matches()) {
        needed.add(Path.of(found.group(2)));
      } else if (loader.matches()) {
        needed.add(Path.of(loader.group(1)));
      } else if (missing.matches() && isForeign(missing.group(1), programs)) {
        throw new IllegalStateException(
            "The runtime needs " + missing.group(1) + ", which this machine does not have.");
      }
    }
    needed.removeIf(library -> library.normalize().startsWith(runtime));
    needed.addAll(openedByName(needed));
    return needed;
  }

  private static List<Path> programs(Path runtime) throws IOException {
    try (Stream<Path> libraries = Files.walk(runtime.resolve("lib"))) {
      return Stream.concat(
              Stream.of(runtime.resolve("bin/java")),
              libraries.filter(file -> file.toString().endsWith(".so")).sorted())
          .toList();
    }
  }

  /** The runtime's own, which one of them has loaded before another one needs it. */
  private static boolean isForeign(String library, List<Path> programs) {
    return programs.stream().noneMatch(own -> own.endsWith(library));
  }

  private static List<Path> openedByName(SortedSet<Path> needed) {
    Path beside =
        needed.stream()
            .filter(library -> library.endsWith(C_LIBRARY))
            .findFirst()
            .orElseThrow(
                () -> new IllegalStateException("Expected the GNU C library, but ldd told none."));
    return OPENED_BY_NAME.stream().map(beside::resolveSibling).filter(Files::exists).toList();
  }

  private static List<String> ldd(List<Path> programs) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("ldd"));
    programs.forEach(program -> command.add(program.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    builder.environment().remove("LD_LIBRARY_PATH"); // what somebody set here is not in the image
    Process process = builder.start();
    List<String> lines = process.inputReader().lines().toList();
    if (process.waitFor() != 0) {
      throw new IllegalStateException("ldd failed: " + String.join("\n", lines));
    }
    return lines;
  }
}
