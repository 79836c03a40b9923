package org.voiceteller.streams.call;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.core.call.CallDesk;
import org.voiceteller.streams.nova.NovaFailure;
import org.voiceteller.streams.nova.NovaOutput;
import org.voiceteller.streams.observe.CallObserver.AudioQueue;

/**
 * The model as one call sees it: streams follow one another, the conversation goes on. When a
 * stream fails (the service also ends each after about eight minutes), the next one is given what
 * was said so far; the first at once, further ones after a pause, a few in a row. A planned
 * renewal, which opens the next stream before the limit, has its place here too. Not thread-safe.
 */
final class CallModel {

  private static final Logger LOG = LoggerFactory.getLogger(CallModel.class);
  private static final int MAX_UNTOLD = 16;

  /** Timers of this class. */
  enum Timer {
    REOPEN,
    STABLE
  }

  /** What was said on the call, for the next stream. */
  interface Memory {

    /** What was begun on the stream comes to nothing; another will be opened. */
    void streamLost();

    List<History.Line> history();

    /** What the next stream is told first; empty when there is nothing to say. */
    Optional<String> nextCue();
  }

  /** What the call does for its model. */
  interface Host {

    void said(NovaOutput output);

    /** The model must be told this, on whatever stream is next. */
    void toldInWords(String cue);

    void modelHasRoom();

    /** No further stream is tried. */
    void modelGivenUp(NovaFailure why);

    /** The session that we ended is over, well or not. */
    void modelEnded();
  }

  private final CallPipeline pipeline;
  private final CallDesk.Opened call;
  private final GraphStageLogic stage;
  private final Memory memory;
  private final Timers timers;
  private final Host host;
  private final Deque<String> untold = new ArrayDeque<>();
  private @Nullable ModelLink link;
  private @Nullable ModelScript script;
  private int stream;
  private int retries;
  private boolean stable;
  private boolean ending;

  CallModel(
      CallPipeline pipeline,
      CallDesk.Opened call,
      GraphStageLogic stage,
      Memory memory,
      Timers timers,
      Host host) {
    this.pipeline = pipeline;
    this.call = call;
    this.stage = stage;
    this.memory = memory;
    this.timers = timers;
    this.host = host;
  }

  /** Opens a stream with what was said so far. */
  void open() {
    stream++;
    stable = false;
    ModelScript newScript = new ModelScript(pipeline.novaSettings().manner(), call);
    ModelLink newLink =
        new ModelLink(
            stage,
            newScript,
            new LinkEvents(),
            pipeline.novaSettings().sendQueue().toMillis(),
            this::dropped);
    script = newScript;
    link = newLink;
    timers.later(Timer.STABLE, pipeline.settings().modelStableAfter());
    newLink.open(pipeline.nova(), memory.history(), stage);
    memory.nextCue().ifPresent(this::tell);
    while (!untold.isEmpty()) {
      tell(untold.removeFirst());
    }
  }

  /** The number of the stream now open; counts from 1. */
  int stream() {
    return stream;
  }

  void hear(ByteString frame) {
    if (link == null) {
      dropped(frame.size() / 32);
    } else {
      link.hear(frame);
    }
  }

  /** A cue or the caller's typed words; waits while no stream is open. */
  void tell(String text) {
    if (link != null && script != null) {
      link.tell(script.told(text));
      return;
    }
    if (untold.size() == MAX_UNTOLD) {
      untold.removeFirst();
    }
    untold.addLast(text);
  }

  /**
   * A result. A stream that did not ask for it could not place it, and is told in words: what was
   * done must not be asked for again because the stream that asked is gone.
   */
  void toolResult(int askedOn, String toolUseId, String tool, String resultJson) {
    if (askedOn == stream && link != null && script != null) {
      link.tell(script.toolResult(toolUseId, resultJson));
    } else {
      host.toldInWords(Cue.late(tool, resultJson));
    }
  }

  boolean isCrowded() {
    return link != null && link.isCrowded();
  }

  /** Ends the session; {@link Host#modelEnded} follows. */
  void end() {
    ending = true;
    timers.cancel(Timer.REOPEN);
    timers.cancel(Timer.STABLE);
    if (link == null) {
      host.modelEnded();
    } else {
      link.end();
    }
  }

  void reopen() {
    pipeline.observer().modelStreamReplaced();
    open();
  }

  void stable() {
    stable = true;
    retries = 0;
  }

  private void failed(NovaFailure why) {
    link = null;
    script = null;
    if (ending) {
      host.modelEnded();
      return;
    }
    timers.cancel(Timer.STABLE);
    pipeline.observer().modelFailed(why.category(), why.type());
    LOG.warn(
        "Call {}: stream {} to the model failed ({}): {}: {}",
        call.callId(),
        stream,
        why.category(),
        why.type(),
        why.message());
    if (!isWorthAnother(why)) {
      host.modelGivenUp(why);
      return;
    }
    retries++;
    memory.streamLost();
    if (retries == 1) {
      reopen();
    } else {
      timers.later(Timer.REOPEN, pipeline.settings().modelRetryPause());
    }
  }

  /** What went well for long did not break on a mistake of ours, whatever the service calls it. */
  private boolean isWorthAnother(NovaFailure why) {
    boolean mayWork =
        switch (why.category()) {
          case RETRY -> true;
          case GIVE_UP -> stable;
          case ASK_A_PERSON -> false;
        };
    return mayWork && retries < pipeline.settings().modelRetries();
  }

  private void dropped(long droppedMs) {
    pipeline.observer().audioDropped(AudioQueue.TO_MODEL, droppedMs);
  }

  private final class LinkEvents implements ModelLink.Events {

    @Override
    public void said(NovaOutput output) {
      host.said(output);
    }

    @Override
    public void hasRoom() {
      host.modelHasRoom();
    }

    @Override
    public void failed(NovaFailure why) {
      CallModel.this.failed(why);
    }

    @Override
    public void completed() {
      if (ending) {
        link = null;
        host.modelEnded();
      } else {
        CallModel.this.failed(
            new NovaFailure(
                NovaFailure.Category.RETRY, "UnexpectedEnd", "The session ended unasked."));
      }
    }
  }
}
