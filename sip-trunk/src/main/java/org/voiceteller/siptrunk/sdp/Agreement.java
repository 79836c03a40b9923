package org.voiceteller.siptrunk.sdp;

import java.util.Optional;
import org.voiceteller.streams.sound.SpeechCodec;

/**
 * What is agreed on about a call's sound.
 *
 * @param address where the peer wants to hear us, as its description says; a literal
 * @param payloadType of the codec, both ways
 * @param events telephone events; empty when keys come as tones only
 * @param direction ours: whether we send, receive, both or neither
 * @param keys when sound is encrypted
 */
public record Agreement(
    String address,
    int port,
    SpeechCodec codec,
    int payloadType,
    Optional<Events> events,
    Direction direction,
    Optional<Keys> keys) {

  /**
   * How keys come.
   *
   * @param clockHz of their timestamps
   */
  public record Events(int payloadType, int clockHz) {}

  /** Each side encrypts what it sends with its own. */
  public record Keys(SrtpKey ours, SrtpKey theirs) {}
}
