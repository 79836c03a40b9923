package org.voiceteller.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The image's entry point in a process that has the unpacked image for its root, as far as this
 * machine lets us: read-only but for {@code /tmp}, from which nothing can be executed, and without
 * any file of the machine but {@code /proc} and {@code /dev}. The network is the machine's.
 */
record Container(Process process, Path log) implements AutoCloseable {

  private static final int USER = 10001;

  /** What {@code chroot} says when it has a new root and cannot find the program in it. */
  private static final int COMMAND_NOT_FOUND = 127;

  private static final String NOT_THERE = "/not-there";

  /**
   * {@code $1} is the root, {@code $2} who it is; the rest is executed, so that signals reach it.
   */
  private static final String ENTER =
      """
      set -e
      mount --bind "$1" "$1"
      mount --rbind /proc "$1/proc"
      mount --rbind /dev "$1/dev"
      mount -t tmpfs -o noexec,nosuid,nodev tmpfs "$1/tmp"
      mount -o remount,bind,ro "$1"
      root=$1 who=$2
      shift 2
      exec chroot $who "$root" "$@"
      """;

  /** How near to a container we come. */
  enum Walls {
    /** As root: with the image's own user. */
    ROOT_AND_USER("unshare --mount", "--userspec=" + USER + ":" + USER + " --groups="),
    /** As anybody, where the kernel gives them a user namespace; the user is who we are. */
    ROOT("unshare --user --map-root-user --mount", ""),
    /** Neither is allowed: the image's runtime, jars and libraries, by their paths here. */
    NONE("", "");

    private final String unshare;
    private final String user;

    Walls(String unshare, String user) {
      this.unshare = unshare;
      this.user = user;
    }

    private List<String> around(Path root, List<String> command) {
      if (this == NONE) {
        return command.stream().map(word -> word.startsWith("/app/") ? root + word : word).toList();
      }
      List<String> all = new ArrayList<>(List.of(unshare.split(" ")));
      all.addAll(List.of("/bin/sh", "-c", ENTER, "enter", root.toString(), user));
      all.addAll(command);
      return all;
    }

    private Map<String, String> libraries(Path root) throws IOException {
      if (this != NONE) {
        return Map.of();
      }
      try (Stream<Path> files = Files.walk(root.resolve("lib"))) {
        return Map.of(
            "LD_LIBRARY_PATH",
            files.filter(Files::isDirectory).map(Path::toString).collect(Collectors.joining(":")));
      }
    }
  }

  /**
   * The thickest that this machine allows: tried with an empty root, so that a broken image is not
   * taken for a machine that does not allow them.
   *
   * @param empty a directory
   */
  static Walls walls(Path empty) throws IOException, InterruptedException {
    mountPoints(empty);
    for (Walls walls : List.of(Walls.ROOT_AND_USER, Walls.ROOT)) {
      String refusal;
      try {
        var told = told(new ProcessBuilder(walls.around(empty, List.of(NOT_THERE))));
        if (told.exitCode == COMMAND_NOT_FOUND && told.output.contains(NOT_THERE)) {
          return walls;
        }
        refusal = told.output.strip();
      } catch (IOException noSuchTool) {
        refusal = noSuchTool.getMessage();
      }
      System.err.println("No container with " + walls + " here: " + refusal);
    }
    return Walls.NONE;
  }

  /** Puts into an unpacked image what runtimes of containers put into each. */
  static Image prepare(Path root, Walls walls, JsonNode config) throws IOException {
    mountPoints(root);
    for (String file : List.of("hosts", "resolv.conf")) {
      Path here = Path.of("/etc", file);
      if (Files.exists(here)) {
        Files.copy(here, root.resolve("etc").resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return new Image(root, walls, config);
  }

  private static void mountPoints(Path root) throws IOException {
    for (String point : List.of("proc", "dev", "tmp")) {
      Files.createDirectories(root.resolve(point));
    }
  }

  /**
   * An unpacked image, ready to be started.
   *
   * @param root where it lies
   * @param walls around what is started
   * @param config what it says about its start
   */
  record Image(Path root, Walls walls, JsonNode config) {

    /** Puts a file there that its user alone can read, and says where who is inside finds it. */
    String secret(String name, Path content) throws IOException {
      Path there = root.resolve("run/secrets").resolve(name);
      Files.createDirectories(there.getParent());
      Files.copy(content, there);
      Files.setPosixFilePermissions(there, PosixFilePermissions.fromString("r--------"));
      if (walls == Walls.ROOT_AND_USER) {
        Files.setAttribute(there, "unix:uid", USER);
      }
      return walls == Walls.NONE ? there.toString() : "/run/secrets/" + name;
    }

    /** What another command than its entry point says. */
    String run(String... command) throws IOException, InterruptedException {
      return told(process(List.of(command), Map.of())).output;
    }

    private ProcessBuilder process(List<String> command, Map<String, String> environment)
        throws IOException {
      var process = new ProcessBuilder(walls.around(root, command));
      Map<String, String> inside = process.environment();
      inside.clear();
      for (JsonNode variable : config.path("Env")) {
        String[] nameAndValue = variable.asText().split("=", 2);
        inside.put(nameAndValue[0], nameAndValue[1]);
      }
      inside.putAll(environment);
      inside.putAll(walls.libraries(root));
      return process;
    }
  }

  /** What a command said, and its exit code. */
  private record Told(int exitCode, String output) {}

  private static Told told(ProcessBuilder command) throws IOException, InterruptedException {
    Process process = command.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Told(process.waitFor(), output);
  }

  /**
   * Starts its entry point.
   *
   * @param environment what an operator sets; goes over what the image sets
   * @param log takes what it says
   */
  static Container start(Image image, Map<String, String> environment, Path log)
      throws IOException {
    List<String> command =
        StreamSupport.stream(image.config.path("Entrypoint").spliterator(), false)
            .map(JsonNode::asText)
            .toList();
    return new Container(
        image
            .process(command, environment)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start(),
        log);
  }

  /** The files that its process has in memory: programs, libraries, jars. */
  List<String> mappedFiles() throws IOException {
    return Files.readString(Path.of("/proc/" + process.pid() + "/maps"))
        .lines()
        .map(line -> line.split("\\s+", 6))
        .filter(words -> words.length == 6 && words[5].startsWith("/"))
        .map(words -> words[5])
        .distinct()
        .toList();
  }

  /** As {@code docker stop}: its exit code when it has ended in time. */
  int stop(long seconds) throws InterruptedException, IOException {
    process.destroy();
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      throw new AssertionError(
          "Expected it to end within " + seconds + " s, but it said:\n" + Files.readString(log));
    }
    return process.exitValue();
  }

  /** As {@code kill -9}. Returns when it is gone. */
  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
