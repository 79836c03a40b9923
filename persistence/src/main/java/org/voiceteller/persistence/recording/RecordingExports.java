package org.voiceteller.persistence.recording;

import com.typesafe.config.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.persistence.cassandra.query.javadsl.CassandraReadJournal;
import org.apache.pekko.persistence.query.PersistenceQuery;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.stream.javadsl.Sink;
import org.voiceteller.core.audit.AuditAction;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.core.audit.AuditIds;
import org.voiceteller.core.audit.Chained;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.call.CallEvent;
import org.voiceteller.core.recording.RecordingTimeline;
import org.voiceteller.persistence.audit.Audit;
import org.voiceteller.persistence.audit.AuditSettings;
import org.voiceteller.persistence.audit.StandaloneStores;
import org.voiceteller.persistence.personal.CallKeys;

/** Takes recordings out of the store, beside a running bank or without one. Each is audited. */
public final class RecordingExports {

  private static final String CALL = "call";

  private RecordingExports() {}

  /**
   * What was taken out.
   *
   * @param soundMs how long the file is
   * @param remarks what is to be known of it, a sentence each
   */
  public record Exported(long soundMs, RecordingTimeline timeline, List<String> remarks) {
    public Exported {
      remarks = List.copyOf(remarks);
    }
  }

  /**
   * Writes a call's recording as a WAV file: 16 kHz, the caller on the left, the agent on the
   * right. The file is there only when all of it was checked and that it was taken out is audited.
   *
   * @param reason a short code or reference for the audit, as {@code CASE-2026-17}
   * @throws RuntimeException with a sentence when it cannot be done
   */
  public static Exported over(Config config, String callId, String reason, Path out) {
    RecordingStoreSettings store = RecordingStoreSettings.from(config);
    return StandaloneStores.with(
        config,
        (system, settings) -> export(system, settings, store.directory(), callId, reason, out));
  }

  private static Exported export(
      ActorSystem<?> system,
      Config config,
      Path directory,
      String callId,
      String reason,
      Path out) {
    List<CallEvent> events = events(system, callId);
    Path unfinished = out.resolveSibling(out.getFileName() + ".unfinished");
    try {
      Files.deleteIfExists(unfinished);
      try {
        Exported exported = write(CallKeys.of(system), directory, callId, events, unfinished);
        audit(system, config, entry(callId, events, reason, InstantSource.system().instant()));
        Files.move(unfinished, out, StandardCopyOption.REPLACE_EXISTING);
        return exported;
      } finally {
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The file " + out + " cannot be written: " + e, e);
    }
  }

  /**
   * Writes a call's recording, checked, as a WAV file that is not there yet. Whoever asks for it
   * audits that.
   *
   * @param directory of the store
   * @param events of the call, all of them, in order
   * @throws UnreadableRecordingException when there is none, or it is not what was recorded
   * @throws IOException when the file cannot be written; what there is of it stays
   */
  public static Exported write(
      CallKeys keys, Path directory, String callId, List<CallEvent> events, Path out)
      throws IOException {
    RecordingTimeline timeline = timeline(callId, events);
    try (StereoWav wav = StereoWav.create(out)) {
      List<String> remarks = new CallRecording(callId, timeline, directory, keys).writeTo(wav);
      return new Exported(wav.samples() * 1000 / 16_000, timeline, remarks);
    }
  }

  private static List<CallEvent> events(ActorSystem<?> system, String callId) {
    try {
      return PersistenceQuery.get(system)
          .getReadJournalFor(CassandraReadJournal.class, CassandraReadJournal.Identifier())
          .currentEventsByPersistenceId(PersistenceId.of(CALL, callId).id(), 0, Long.MAX_VALUE)
          .map(envelope -> (CallEvent) envelope.event())
          .runWith(Sink.seq(), system)
          .toCompletableFuture()
          .join();
    } catch (CompletionException e) {
      throw new IllegalStateException("The journal cannot be read: " + e.getCause(), e);
    }
  }

  /**
   * @throws UnreadableRecordingException when there is no recording of such a call
   */
  static RecordingTimeline timeline(String callId, List<CallEvent> events) {
    Instant began =
        events.stream()
            .findFirst()
            .map(CallEvent::at)
            .orElseThrow(
                () -> new UnreadableRecordingException("There is no call " + callId + "."));
    RecordingTimeline timeline =
        RecordingTimeline.of(
            began,
            events.stream()
                .filter(CallEvent.RecordingMarked.class::isInstance)
                .map(event -> ((CallEvent.RecordingMarked) event).mark())
                .toList());
    if (timeline.parts().isEmpty()) {
      throw new UnreadableRecordingException(
          "The call " + callId + " was not recorded: its journal tells of no recording.");
    }
    return timeline;
  }

  private static void audit(ActorSystem<?> system, Config config, Chained entry) {
    AuditSettings settings = AuditSettings.from(config);
    try {
      Audit.writer(system, settings, Audit.key(settings), InstantSource.system())
          .append(entry)
          .toCompletableFuture()
          .join();
    } catch (CompletionException e) {
      throw new IllegalStateException(
          "Nothing was taken out, for it cannot be audited: " + e.getCause(), e);
    }
  }

  private static Chained entry(String callId, List<CallEvent> events, String reason, Instant now) {
    String work = "RECORDING-EXPORT-" + callId + "-" + now.toEpochMilli();
    return Chained.first(
        new AuditEntry(
            AuditIds.of(work, 1, now),
            1,
            now,
            customer(events).orElse(null),
            work,
            AuditAction.RECORDING_EXPORTED.name(),
            callId + " " + reason,
            AuditEntry.Result.SUCCESS,
            Level.NONE,
            null,
            jurisdiction(events),
            true,
            List.of()));
  }

  private static Optional<String> customer(List<CallEvent> events) {
    return events.stream()
        .filter(CallEvent.CustomerIdentified.class::isInstance)
        .map(event -> ((CallEvent.CustomerIdentified) event).customerId())
        .reduce((_, newest) -> newest);
  }

  private static String jurisdiction(List<CallEvent> events) {
    return events.getFirst() instanceof CallEvent.Started started
        ? started.origin().jurisdiction()
        : "US";
  }
}
