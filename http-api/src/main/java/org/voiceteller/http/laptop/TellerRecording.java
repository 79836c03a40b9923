package org.voiceteller.http.laptop;

import com.typesafe.config.ConfigException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.recording.RecordingTimeline;
import org.voiceteller.http.StartException;
import org.voiceteller.persistence.embedded.EmbeddedStoreException;
import org.voiceteller.persistence.recording.RecordingExports;
import org.voiceteller.persistence.recording.UnreadableRecordingException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code ./teller recording}: takes the recording of a call out of the store, checked, as a WAV
 * file, whether the bank runs or not. Exit codes: 0 written and audited, 1 after a sentence that
 * says why not.
 */
@Command(
    name = "recording",
    description = "Writes the recording of a call as a WAV file, and audits that.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class TellerRecording implements Callable<Integer> {

  @Parameters(paramLabel = "CALL", description = "As ./teller call prints it.")
  private String callId = "";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "16 kHz, the caller on the left, the agent on the right.")
  private Path out = Path.of("recording.wav");

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "REFERENCE",
      description = "Why, for the audit log: letters, digits, - and _ only.")
  private String reason = "";

  @Mixin private StoresOptions stores = new StoresOptions();

  @Override
  public Integer call() {
    if (!callId.matches("[A-Za-z0-9-]{1,64}") || !reason.matches("[A-Za-z0-9_-]{1,64}")) {
      System.err.println("A call's id and the reference have letters, digits and - only.");
      return 1;
    }
    try {
      tell(RecordingExports.over(stores.configuration(), callId, reason, out.toAbsolutePath()));
      return 0;
    } catch (UncheckedIOException
        | StartException
        | UnreadableRecordingException
        | EmbeddedStoreException
        | CompletionException
        | ConfigException
        | IllegalArgumentException
        | IllegalStateException failed) {
      System.err.println("The recording was not exported. " + failed.getMessage());
      return 1;
    }
  }

  private void tell(RecordingExports.Exported exported) {
    RecordingTimeline timeline = exported.timeline();
    Instant zero = timeline.parts().getFirst().since();
    System.out.printf(
        Locale.ROOT,
        "Exported %.1f s to %s, and audited it. Its beginning is %.1f s after the call's.%n",
        exported.soundMs() / 1000.0,
        out,
        timeline.offsetMs(zero) / 1000.0);
    for (RecordingTimeline.Part part : timeline.parts()) {
      line(zero, part.since(), null, "part " + part.name());
      for (RecordingTimeline.Gap gap : part.gaps()) {
        String what = gap.kind().name().toLowerCase(Locale.ROOT);
        line(zero, gap.from(), gap.until(), what + " " + gap.reason());
      }
    }
    exported.remarks().forEach(System.out::println);
  }

  private static void line(Instant zero, Instant from, @Nullable Instant until, String what) {
    System.out.printf(
        Locale.ROOT,
        "  %8.1f s  %s%s%n",
        (from.toEpochMilli() - zero.toEpochMilli()) / 1000.0,
        what,
        until == null
            ? ""
            : " for %.1f s".formatted((until.toEpochMilli() - from.toEpochMilli()) / 1000.0));
  }
}
