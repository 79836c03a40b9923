package org.voiceteller.streams.media;

import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;

/** The stage of one connection; {@link MediaLogic} does the work. */
final class MediaStage extends GraphStage<FlowShape<FromCaller, ToCaller>> {

  final Inlet<FromCaller> in = Inlet.create("Media.in");
  final Outlet<ToCaller> out = Outlet.create("Media.out");
  private final FlowShape<FromCaller, ToCaller> shape = FlowShape.of(in, out);

  final MediaSocket socket;
  final Peer peer;

  MediaStage(MediaSocket socket, Peer peer) {
    this.socket = socket;
    this.peer = peer;
  }

  @Override
  public FlowShape<FromCaller, ToCaller> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new MediaLogic(this);
  }
}
