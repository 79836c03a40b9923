package org.voiceteller.streams.call;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.core.call.CallDesk;
import org.voiceteller.streams.nova.EndpointingSensitivity;
import org.voiceteller.streams.nova.NovaFailure;
import org.voiceteller.streams.nova.NovaOutput;
import org.voiceteller.streams.nova.NovaOutput.ContentType;
import org.voiceteller.streams.nova.NovaRole;
import org.voiceteller.streams.observe.CallObserver.AudioQueue;
import org.voiceteller.streams.observe.CallObserver.RenewedAt;

/**
 * The model as one call sees it: streams follow one another, the conversation goes on.
 *
 * <ul>
 *   <li><b>Before a stream's limit</b> (about eight minutes) the next one is opened ahead, while
 *       the agent speaks or everybody is quiet. It takes over between two turns, at a barge-in, or
 *       when there is no more time; then it is told what was said, hears the caller's latest sound
 *       again as far as nobody has understood it, and is told what is still to be answered. What
 *       the stream before still says reaches nobody.
 *   <li><b>A stream that fails</b>, owes an answer and is silent, or is deaf, is followed by
 *       another in the same way: the first at once, further ones after a pause and on another model
 *       or region where there is one, a few in a row; when all are left alone, after the pause that
 *       a circuit breaker takes.
 * </ul>
 *
 * Not thread-safe.
 */
final class CallModel {

  private static final Logger LOG = LoggerFactory.getLogger(CallModel.class);
  private static final Duration TICK = Duration.ofMillis(250);

  /** What the caller said longer ago is not worth hearing again, even after a failure. */
  private static final Duration STALE = Duration.ofSeconds(15);

  /** Timers of this class. */
  enum Timer {
    REOPEN,
    STABLE,
    TICK
  }

  /** Timer: a stream that was ended has had its time. */
  record Gone(int number) {}

  private final CallPipeline pipeline;
  private final CallDesk.Opened call;
  private final GraphStageLogic stage;
  private final ModelMemory memory;
  private final Endpointing endpointing;
  private final Timers timers;
  private final ModelHost host;
  private final ModelSettings settings;
  private final CallerSound sound;
  private final Unanswered unanswered;
  private final ModelWatch watch;
  private final Renewal renewal;
  private final Retries retries;
  private final Map<Integer, ModelLink> leaving = new HashMap<>();
  private @Nullable ModelLink current;
  private @Nullable ModelLink ahead;
  private int links;
  private int stream;
  private boolean ending;
  private boolean paused;

  CallModel(
      CallPipeline pipeline,
      CallDesk.Opened call,
      GraphStageLogic stage,
      ModelMemory memory,
      Unanswered unanswered,
      Endpointing endpointing,
      Timers timers,
      ModelHost host) {
    this.pipeline = pipeline;
    this.call = call;
    this.stage = stage;
    this.memory = memory;
    this.unanswered = unanswered;
    this.endpointing = endpointing;
    this.timers = timers;
    this.host = host;
    this.settings = pipeline.settings().model();
    this.sound = new CallerSound(settings.replay(), pipeline.clock());
    ModelSigns signs = new ModelSigns(settings, memory, unanswered, sound, pipeline.clock());
    this.watch = new ModelWatch(signs);
    this.renewal = new Renewal(signs);
    this.retries = new Retries(pipeline.settings().modelRetries(), pipeline.nova().targets());
  }

  /** Opens the call's first stream, with what was said before. */
  void start() {
    timers.every(Timer.TICK, TICK);
    open();
  }

  private void open() {
    ModelLink opened = newLink();
    current = opened;
    opened.open(pipeline.nova(), retries.inARow(), stage);
    takeOver(opened, false);
  }

