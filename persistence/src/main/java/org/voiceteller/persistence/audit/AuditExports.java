package org.voiceteller.persistence.audit;

import com.typesafe.config.Config;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.IOResult;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.StreamConverters;
import org.apache.pekko.util.ByteString;

/** Exports beside a running bank, or without one: reads the ledger and writes nothing in it. */
public final class AuditExports {

  private AuditExports() {}

  /**
   * Of the bank that this configuration is of.
   *
   * @return how many lines there are
   * @throws RuntimeException with a sentence when it cannot be exported
   */
  public static long over(Config config, OutputStream out) {
    return StandaloneStores.with(config, (system, settings) -> export(system, settings, out));
  }

  private static long export(ActorSystem<?> system, Config config, OutputStream out) {
    AuditSettings settings = AuditSettings.from(config);
    HeadSigner key =
        Audit.key(settings)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "An export is signed: set voice-teller.audit.signing-key-file."));
    try {
      return new LedgerExport(LedgerStore.create(system, settings.keyspace()), key)
          .lines(InstantSource.system().instant())
          .thenCompose(
              lines ->
                  lines
                      .alsoToMat(
                          Sink.<Long, String>fold(0L, (count, _) -> count + 1),
                          (_, count) -> count)
                      .map(line -> ByteString.fromString(line + "\n"))
                      .toMat(StreamConverters.fromOutputStream(() -> out), AuditExports::both)
                      .run(system)
                      .thenCompose(counted -> counted))
          .toCompletableFuture()
          .join();
    } catch (CompletionException e) {
      throw new IllegalStateException(
          "The ledger cannot be read: " + String.valueOf(e.getCause()), e);
    }
  }

  private static CompletionStage<CompletionStage<Long>> both(
      CompletionStage<Long> count, CompletionStage<IOResult> written) {
    return written.thenApply(_ -> count);
  }
}
