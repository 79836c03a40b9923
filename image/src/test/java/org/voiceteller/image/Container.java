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
    ROOT_AND_USER(List.of("unshare", "--mount"), "--userspec=" + USER + ":" + USER + " --groups="),
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

  /** The thickest that this machine allows: tried with a runtime that tells of itself. */
  static Walls walls(Path root, JsonNode config) throws IOException, InterruptedException {
    for (Walls walls : Walls.values()) {
      String refusal;
      try {
        var told = run(root, walls, config, LinkedRuntime.PLACE + "/bin/java", "-version");
        if (told.exitCode == 0) {
          return walls;
        }
        refusal = told.output.strip();
      } catch (IOException noSuchTool) {
        refusal = noSuchTool.getMessage();
      }
      System.err.println("No container with " + walls + " here: " + refusal);
    }
    throw new AssertionError("Expected the image's runtime to start in one of the ways above");
  }

  /** What a command in the container said, and its exit code. */
  record Told(int exitCode, String output) {}

  /** Runs another command than its entry point, with the image's environment. */
  static Told run(Path root, Walls walls, JsonNode config, String... command)
      throws IOException, InterruptedException {
    Process process =
        builder(root, walls, config, List.of(command), Map.of()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Told(process.waitFor(), output);
  }

  /** What runtimes of containers put into each: mount points, and how hosts are found. */
  static void prepare(Path root) throws IOException {
    Files.createDirectories(root.resolve("proc"));
    Files.createDirectories(root.resolve("dev"));
    for (String file : List.of("hosts", "resolv.conf")) {
      Path here = Path.of("/etc", file);
      if (Files.exists(here)) {
        Files.copy(here, root.resolve("etc").resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** Puts a file there that its user alone can read, and says where it is for who is inside. */
  static String secret(Path root, Walls walls, String name, Path content) throws IOException {
    Path place = root.resolve("run/secrets").resolve(name);
    Files.createDirectories(place.getParent());
    Files.copy(content, place);
    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("r--------"));
    if (walls == Walls.ROOT_AND_USER) {
      Files.setAttribute(place, "unix:uid", USER);
      Files.setAttribute(place, "unix:gid", USER);
    }
    return walls == Walls.NONE ? place.toString() : "/run/secrets/" + name;
  }

  /**
   * @param config the image's
   * @param environment what an operator sets; goes over what the image sets
   * @param log takes what it says
   */
  static Container start(
      Path root, Walls walls, JsonNode config, Map<String, String> environment, Path log)
      throws IOException {
    List<String> command =
        StreamSupport.stream(config.path("Entrypoint").spliterator(), false)
            .map(JsonNode::asText)
            .toList();
    Process process =
        builder(root, walls, config, command, environment)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    return new Container(process, log);
  }

  private static ProcessBuilder builder(
      Path root,
      Walls walls,
      JsonNode config,
      List<String> command,
      Map<String, String> environment)
      throws IOException {
    var builder = new ProcessBuilder(walls.around(root, command));
    Map<String, String> inside = builder.environment();
    inside.clear();
    for (JsonNode variable : config.path("Env")) {
      String[] nameAndValue = variable.asText().split("=", 2);
      inside.put(nameAndValue[0], nameAndValue[1]);
    }
    inside.putAll(environment);
    inside.putAll(walls.libraries(root));
    return builder;
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
