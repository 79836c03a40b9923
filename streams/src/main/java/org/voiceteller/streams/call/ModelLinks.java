package org.voiceteller.streams.call;

import java.util.HashMap;
import java.util.Map;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.call.CallDesk;
import org.voiceteller.streams.nova.EndpointingSensitivity;
import org.voiceteller.streams.nova.NovaFailure;
import org.voiceteller.streams.nova.NovaOutput;
import org.voiceteller.streams.observe.CallObserver.AudioQueue;

/**
 * The streams of one call to the model: the one that has the conversation, the one that was opened
 * ahead of it, and those that were ended and are given some time to go. Not thread-safe.
 */
final class ModelLinks {

  /** What the call is told of its streams. */
  interface Events {

    /** By the stream that has the conversation: only that one is listened to. */
    void said(NovaOutput output);

    void hasRoom();

    /** The stream that had the conversation failed, or ended. */
    void failed(NovaFailure why);

    /** The stream that was opened ahead is no more. */
    void aheadFailed(int number, NovaFailure why);
  }

  /** Timer: a stream that was ended has had its time. */
  record Gone(int number) {}

  private final CallPipeline pipeline;
  private final CallDesk.Opened call;
  private final GraphStageLogic stage;
  private final Endpointing endpointing;
  private final Timers timers;
  private final Events events;
  private final Map<Integer, ModelLink> leaving = new HashMap<>();
  private @Nullable ModelLink current;
  private @Nullable ModelLink ahead;
  private int opened;

  ModelLinks(
      CallPipeline pipeline,
      CallDesk.Opened call,
      GraphStageLogic stage,
      Endpointing endpointing,
      Timers timers,
      Events events) {
    this.pipeline = pipeline;
    this.call = call;
    this.stage = stage;
    this.endpointing = endpointing;
    this.timers = timers;
    this.events = events;
  }

  /**
   * A stream that has the conversation from its beginning.
   *
   * @param attempt how many failed in a row before it: it may go to another model or region
   */
  ModelLink open(int attempt) {
    ModelLink link = newLink();
    current = link;
    link.open(pipeline.nova(), attempt, stage);
    return link;
  }

  void openAhead() {
    ModelLink link = newLink();
    ahead = link;
    link.open(pipeline.nova(), 0, stage);
  }

  private ModelLink newLink() {
    opened++;
    EndpointingSensitivity sensitivity = endpointing.now();
    return new ModelLink(
        opened,
        pipeline.clock().instant(),
        sensitivity,
        stage,
        new ModelScript(pipeline.novaSettings().manner(), sensitivity, call),
        new LinkEvents(opened),
        pipeline.novaSettings().sendQueue().toMillis(),
        droppedMs -> pipeline.observer().audioDropped(AudioQueue.TO_MODEL, droppedMs));
  }

  /** The stream that has the conversation. */
  @Nullable ModelLink current() {
    return current;
  }

  @Nullable ModelLink ahead() {
    return ahead;
  }

  /** Whether it listens as the call has to be listened to now. */
  boolean fits(ModelLink link) {
    return link.sensitivity() == endpointing.now();
  }

  /** The stream that was opened ahead has the conversation now. */
  void turnTo(ModelLink next) {
    ahead = null;
    current = next;
  }

  /** No stream has the conversation. */
  void lose() {
    current = null;
  }

  /** Ends a stream and gives it some time to go. */
  void leave(ModelLink old) {
    leaving.put(old.number(), old);
    timers.later(new Gone(old.number()), pipeline.settings().modelEndGrace());
    old.end();
  }

  void gone(Gone timer) {
    ModelLink left = leaving.remove(timer.number());
    if (left != null) {
      left.drop();
    }
  }

  void dropAhead() {
    if (ahead != null) {
      ahead.drop();
      ahead = null;
    }
  }

  private final class LinkEvents implements ModelLink.Events {

    private final int number;

    private LinkEvents(int number) {
      this.number = number;
    }

    private boolean isCurrent() {
      return current != null && current.number() == number;
    }

    @Override
    public void said(NovaOutput output) {
      if (isCurrent()) {
        events.said(output);
      }
    }

    @Override
    public void hasRoom() {
      events.hasRoom();
    }

    @Override
    public void failed(NovaFailure why) {
      if (isCurrent()) {
        current = null;
        events.failed(why);
      } else if (ahead != null && ahead.number() == number) {
        ahead = null;
        events.aheadFailed(number, why);
      } else {
        leaving.remove(number);
      }
    }

    @Override
    public void completed() {
      failed(
          new NovaFailure(
              NovaFailure.Category.RETRY, "UnexpectedEnd", "The session ended unasked."));
    }
  }
}