  private ModelLink newLink() {
    links++;
    EndpointingSensitivity sensitivity = endpointing.now();
    return new ModelLink(
        links,
        pipeline.clock().instant(),
        sensitivity,
        stage,
        new ModelScript(pipeline.novaSettings().manner(), sensitivity, call),
        new LinkEvents(links),
        pipeline.novaSettings().sendQueue().toMillis(),
        droppedMs -> pipeline.observer().audioDropped(AudioQueue.TO_MODEL, droppedMs));
  }

  private void takeOver(ModelLink next, boolean planned) {
    current = next;
    stream = next.number();
    retries.streamBegins();
    timers.later(Timer.STABLE, pipeline.settings().modelStableAfter());
    watch.streamBegins();
    ModelMemory.Carried carried = memory.carry(planned, !unanswered.isEmpty());
    Instant now = pipeline.clock().instant();
    next.takeOver(carried.history(), sound.kept(now.minus(planned ? settings.replay() : STALE)));
    Stream.concat(carried.told().stream(), unanswered.take().stream())
        .forEach(
            text -> {
              memory.toldAgain(text);
              unanswered.told(text);
              next.tell(text);
            });
  }

  /** The number of the stream that has the conversation; grows with each. */
  int stream() {
    return stream;
  }

  void hear(ByteString frame) {
    if (paused) {
      return;
    }
    sound.heard(frame, !memory.isAllHeard());
    if (current != null) {
      current.hear(frame);
    }
  }

  /** A cue or the caller's typed words; the next stream is told while none is open. */
  void tell(String text) {
    unanswered.told(text);
    watch.asked();
    if (current != null) {
      current.tell(text);
    }
  }

  /**
   * A result. A stream that did not ask for it could not place it, and is told in words: what was
   * done must not be asked for again because the stream that asked is gone.
   */
  void toolResult(int askedOn, String toolUseId, String tool, String resultJson) {
    if (askedOn == stream && current != null) {
      unanswered.result(Cue.late(tool, resultJson));
      watch.asked();
      current.toolResult(toolUseId, resultJson);
    } else {
      host.toldInWords(Cue.late(tool, resultJson));
    }
  }

  boolean isCrowded() {
    return current != null && current.isCrowded();
  }

  /** Somebody else has the conversation: there is no stream until {@link #resume}. */
  void pause() {
    if (paused) {
      return;
    }
    paused = true;
    timers.cancel(Timer.REOPEN);
    timers.cancel(Timer.STABLE);
    dropAhead();
    if (current != null) {
      leave(current);
      current = null;
    }
    memory.streamLost();
  }

  /**
   * The conversation is the model's again, on another stream.
   *
   * @param cue what it is told first
   */
  void resume(String cue) {
    if (paused && !ending) {
      paused = false;
      sound.understood(); // what was said to somebody else
      unanswered.told(cue);
      open();
    }
  }

  /** Ends the session; {@link ModelHost#modelEnded} follows. */
  void end() {
    ending = true;
    for (Timer timer : Timer.values()) {
      timers.cancel(timer);
    }
    dropAhead();
    if (current == null) {
      host.modelEnded();
    } else {
      current.end();
    }
  }

  void due(Timer timer) {
    switch (timer) {
      case REOPEN -> {
        pipeline.observer().modelStreamReplaced();
        open();
      }
      case STABLE -> retries.streamIsStable();
      case TICK -> tick();
    }
  }

  void gone(Gone timer) {
    ModelLink left = leaving.remove(timer.number());
    if (left != null) {
      left.drop();
    }
  }

  private void tick() {
    if (paused) {
      return;
    }
    ModelLink speaking = current;
    if (ahead != null && !fits(ahead)) {
      dropAhead();
    }
    if (speaking != null) {
      switch (renewal.now(speaking.openedAt(), fits(speaking), ahead != null)) {
        case Renewal.Step.Stay _ -> watchOver(speaking);
        case Renewal.Step.OpenAhead _ -> openAhead();
        case Renewal.Step.TakeOver(var at) -> renew(at);
      }
    }
    if (watch.mustHold(current == null)) {
      host.hold();
    }
  }

