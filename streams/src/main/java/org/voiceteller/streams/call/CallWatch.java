package org.voiceteller.streams.call;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.voiceteller.streams.nova.NovaInput;
import org.voiceteller.streams.nova.NovaOutput;
import org.voiceteller.streams.observe.CallObserver;
import org.voiceteller.streams.observe.CallObserver.AudioQueue;

/**
 * Looks on at what passes one call, and tells how long it took to pass: caller's sound from the leg
 * to the model (one frame a second, the time to fill the model's frame included), the first sound
 * of a turn from the model to the leg, and a barge-in from the model's signal to the leg's silence.
 * It changes nothing. All calls come from the stages of the one leg, which run on one thread at a
 * time.
 */
final class CallWatch {

  private static final Duration EVERY = Duration.ofSeconds(1);

  /** Sound that was dropped on its way never arrives; the count begins anew. */
  private static final Duration GIVEN_UP = Duration.ofSeconds(5);

  private final CallObserver observer;
  private final InstantSource clock;
  private final CallLog log;
  private long heardBytes;
  private long handedBytes;
  private long markedByte;
  private Instant lastMark = Instant.MIN;
  private @Nullable Instant markedAt;
  private @Nullable Instant saidAt;
  private @Nullable Instant interruptedAt;
  private boolean speaking;

  CallWatch(CallObserver observer, InstantSource clock, CallLog log) {
    this.observer = observer;
    this.clock = clock;
    this.log = log;
  }

  CallerFrame heard(CallerFrame frame) {
    if (frame instanceof CallerFrame.Audio(var pcm)) {
      heardBytes += pcm.size();
      Instant now = clock.instant();
      if (markedAt == null && !now.isBefore(lastMark.plus(EVERY))) {
        markedByte = heardBytes;
        markedAt = now;
        lastMark = now;
      }
    }
    log.heard(frame);
    return frame;
  }

  NovaInput toModel(NovaInput input) {
    if (input instanceof NovaInput.AudioStart) {
      countAnew();
    } else if (input instanceof NovaInput.AudioInput audio) {
      handedBytes += audio.pcm().size();
      handed();
    }
    log.toModel(input);
    return input;
  }

  private void handed() {
    if (markedAt != null) {
      Duration held = Duration.between(markedAt, clock.instant());
      if (held.compareTo(GIVEN_UP) > 0) {
        countAnew();
      } else if (handedBytes >= markedByte) {
        observer.soundPassed(AudioQueue.TO_MODEL, held);
        markedAt = null;
      }
    }
  }

  private void countAnew() {
    handedBytes = heardBytes;
    markedAt = null;
  }

  NovaOutput fromModel(NovaOutput output) {
    if (output instanceof NovaOutput.AudioSaid && !speaking && saidAt == null) {
      saidAt = clock.instant();
    } else if (output instanceof NovaOutput.Interrupted) {
      interruptedAt = clock.instant();
      saidAt = null;
    }
    log.fromModel(output);
    return output;
  }

  AgentFrame told(AgentFrame frame) {
    if (frame instanceof AgentFrame.Audio) { // not its start, which may come before there is any
      if (saidAt != null) {
        observer.soundPassed(AudioQueue.TO_CALLER, Duration.between(saidAt, clock.instant()));
      }
      saidAt = null;
      interruptedAt = null;
      speaking = true;
    } else if (frame instanceof AgentFrame.AudioEnded) {
      speaking = false;
    } else if (frame instanceof AgentFrame.AudioCleared) {
      if (interruptedAt != null) {
        observer.bargeInHeeded(Duration.between(interruptedAt, clock.instant()));
      }
      interruptedAt = null;
      speaking = false;
    }
    log.told(frame);
    return frame;
  }
}
