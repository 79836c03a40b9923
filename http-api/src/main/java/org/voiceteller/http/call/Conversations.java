package org.voiceteller.http.call;

import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.voiceteller.streams.media.Peer;
import org.voiceteller.streams.media.WireMessage;

/** What answers an accepted connection: whole messages in, whole messages out. */
@FunctionalInterface
public interface Conversations {

  /**
   * The flow of one connection, materialized at most once. It completes to close the connection
   * normally; its failure closes with 1011.
   */
  Flow<WireMessage, WireMessage, NotUsed> answer(Peer peer);
}
