package org.voiceteller.streams.media;

import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.voiceteller.core.call.CallDesk;
import org.voiceteller.streams.call.CallPipeline;
import org.voiceteller.streams.call.CallRoster;

/**
 * One caller's connection: waits for {@code call.start}, begins or resumes the call at the desk and
 * then runs its conversation until the call or the connection ends. A message that is not
 * understood is answered with an {@code error}, and the call goes on.
 */
public final class MediaSocket {

  final MediaSettings settings;
  private final VoiceTellerV1 wire;
  final CallDesk desk;
  final CallPipeline pipeline;
  final CallRoster roster;

  /**
   * @param roster the one that the pipeline joins its legs to
   */
  public static MediaSocket create(
      MediaSettings settings, CallDesk desk, CallPipeline pipeline, CallRoster roster) {
    return new MediaSocket(settings, desk, pipeline, roster);
  }

  private MediaSocket(
      MediaSettings settings, CallDesk desk, CallPipeline pipeline, CallRoster roster) {
    this.settings = settings;
    this.wire = VoiceTellerV1.create(settings);
    this.desk = desk;
    this.pipeline = pipeline;
    this.roster = roster;
  }

  /**
   * The flow of one connection; materialize it once per connection. Messages must be whole and at
   * most {@link VoiceTellerV1#MAX_MESSAGE_BYTES} long. It completes when the connection shall be
   * closed: after the call's end, when no call begins in time, or when the server drains.
   *
   * <p>Besides the codec's, errors have these codes: {@code not_started}, {@code already_started},
   * {@code unknown_resume_token}, {@code call_unavailable} (the connection stays and may try
   * again), {@code start_timeout}, {@code server_full} and {@code server_draining} (the connection
   * is closed).
   */
  public Flow<WireMessage, WireMessage, NotUsed> flow(Peer peer) {
    return Flow.of(WireMessage.class).map(wire::decode).via(frames(peer)).map(wire::encode);
  }

  /**
   * The same for a connection whose wire is another than the WebSocket's: what its messages mean
   * in, what to tell the caller out. Its upstream ending without {@link
   * org.voiceteller.streams.call.CallerFrame.HungUp} means that it broke.
   */
  public Flow<FromCaller, ToCaller, NotUsed> frames(Peer peer) {
    return Flow.fromGraph(new MediaStage(this, peer));
  }

  /** The codec of this socket's messages. */
  public VoiceTellerV1 wire() {
    return wire;
  }
}
