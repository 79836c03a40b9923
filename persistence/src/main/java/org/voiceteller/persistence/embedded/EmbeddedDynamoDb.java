package org.voiceteller.persistence.embedded;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * DynamoDB Local as a child process, reachable from this machine only, without telemetry. It
 * accepts any credentials and region. Amazon's licence allows it for development and tests; it is
 * never shipped.
 */
public final class EmbeddedDynamoDb {

  private final int port;
  private final RestartedChild child;

  private EmbeddedDynamoDb(int port, RestartedChild child) {
    this.port = port;
    this.child = child;
  }

  /**
   * Begins to start DynamoDB Local and returns at once.
   *
   * @param directory where its data and log are kept; held by one process at a time, which the
   *     caller sees to
   * @param port on 127.0.0.1; 0 for any free one
   * @param inMemory whether the data is forgotten with the process: ten times faster, for tests
   * @throws EmbeddedStoreException when the port is taken or the child's program is not built
   */
  public static EmbeddedDynamoDb start(
      Path directory, int port, boolean inMemory, Duration startTimeout) {
    ChildHome home = ChildHome.of("embedded-dynamodb");
    int chosen = Ports.choose(port, "DynamoDB Local");
    String data = inMemory ? "in-memory" : directory.resolve("data").toAbsolutePath().toString();
    List<String> command =
        home.javaCommand(
            List.of("-Dsqlite4java.library.path=" + home.nativeLibraries()),
            "org.voiceteller.embedded.dynamodb.DynamoDbChild",
            List.of(data, Integer.toString(chosen)));
    return new EmbeddedDynamoDb(
        chosen,
        RestartedChild.start(
            new RestartedChild.Program(
                "DynamoDB Local",
                ChildProcess.STORE_READY,
                command,
                Map.of("DDB_LOCAL_TELEMETRY", "0"),
                directory,
                startTimeout)));
  }

  /** Where it answers. Known before it is ready. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Completes when requests are answered; fails with {@link EmbeddedStoreException}. */
  public CompletionStage<Void> whenReady() {
    return child.whenReady();
  }

  /** Completes when it is gone and is not started again, wanted or not. */
  public CompletionStage<Void> whenStopped() {
    return child.whenStopped();
  }

  /** Of the process that runs now; another one after it died and was started again. */
  public long pid() {
    return child.pid();
  }

  /** Returns when the process is gone. */
  public void stop() {
    child.stop();
  }
}
