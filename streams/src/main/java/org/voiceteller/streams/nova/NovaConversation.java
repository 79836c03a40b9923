package org.voiceteller.streams.nova;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractGraphStageWithMaterializedValue;
import org.apache.pekko.stream.stage.GraphStageLogic;

/**
 * One conversation with the model: events in, events out, over one bidirectional stream that opens
 * when the flow starts.
 *
 * <ul>
 *   <li><b>Towards the model</b> events wait for the service's demand. Sound that waits is bounded
 *       in milliseconds and the oldest is dropped and counted; other events are never dropped, and
 *       when 256 of them wait, no more are taken in.
 *   <li><b>Silence keeps flowing.</b> While an audio content is open and the caller's side gives
 *       nothing for {@code silenceAfter} (to twice that), frames of 32 ms of silence follow in real
 *       time: the service ends a stream that is quiet. Silence never displaces sound.
 *   <li><b>A service that takes nothing</b> for {@code stallAfter}, though something waits, has
 *       failed: its connection may look alive for long.
 *   <li><b>From the model</b> at most 16 events are asked for ahead of downstream's demand.
 *   <li><b>The end.</b> An end that comes before {@link NovaInput.SessionEnd} was sent, or in the
 *       middle of a completion, is a failure even if the SDK calls it success. Cancelling
 *       downstream, or completing upstream without a {@code SessionEnd}, resets the stream.
 * </ul>
 */
final class NovaConversation
    extends AbstractGraphStageWithMaterializedValue<
        FlowShape<NovaInput, NovaOutput>, CompletionStage<NovaEnd>> {

  final Inlet<NovaInput> in = Inlet.create("NovaConversation.in");
  final Outlet<NovaOutput> out = Outlet.create("NovaConversation.out");
  private final FlowShape<NovaInput, NovaOutput> shape = FlowShape.of(in, out);

  private final Supplier<? extends StreamOpener> openers;
  private final NovaCodec codec;
  private final Duration sendQueue;
  private final Duration silenceAfter;
  private final Duration stallAfter;
  private final LongConsumer droppedMs;

  /**
   * @param openers gives one for each conversation that begins
   * @param droppedMs told of each loss of caller's sound, in milliseconds
   */
  NovaConversation(
      Supplier<? extends StreamOpener> openers,
      NovaCodec codec,
      Duration sendQueue,
      Duration silenceAfter,
      Duration stallAfter,
      LongConsumer droppedMs) {
    this.openers = openers;
    this.codec = codec;
    this.sendQueue = sendQueue;
    this.silenceAfter = silenceAfter;
    this.stallAfter = stallAfter;
    this.droppedMs = droppedMs;
  }

  @Override
  public FlowShape<NovaInput, NovaOutput> shape() {
    return shape;
  }

  @Override
  public Pair<GraphStageLogic, CompletionStage<NovaEnd>> createLogicAndMaterializedValuePair(
      Attributes attributes) {
    CompletableFuture<NovaEnd> end = new CompletableFuture<>();
    StreamOpener opener = openers.get();
    var logic =
        new NovaConversationLogic(
            this,
            opener,
            codec,
            new SendQueue(sendQueue.toMillis()),
            silenceAfter,
            stallAfter,
            droppedMs,
            end);
    return Pair.create(
        logic, end.whenComplete((how, _) -> opener.ended(how)).minimalCompletionStage());
  }
}
