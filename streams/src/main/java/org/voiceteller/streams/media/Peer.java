package org.voiceteller.streams.media;

import org.jspecify.annotations.Nullable;

/**
 * The other end of a connection, as the door that accepted it knows it.
 *
 * @param address its network address; null when unknown
 * @param channel the call's channel when {@code call.start} names none, as {@code browser}
 * @param mayBegin whether a new call may begin; who was let into a full server may only come back
 */
public record Peer(@Nullable String address, String channel, boolean mayBegin) {

  /** One that may begin a call. */
  public Peer(@Nullable String address, String channel) {
    this(address, channel, true);
  }
}
