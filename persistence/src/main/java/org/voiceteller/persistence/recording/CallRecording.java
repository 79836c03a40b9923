package org.voiceteller.persistence.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.recording.RecordingMark;
import org.voiceteller.core.recording.RecordingStore;
import org.voiceteller.core.recording.RecordingTimeline;
import org.voiceteller.persistence.personal.CallKeys;

/** A call's recording, put together from its parts and checked against what the journal tells. */
final class CallRecording {

  private final String callId;
  private final RecordingTimeline timeline;
  private final Path directory;
  private final CallKeys keys;

  CallRecording(String callId, RecordingTimeline timeline, Path directory, CallKeys keys) {
    this.callId = callId;
    this.timeline = timeline;
    this.directory = directory;
    this.keys = keys;
  }

  /**
   * Writes the parts where they lie in the call's time; the first one's first sample is the file's.
   *
   * @return what is to be known of it, a sentence each; empty when all is whole
   * @throws UnreadableRecordingException when a part is not what was recorded
   * @throws IOException when the file cannot be written
   */
  List<String> writeTo(StereoWav wav) throws IOException {
    List<String> remarks = new ArrayList<>();
    for (RecordingTimeline.Part part : timeline.parts()) {
      Path file = directory.resolve(RecordingDirectory.file(callId, part.name()));
      part.kept().ifPresent(kept -> check(file, kept));
      long from = place(part);
      PartReader.Found found =
          PartReader.read(
              file,
              callId,
              part.name(),
              keys,
              sound -> wav.put(from + sound.firstSample(), sound.pcm()));
      if (!found.whole()) {
        if (part.kept().isPresent()) {
          throw new UnreadableRecordingException("The file " + file + " was cut");
        }
        remarks.add(
            "The part %s breaks off after %.1f s%s."
                .formatted(
                    part.name(),
                    found.samples() / (double) RecordingStore.SAMPLES_PER_S,
                    why(part.end())));
      }
    }
    return remarks;
  }

  private static String why(@Nullable RecordingMark end) {
    return end == null ? ": its server stopped, or the call is going on" : ": " + end.reason();
  }

  private static void check(Path file, RecordingMark.Kept kept) {
    if (!PartReader.sha256(file).equals(kept.sha256())) {
      throw new UnreadableRecordingException(
          "The file "
              + file
              + " is not the one that was recorded: its SHA-256 is not the one in the journal");
    }
  }

  private long place(RecordingTimeline.Part part) {
    Duration since = Duration.between(timeline.parts().getFirst().since(), part.since());
    return Math.max(0, since.toMillis()) * RecordingStore.SAMPLES_PER_S / 1000;
  }
}
