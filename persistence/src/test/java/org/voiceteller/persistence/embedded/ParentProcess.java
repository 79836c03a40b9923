package org.voiceteller.persistence.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.voiceteller.persistence.PersistenceSettings;

/** A program that starts the stores and is then killed. */
public final class ParentProcess {

  private ParentProcess() {}

  /** Takes the data directory; writes the children's process ids and Cassandra's port. */
  public static void main(String[] args) throws IOException {
    EmbeddedStores stores =
        EmbeddedStores.start(
            new PersistenceSettings.Embedded(
                true, true, Path.of(args[0]), 0, 0, false, Duration.ofSeconds(60)));
    stores.whenReady().toCompletableFuture().join();
    System.out.println(
        "started "
            + stores.cassandra().pid()
            + " "
            + stores.dynamoDb().pid()
            + " "
            + stores.cassandra().port());
    System.in.read();
  }
}
