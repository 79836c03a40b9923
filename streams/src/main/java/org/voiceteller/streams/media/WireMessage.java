package org.voiceteller.streams.media;

import org.apache.pekko.util.ByteString;

/** One whole WebSocket message. */
public sealed interface WireMessage {

  record Text(String text) implements WireMessage {}

  record Binary(ByteString bytes) implements WireMessage {}
}
