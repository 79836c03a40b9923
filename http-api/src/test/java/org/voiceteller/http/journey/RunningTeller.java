package org.voiceteller.http.journey;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Everything that {@code ./teller up} starts, in processes of their own, as a user has it. */
final class RunningTeller implements AutoCloseable {

  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final Path PROGRAM =
      PROJECT.resolve("http-api/target/http-api-0.1.0-SNAPSHOT.jar");
  private static final Path CLASS_PATH = PROGRAM.resolveSibling("class-path.txt");
  private static final Pattern CODE =
      Pattern.compile("^\\[SECURITY\\] OTP sent to \\S+(\\d{4}): (\\d{6})$");

  /** As long as a whole bank may take to start beside others on a busy machine. */
  static final Duration READY = Duration.ofSeconds(180);

  /** Who ends politely writes down which classes it had, for those that start after it. */
  private static final Duration GONE = READY;

  /** What it was started with, to be started with again. */
  private record Start(int port, int tablesPort, List<String> options, Path data, String[] more) {}

  private final Process process;
  private final Start start;
  private final List<String> output = new CopyOnWriteArrayList<>();
  private final CompletableFuture<String> ready = new CompletableFuture<>();

  private RunningTeller(Process process, Start start) {
    this.process = process;
    this.start = start;
  }

  /** Starts on a free port and returns when it says that it is ready. */
  static RunningTeller start(Path data, String... more) throws Exception {
    return startWith(List.of(), data, more).awaitReady();
  }

  /**
   * Starts on a free port and returns at once.
   *
   * @param options for the JVM, as {@code -Dkey=value} for a setting
   */
  static RunningTeller startWith(List<String> options, Path data, String... more)
      throws IOException {
    return startAt(freePort(), options, data, more);
  }

  /** The same on a port that is known before, since a setting names it. */
  static RunningTeller startAt(int port, List<String> options, Path data, String... more)
      throws IOException {
    return begin(new Start(port, freePort(), options, data, more));
  }

  /** Starts once more where this one was killed: on its port and with all that it kept. */
  RunningTeller startAgain() throws Exception {
    return begin(start).awaitReady();
  }

  private static RunningTeller begin(Start start) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-XX:Tier4InvocationThreshold=50000",
                "-XX:Tier4MinInvocationThreshold=6000",
                "-XX:Tier4CompileThreshold=150000",
                "-XX:SharedArchiveFile=" + PROGRAM.resolveSibling("teller-of-tests.jsa"),
                "-XX:+AutoCreateSharedArchive",
                "-Xlog:disable",
                "-Dvoice-teller.home=" + PROJECT,
                "-Dvoice-teller.persistence.modules=" + PROJECT.resolve("persistence"),
                // a microphone that speaks at twice the pace, on a machine that stands still at
                // times
                "-Dvoice-teller.nova.silence-after=2s",
                "-Dvoice-teller.nova.send-queue=30s",
                "-Dvoice-teller.persistence.embedded.start-timeout=" + READY.toSeconds() + "s",
                "-Dvoice-teller.persistence.embedded.dynamodb-port=" + start.tablesPort()));
    command.addAll(start.options()); // the last of two settings counts
    command.addAll(
        List.of(
            "-cp",
            PROGRAM + File.pathSeparator + Files.readString(CLASS_PATH).strip(),
            "org.voiceteller.http.laptop.Teller",
            "up",
            "--port",
            Integer.toString(start.port()),
            "--data",
            start.data().toString()));
    command.addAll(List.of(start.more()));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(ModelInput.writtenTo(start.data()));
    var teller = new RunningTeller(builder.start(), start);
    teller.followOutput();
    return teller;
  }

  /**
   * Runs another command of {@code ./teller} beside it, with its settings, and gives its exit code.
   * What it says stands in {@code command.log} of the data.
   */
  int command(String... words) throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(start.options());
    command.addAll(
        List.of(
            "-cp",
            PROGRAM + File.pathSeparator + Files.readString(CLASS_PATH).strip(),
            "org.voiceteller.http.laptop.Teller"));
    command.addAll(List.of(words));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(start.data().resolve("command.log").toFile())
        .start()
        .waitFor();
  }

  URI home() {
    return URI.create("http://127.0.0.1:" + start.port());
  }

  /** Where everything is kept. */
  Path data() {
    return start.data();
  }

  /** Where its DynamoDB listens. */
  int tablesPort() {
    return start.tablesPort();
  }

  /** Where the model's stand-in listens: the command line is too long for {@code ProcessHandle}. */
  URI model() throws IOException {
    long pid = child("local-sonic").orElseThrow().pid();
    var words = List.of(Files.readString(Path.of("/proc/" + pid + "/cmdline")).split("\0"));
    return URI.create("http://127.0.0.1:" + words.get(words.indexOf("--port") + 1));
  }

  /** The door for calls. */
  URI calls() {
    return URI.create("ws://127.0.0.1:" + start.port() + "/v1/calls");
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** All that it has printed so far. */
  List<String> output() {
    return List.copyOf(output);
  }

  /** The one-time codes that it has sent to this telephone so far, in order. */
  List<String> codesFor(String phoneNumber) {
    return output().stream()
        .map(CODE::matcher)
        .filter(Matcher::find)
        .filter(found -> phoneNumber.endsWith(found.group(1)))
        .map(found -> found.group(2))
        .toList();
  }

  /** The child whose command line holds this word. */
  Optional<ProcessHandle> child(String word) {
    return process
        .descendants()
        .filter(child -> child.info().commandLine().orElse("").contains(word))
        .findFirst();
  }

  List<ProcessHandle> children() {
    return process.descendants().toList();
  }

  /** As {@code kill -9}: nothing is tidied up. Returns when it and its children are gone. */
  void kill() throws ExecutionException, InterruptedException, TimeoutException {
    var children = children();
    process.destroyForcibly();
    awaitGone(children);
  }

  /** As Ctrl-C. Returns when it and its children are gone. */
  @Override
  public void close() throws ExecutionException, InterruptedException, TimeoutException {
    var children = children();
    process.destroy();
    awaitGone(children);
  }

  private void awaitGone(List<ProcessHandle> children)
      throws ExecutionException, InterruptedException, TimeoutException {
    var all = new ArrayList<CompletableFuture<?>>();
    all.add(process.onExit());
    children.forEach(child -> all.add(child.onExit()));
    try {
      CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new))
          .get(GONE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      children.forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw e;
    }
  }

  private void followOutput() {
    Thread.ofPlatform()
        .daemon()
        .name("teller output")
        .start(
            () -> {
              try (var lines = process.inputReader()) {
                lines
                    .lines()
                    .forEach(
                        line -> {
                          output.add(line);
                          if (line.startsWith("ready ")) {
                            ready.complete(line);
                          }
                        });
              } catch (IOException | UncheckedIOException e) {
                ready.completeExceptionally(e); // killed: its output breaks off
              }
              ready.completeExceptionally(
                  new IllegalStateException("It ended before it was ready"));
            });
  }

  /** Returns when it says that it is ready, and would not understand any later what is spoken. */
  RunningTeller awaitReady() throws Exception {
    try {
      ready.get(READY.toMillis(), TimeUnit.MILLISECONDS);
      if (child("local-sonic").isPresent()) {
        Health.awaitEars(this);
      }
      return this;
    } catch (ExecutionException | TimeoutException e) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new IllegalStateException("Not ready; it said: " + String.join("\n", output), e);
    }
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
