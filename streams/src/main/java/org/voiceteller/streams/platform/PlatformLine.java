package org.voiceteller.streams.platform;

import java.time.InstantSource;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.stream.javadsl.Flow;
import org.voiceteller.streams.media.WireMessage;

/**
 * Where a platform's streams come in: what they have in common.
 *
 * @param seal opens the tickets that our answer documents carry
 * @param calls is told what becomes of the calls
 * @param keysAreTones whether keys are heard by their tones; else the platform tells them, and
 *     their tones are silenced only
 */
public record PlatformLine(
    Ticket.Seal seal, PlatformCalls calls, PlatformObserver observer, boolean keysAreTones) {

  /**
   * The flow of one connection in the platform's messages.
   *
   * @param format for this connection alone
   * @param teller the flow of one connection in {@code voice-teller.v1}
   */
  public Flow<WireMessage, WireMessage, NotUsed> flow(
      PlatformFormat format, Flow<WireMessage, WireMessage, NotUsed> teller, InstantSource clock) {
    return BidiFlow.fromGraph(new PlatformStage(() -> new Translation(format, this, clock)))
        .join(teller);
  }
}
