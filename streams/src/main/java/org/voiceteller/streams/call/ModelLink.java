package org.voiceteller.streams.call;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongConsumer;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.util.ByteString;
import org.voiceteller.streams.nova.EndpointingSensitivity;
import org.voiceteller.streams.nova.Nova;
import org.voiceteller.streams.nova.NovaException;
import org.voiceteller.streams.nova.NovaFailure;
import org.voiceteller.streams.nova.NovaInput;
import org.voiceteller.streams.nova.NovaOutput;
import org.voiceteller.streams.nova.SendQueue;

/**
 * One stream to the model, run inside a call's stage. A call that outlives a stream opens another
 * link. All calls come from the stage's thread; after {@link #drop} no event follows.
 */
final class ModelLink {

  /** What happens on the stream. */
  interface Events {

    void said(NovaOutput output);

    /** The stream takes more again. */
    void hasRoom();

    /** Nothing follows. */
    void failed(NovaFailure why);

    /** The session that we ended is complete; nothing follows. */
    void completed();
  }

  private static final int MAX_TOLD = 16;

  private final int number;
  private final Instant openedAt;
  private final EndpointingSensitivity sensitivity;
  private final Deque<String> told = new ArrayDeque<>();
  private final ModelScript script;
  private final Events events;
  private final LongConsumer droppedMs;
  private final SendQueue waiting;
  private final GraphStageLogic.SubSourceOutlet<NovaInput> toModel;
  private final GraphStageLogic.SubSinkInlet<NovaOutput> fromModel;
  private boolean over;

  /**
   * @param number the stream's place among the call's streams
   */
  ModelLink(
      int number,
      Instant openedAt,
      EndpointingSensitivity sensitivity,
      GraphStageLogic stage,
      ModelScript script,
      Events events,
      long queueMs,
      LongConsumer droppedMs) {
    this.number = number;
    this.openedAt = openedAt;
    this.sensitivity = sensitivity;
    this.script = script;
    this.events = events;
    this.droppedMs = droppedMs;
    this.waiting = new SendQueue(queueMs);
    this.toModel = stage.new SubSourceOutlet<NovaInput>("toModel");
    this.fromModel = stage.new SubSinkInlet<NovaOutput>("fromModel");
    toModel.setHandler(
        new AbstractOutHandler() {
          @Override
          public void onPull() {
            send();
            events.hasRoom();
          }

          @Override
          public void onDownstreamFinish(Throwable cause) {
            // how the stream ended is told by what comes from the model
          }
        });
    fromModel.setHandler(
        new AbstractInHandler() {
          @Override
          public void onPush() {
            NovaOutput output = fromModel.grab();
            fromModel.pull();
            if (!over) {
              events.said(output);
            }
          }

          @Override
          public void onUpstreamFinish() {
            close();
            events.completed();
          }

          @Override
          public void onUpstreamFailure(Throwable thrown) {
            if (!over) {
              close();
              events.failed(reason(thrown));
            }
          }
        });
  }

  /**
   * Connects, and tells what can be told before the conversation is taken over.
   *
   * @param failures streams of the call that failed in a row before this one
   */
  void open(Nova nova, int failures, GraphStageLogic stage) {
    Source.fromGraph(toModel.source())
        .viaMat(nova.converse(failures), Keep.right())
        .to(Sink.fromGraph(fromModel.sink()))
        .run(stage.subFusingMaterializer());
    fromModel.pull();
    give(script.prelude());
  }

  /** The conversation is this stream's from here on. */
  void takeOver(List<History.Line> history, List<ByteString> replay) {
    give(script.takeOver(history, replay));
  }

  /** A cue, or the caller's words as a text. */
  void tell(String text) {
    if (told.size() == MAX_TOLD) {
      told.removeFirst();
    }
    told.addLast(text.strip());
    give(script.told(text));
  }

  void toolResult(String toolUseId, String resultJson) {
    give(script.toolResult(toolUseId, resultJson));
  }

  private void give(List<NovaInput> inputs) {
    inputs.forEach(this::add);
    send();
  }

  void hear(ByteString frame) {
    add(script.audio(frame));
    send();
  }

  /** Ends the session in the service's order; {@link Events#completed} follows. */
  void end() {
    give(script.end());
  }

  /** Lets the stream go; no event follows. */
  void drop() {
    close();
  }

  int number() {
    return number;
  }

  Instant openedAt() {
    return openedAt;
  }

  /** With which it was opened. */
  EndpointingSensitivity sensitivity() {
    return sensitivity;
  }

  /** Whether a text of the caller's is one that this stream was told, and not heard. */
  boolean wasTold(String text) {
    return told.contains(text.strip());
  }

  boolean isCrowded() {
    return waiting.isCrowded();
  }

  private void add(NovaInput input) {
    long dropped = waiting.add(input);
    if (dropped > 0) {
      droppedMs.accept(dropped);
    }
  }

  private void send() {
    while (!over && toModel.isAvailable()) {
      NovaInput next = waiting.poll();
      if (next == null) {
        return;
      }
      toModel.push(next);
    }
  }

  private void close() {
    over = true;
    if (!toModel.isClosed()) {
      toModel.complete();
    }
    if (!fromModel.isClosed()) {
      fromModel.cancel();
    }
  }

  private static NovaFailure reason(Throwable thrown) {
    return thrown instanceof NovaException known
        ? known.failure()
        : new NovaFailure(
            NovaFailure.Category.RETRY,
            thrown.getClass().getSimpleName(),
            String.valueOf(thrown.getMessage()));
  }
}
