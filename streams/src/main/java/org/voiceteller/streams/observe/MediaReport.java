package org.voiceteller.streams.observe;

import java.time.Duration;
import java.util.Optional;

/**
 * How a leg's network has done of late, both ways.
 *
 * @param way how the caller came, as {@code webrtc}
 * @param lossIn part of the caller's packets that did not come, 0 to 1
 * @param lossOut the same of ours, as the other end has told; empty when it has not
 * @param jitter of what comes
 * @param roundTrip empty when it is not known yet
 * @param bufferDelay for how long the caller's sound is held back against jitter
 */
public record MediaReport(
    String way,
    double lossIn,
    Optional<Double> lossOut,
    Duration jitter,
    Optional<Duration> roundTrip,
    Duration bufferDelay) {}
