package org.voiceteller.http.admin;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.call.CallEvent;
import org.voiceteller.core.call.CallOrigin;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.core.recording.RecordingMark;
import org.voiceteller.core.recording.RecordingTimeline;

/** A call at a glance, from its own events: right at once, while the tables come a moment later. */
final class CallStory {

  private final String callId;
  private final CallOrigin origin;
  private final Instant startedAt;
  private String state = "live";
  private Level level = Level.NONE;
  private @Nullable String customerId;
  private @Nullable EndReason endReason;
  private @Nullable Instant endedAt;
  private final List<RecordingMark> marks;

  private CallStory(CallEvent.Started started, List<RecordingMark> marks) {
    this.callId = started.callId();
    this.origin = started.origin();
    this.startedAt = started.at();
    this.marks = marks;
  }

  /**
   * @param events of a call, all of them, in order
   */
  static CallStory of(List<CallEvent> events) {
    if (!(events.getFirst() instanceof CallEvent.Started started)) {
      throw new IllegalStateException("Expected a call to begin with its start");
    }
    CallStory story =
        new CallStory(
            started,
            events.stream()
                .filter(CallEvent.RecordingMarked.class::isInstance)
                .map(event -> ((CallEvent.RecordingMarked) event).mark())
                .toList());
    events.forEach(story::apply);
    return story;
  }

  private void apply(CallEvent event) {
    if (event instanceof CallEvent.LegLost) {
      state = "waiting";
    } else if (event instanceof CallEvent.LegAttached) {
      state = "live";
    } else if (event instanceof CallEvent.CustomerIdentified(var id, _)) {
      customerId = id;
    } else if (event instanceof CallEvent.LevelReached(var reached, _)) {
      level = reached;
    } else if (event instanceof CallEvent.AuthenticationDropped) {
      level = Level.NONE;
    } else if (event instanceof CallEvent.Ended(var reason, var at)) {
      state = "ended";
      endReason = reason;
      endedAt = at;
    }
  }

  boolean isOver() {
    return endedAt != null;
  }

  CallViews.CallLine line() {
    return new CallViews.CallLine(
        callId,
        state,
        level.number(),
        origin.channel(),
        origin.jurisdiction(),
        customerId,
        startedAt,
        endedAt,
        endReason == null ? null : endReason.name(),
        origin.attestation() == null ? null : origin.attestation().name());
  }

  CallViews.Recording recording() {
    RecordingTimeline timeline = RecordingTimeline.of(startedAt, marks);
    return new CallViews.Recording(
        timeline.parts().stream().anyMatch(part -> part.kept().isPresent()),
        timeline.parts().stream()
            .flatMap(part -> part.gaps().stream())
            .map(gap -> new CallViews.Gap(gap.from(), gap.until(), gap.reason()))
            .toList());
  }
}
