package org.voiceteller.streams.platform;

import org.jspecify.annotations.Nullable;

/** What a platform's message means. */
public sealed interface FromPlatform {

  /**
   * The stream begins.
   *
   * @param platformCallId the platform's name for the telephone call
   * @param ticket as our answer document has given it; null when there is none
   * @param sampleRateHz of the caller's sound from now on
   */
  record Begun(String platformCallId, @Nullable String ticket, int sampleRateHz)
      implements FromPlatform {}

  /**
   * @param pcm mono, at the rate that {@link Begun} tells
   */
  record Sound(short[] pcm) implements FromPlatform {}

  /**
   * @param key one of 0-9, {@code *} and {@code #}
   */
  record Keyed(String key) implements FromPlatform {}

  /** The caller has heard all that was sent before this mark. */
  record MarkPlayed(String name) implements FromPlatform {}

  /** The caller has hung up. */
  record HungUp() implements FromPlatform {}

  /** Nothing that concerns us. */
  record Unimportant() implements FromPlatform {}

  /**
   * Not understood.
   *
   * @param why a few words of ours; nothing of what was sent
   */
  record Malformed(String why) implements FromPlatform {}
}
