package org.voiceteller.http.laptop;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.http.StartException;
import org.voiceteller.persistence.embedded.RestartedChild;

/**
 * The model's stand-in as a child process on a port of its own, which stays the same when it has to
 * be started again. Ctrl-C in a terminal reaches the whole process group, so the child ignores it
 * and ends with its standard input, when calls are over.
 */
final class StandIn {

  private static final Logger LOG = LoggerFactory.getLogger(StandIn.class);
  private static final Duration TOLD_WITHIN = Duration.ofSeconds(30);

  private final int port;
  private final RestartedChild child;

  private StandIn(int port, RestartedChild child) {
    this.port = port;
    this.child = child;
  }

  /**
   * What it does with the caller's sound.
   *
   * @param speech whether it loads what a caller's sound needs
   * @param options of its command line
   */
  record Manner(boolean speech, List<String> options) {

    /** Loading the ears takes some seconds of a core: until {@link StandIn#listen}. */
    static final Manner HEARS_AND_SPEAKS = new Manner(true, List.of("--ears-later"));

    static final Manner READS_AND_WRITES = new Manner(false, List.of("--no-speech"));

    /** For benchmarks, as the next: room for as many streams as anybody measures on one machine. */
    static final Manner READS_AND_WRITES_TO_MANY = READS_AND_WRITES.with("--max-streams", "2000");

    static final Manner ECHOES_AT_PITCH =
        new Manner(true, List.of("--echo-at-pitch", "--max-streams", "2000"));
    static final Manner ECHOES = new Manner(true, List.of("--echo", "--max-streams", "2000"));

    Manner {
      options = List.copyOf(options);
    }

    /** The same with further options. */
    Manner with(String... more) {
      var all = new ArrayList<>(options);
      all.addAll(List.of(more));
      return new Manner(speech, all);
    }
  }

  /**
   * Begins to start it and returns at once.
   *
   * @param home the project's directory, built
   * @param directory takes its log
   * @param startTimeout after so long without an answer it is ended
   * @throws RuntimeException in one sentence when it is not built or cannot be started
   */
  static StandIn start(Path home, Path directory, Manner manner, Duration startTimeout) {
    int port = freePort();
    return new StandIn(
        port,
        RestartedChild.start(
            new RestartedChild.Program(
                "The model's stand-in",
                "local-sonic ready http",
                command(home, port, manner),
                Map.of(),
                directory,
                startTimeout)));
  }

  private static List<String> command(Path home, int port, Manner manner) {
    Path target = home.resolve("local-sonic/target");
    Path classPath = target.resolve("class-path.txt");
    Path jar = target.resolve("local-sonic-0.1.0-SNAPSHOT.jar");
    try {
      List<String> command = new ArrayList<>();
      command.addAll(List.of("/bin/sh", "-c", "trap '' INT; exec \"$0\" \"$@\""));
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(
          List.of(
              "-XX:+UseSerialGC",
              "-Xms512m", // Loading its models fills a smaller heap again and again.
              "-Xmn256m",
              "-Xmx768m",
              "-Xshare:auto",
              "-XX:SharedArchiveFile=" + home.resolve("target/local-sonic.jsa"),
              "-XX:+AutoCreateSharedArchive",
              "-Xlog:disable",
              "--enable-native-access=ALL-UNNAMED",
              "--sun-misc-unsafe-memory-access=allow"));
      command.addAll(
          List.of("-cp", jar + File.pathSeparator + Files.readString(classPath).strip()));
      command.addAll(List.of("org.voiceteller.localsonic.LocalSonic", "--exit-with-parent"));
      command.addAll(List.of("--port", Integer.toString(port)));
      command.addAll(manner.options);
      return command;
    } catch (IOException missing) {
      throw new StartException(
          "The model's stand-in is not built: " + classPath + " is missing; ./teller builds it.");
    }
  }

  /** Where it answers, known before it does. */
  URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Completes when it answers for the first time; fails with a sentence. */
  CompletionStage<Void> whenReady() {
    return child.whenReady();
  }

  /**
   * Has it load its ears, now that nothing else wants the machine. Returns at once. One that is
   * started again, or cannot be told, loads them when its first conversation begins.
   */
  void listen() {
    HttpClient client = HttpClient.newHttpClient();
    client
        .sendAsync(
            HttpRequest.newBuilder(endpoint().resolve("/ears"))
                .timeout(TOLD_WITHIN)
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .whenComplete(
            (_, failure) -> {
              client.shutdown();
              if (failure != null) {
                LOG.info("The stand-in could not be told to listen: {}", failure.getMessage());
              }
            });
  }

  /** Ends it. Returns when it is gone. */
  void stop() {
    child.stop();
  }

  private static int freePort() {
    try (var probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      return probe.getLocalPort();
    } catch (IOException none) {
      throw new StartException("No free port was found on this machine: " + none.getMessage());
    }
  }
}
