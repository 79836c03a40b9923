package org.voiceteller.http.laptop;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.voiceteller.http.StartException;

/** A further node of a bank, as in production: a process of its own that starts no stores. */
final class SecondNode implements AutoCloseable {

  private static final String OPEN = "open ";
  private static final long OPENS_WITHIN_S = 120;

  private final Process process;
  private final CompletableFuture<URI> open = new CompletableFuture<>();

  private SecondNode(Process process) {
    this.process = process;
  }

  /**
   * @param home the project's directory, built
   * @param settings beside what a node is set to
   */
  static SecondNode start(Path home, Config settings) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments(home, settings));
    var node =
        new SecondNode(
            new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    Runtime.getRuntime().addShutdownHook(new Thread(node::close, "stop-second-node"));
    Thread.ofPlatform().daemon().name("second node").start(node::follow);
    return node;
  }

  /**
   * What {@code java} is told to run one.
   *
   * @param home the project's directory, built
   * @param settings beside what a node is set to
   */
  static List<String> arguments(Path home, Config settings) throws IOException {
    Path target = home.resolve("http-api/target");
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
    settings
        .root()
        .toConfig()
        .entrySet()
        .forEach(entry -> add(arguments, entry.getKey(), entry.getValue()));
    arguments.addAll(
        List.of(
            "-cp",
            target.resolve("http-api-0.1.0-SNAPSHOT.jar")
                + File.pathSeparator
                + Files.readString(target.resolve("class-path.txt")).strip(),
            "org.voiceteller.http.Main"));
    return arguments;
  }

  /**
   * The same in a file, as {@code java @file} takes it, for whoever starts the node again and
   * again.
   *
   * @return the file
   */
  static Path argumentsFile(Path home, Config settings, Path file) throws IOException {
    return Files.writeString(
        file,
        arguments(home, settings).stream()
            .map(SecondNode::quoted)
            .collect(Collectors.joining("\n")));
  }

  private static String quoted(String argument) {
    return "\"" + argument.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  /** As the second node of a trial bank is set up: the same stores, model, keys and telephones. */
  static Config settings(TrialBank.Site site, URI model, int artery, Map<String, ?> more) {
    Path data = site.data();
    try {
      Config own =
          ConfigFactory.parseMap(
              Map.of(
                  "voice-teller.nova.endpoint",
                  model.toString(),
                  "voice-teller.nova.region",
                  "us-east-1",
                  "voice-teller.cluster.seeds",
                  "127.0.0.1:" + artery,
                  "voice-teller.persistence.dynamodb.region",
                  "us-east-1",
                  "voice-teller.persistence.dynamodb.local-credentials",
                  true,
                  "voice-teller.personal-data.master-key-file",
                  data.resolve("secrets/personal-data-master-key").toString(),
                  "voice-teller.bank.authentication.key",
                  Files.readString(data.resolve("secrets/bank-key")).strip()),
              "another node");
      return ConfigFactory.parseMap(more, "this node")
          .withFallback(own)
          .withFallback(site.telephones())
          .withFallback(ConfigFactory.parseFile(data.resolve("running.conf").toFile()));
    } catch (IOException unreadable) {
      throw new StartException("The bank's keys cannot be read: " + unreadable.getMessage());
    }
  }

  private static void add(List<String> command, String key, ConfigValue value) {
    if (value instanceof ConfigList list) {
      for (int i = 0; i < list.size(); i++) {
        command.add("-D" + key + "." + i + "=" + list.get(i).unwrapped());
      }
    } else {
      command.add("-D" + key + "=" + value.unwrapped());
    }
  }

  private void follow() {
    try (var lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        System.out.println("second node: " + line);
        if (line.startsWith(OPEN)) {
          open.complete(URI.create(line.substring(OPEN.length()).strip()));
        }
      }
      open.completeExceptionally(new StartException("The second node ended at once."));
    } catch (IOException broken) {
      open.completeExceptionally(broken);
    }
  }

  long pid() {
    return process.pid();
  }

  /**
   * @return where its doors are, when they are there
   * @throws StartException in one sentence when they do not open
   */
  URI awaitOpen() throws InterruptedException {
    try {
      return open.get(OPENS_WITHIN_S, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failed) {
      throw new StartException("The second node does not open: " + failed.getMessage());
    }
  }

  /** Its exit code; -1 when it has not ended by then. */
  int awaitEnd(long time, TimeUnit unit) throws InterruptedException {
    return process.waitFor(time, unit) ? process.exitValue() : -1;
  }

  /** Ends it at once, if it has not ended. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
