package org.voiceteller.streams.recording;

import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.call.CallDesk;
import org.voiceteller.core.recording.RecordingStore;
import org.voiceteller.streams.observe.CallObserver;

/** Makes the recorders of calls: one of these per process. */
public final class Recordings {

  private final @Nullable RecordingStore store;
  private final RecordingSettings settings;

  private Recordings(@Nullable RecordingStore store, RecordingSettings settings) {
    this.store = store;
    this.settings = settings;
  }

  public static Recordings create(RecordingSettings settings, RecordingStore store) {
    return new Recordings(store, settings);
  }

  /** Records nothing. */
  public static Recordings none() {
    return new Recordings(null, new RecordingSettings(false, Duration.ZERO, Duration.ZERO));
  }

  /** The recorder of one leg. */
  public LegRecorder of(
      CallDesk.Opened call, CallDesk desk, InstantSource clock, CallObserver observer) {
    RecordingStore kept = store;
    return kept == null
        ? LegRecorder.none()
        : new CallRecorder(
            call.callId(),
            call.legId(),
            kept,
            settings,
            new MarkLine(desk, call.callId(), call.legId()),
            clock,
            observer);
  }
}
