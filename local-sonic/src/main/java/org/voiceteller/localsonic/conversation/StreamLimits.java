package org.voiceteller.localsonic.conversation;

import java.time.Duration;

/**
 * What a stream may use.
 *
 * @param connection the longest that a stream may last
 * @param idle the longest without anything from the client
 * @param maxFrameBytes the largest frame of the request
 */
public record StreamLimits(Duration connection, Duration idle, int maxFrameBytes) {}
