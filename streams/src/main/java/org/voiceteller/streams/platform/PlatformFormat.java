package org.voiceteller.streams.platform;

import java.util.List;
import org.voiceteller.streams.media.WireMessage;

/** One platform's messages. It may remember what its stream is called; one for each connection. */
public interface PlatformFormat {

  /** As in {@code CallOrigin.channel}. */
  String channel();

  /** What a message means; never throws. */
  FromPlatform read(WireMessage message);

  /** Of the agent's sound. */
  int playbackRateHz();

  /**
   * @param pcm mono, at {@link #playbackRateHz}; 20 ms, the last of a turn may be shorter
   */
  WireMessage sound(short[] pcm);

  /** Asks to be told when all that was sent before is played. */
  WireMessage mark(String name);

  /** Drops what is queued. */
  List<WireMessage> clear();

  /** Marks that may be on their way at once; more are not sent. */
  int mostMarks();

  /** What the platform's regular close of the connection means. */
  boolean hangsUpByClosing();
}