  private boolean fits(ModelLink link) {
    return link.sensitivity() == endpointing.now();
  }

  private void watchOver(ModelLink speaking) {
    watch
        .complaint()
        .ifPresent(
            why -> {
              speaking.drop();
              failed(why);
            });
  }

  private void openAhead() {
    ModelLink opened = newLink();
    ahead = opened;
    opened.open(pipeline.nova(), 0, stage);
  }

  private void renew(RenewedAt at) {
    ModelLink next = ahead;
    ModelLink old = current;
    if (next == null || old == null) {
      return;
    }
    ahead = null;
    memory.streamRenewed();
    takeOver(next, true);
    leave(old);
    pipeline.observer().modelStreamRenewed(at);
  }

  private void leave(ModelLink old) {
    leaving.put(old.number(), old);
    timers.later(new Gone(old.number()), pipeline.settings().modelEndGrace());
    old.end();
  }

  private void dropAhead() {
    if (ahead != null) {
      ahead.drop();
      ahead = null;
    }
  }

  private void said(NovaOutput output) {
    watch.said(output);
    unanswered.hear(output);
    switch (output) {
      case NovaOutput.ContentStarted(_, var type, var role, _)
          when role == NovaRole.ASSISTANT && type == ContentType.AUDIO ->
          agentBegins();
      case NovaOutput.ToolRequested _ -> memory.actedOn();
      case NovaOutput.TextSaid(_, var role, var text) when role == NovaRole.USER ->
          callerSaid(text);
      case NovaOutput _ -> {} // nothing that a next stream would have to know
    }
    host.said(output);
    if (Renewal.isBargeIn(output)) {
      renew(RenewedAt.BARGE_IN);
    }
  }

  private void callerSaid(String text) {
    if (current != null && !current.wasTold(text)) {
      sound.understood();
      watch.understood();
    }
  }

  private void agentBegins() {
    if (current != null && ahead == null && renewal.isDue(current.openedAt(), fits(current))) {
      openAhead();
    }
  }

  private void failed(NovaFailure why) {
    current = null;
    if (ending) {
      host.modelEnded();
      return;
    }
    timers.cancel(Timer.STABLE);
    report(stream, why);
    if (!retries.isWorthAnother(why)) {
      dropAhead();
      host.modelGivenUp(why);
      return;
    }
    memory.streamLost();
    ModelLink next = ahead;
    if (next != null) {
      ahead = null;
      pipeline.observer().modelStreamReplaced();
      takeOver(next, false);
    } else if (why.category() == NovaFailure.Category.LATER) {
      timers.later(Timer.REOPEN, pipeline.novaSettings().breaker().pause());
    } else if (retries.inARow() == 1) {
      due(Timer.REOPEN);
    } else {
      timers.later(Timer.REOPEN, pipeline.settings().modelRetryPause());
    }
  }

  private void report(int number, NovaFailure why) {
    pipeline.observer().modelFailed(why.category(), why.type());
    LOG.warn(
        "Call {}: stream {} to the model failed ({}): {}: {}",
        call.callId(),
        number,
        why.category(),
        why.type(),
        why.message());
  }

  /** Only the stream that has the conversation is listened to. */
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
        CallModel.this.said(output);
      }
    }

    @Override
    public void hasRoom() {
      host.modelHasRoom();
    }

    @Override
    public void failed(NovaFailure why) {
      if (isCurrent()) {
        CallModel.this.failed(why);
      } else if (ahead != null && ahead.number() == number) {
        ahead = null;
        renewal.aheadFailed();
        report(number, why);
      } else {
        leaving.remove(number);
      }
    }

    @Override
    public void completed() {
      if (ending && isCurrent()) {
        current = null;
        host.modelEnded();
      } else {
        failed(
            new NovaFailure(
                NovaFailure.Category.RETRY, "UnexpectedEnd", "The session ended unasked."));
      }
    }
  }
}
