package org.voiceteller.streams.call;

import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.voiceteller.core.call.CallDesk;
import org.voiceteller.streams.nova.EndpointingSensitivity;

/** The stage of one leg's conversation; {@link CallLogic} does the work. */
final class CallStage extends GraphStage<FlowShape<CallerFrame, AgentFrame>> {

  final Inlet<CallerFrame> in = Inlet.create("Call.in");
  final Outlet<AgentFrame> out = Outlet.create("Call.out");
  private final FlowShape<CallerFrame, AgentFrame> shape = FlowShape.of(in, out);

  final CallPipeline pipeline;
  final CallDesk.Opened call;
  final boolean resumed;
  final LegSignals signals;
  final EndpointingSensitivity endpointing;

  CallStage(
      CallPipeline pipeline,
      CallDesk.Opened call,
      boolean resumed,
      LegSignals signals,
      EndpointingSensitivity endpointing) {
    this.pipeline = pipeline;
    this.call = call;
    this.resumed = resumed;
    this.signals = signals;
    this.endpointing = endpointing;
  }

  @Override
  public FlowShape<CallerFrame, AgentFrame> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new CallLogic(this);
  }
}
