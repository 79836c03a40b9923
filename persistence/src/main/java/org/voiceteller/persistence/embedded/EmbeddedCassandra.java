package org.voiceteller.persistence.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Cassandra 5 as a child process, reachable from this machine only. Every acknowledged write is on
 * the disk ({@code commitlog_sync: batch}), so a killed child or parent loses nothing. Measured on
 * two idle cores: CQL answers after 4.4 s the first time and 3.5 s later; 870 MB resident.
 */
public final class EmbeddedCassandra {

  private final int port;
  private final RestartedChild child;

  private EmbeddedCassandra(int port, RestartedChild child) {
    this.port = port;
    this.child = child;
  }

  /**
   * Begins to start Cassandra and returns at once.
   *
   * @param directory where its data and log are kept; held by one process at a time, which the
   *     caller sees to
   * @param port for CQL on 127.0.0.1; 0 for any free one
   * @throws EmbeddedStoreException when the port is taken or the child's program is not built
   */
  public static EmbeddedCassandra start(Path directory, int port, Duration startTimeout) {
    int nativePort = Ports.choose(port, "Cassandra");
    List<String> command =
        CassandraMember.alone(directory, nativePort, Ports.free(1).getFirst()).command();
    return new EmbeddedCassandra(
        nativePort,
        RestartedChild.start(
            new RestartedChild.Program(
                "Cassandra",
                ChildProcess.STORE_READY,
                command,
                Map.of(),
                directory,
                startTimeout)));
  }

  /** Of 127.0.0.1, for CQL. Known before Cassandra is ready. */
  public int port() {
    return port;
  }

  /** Completes when CQL is answered; fails with {@link EmbeddedStoreException}. */
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
