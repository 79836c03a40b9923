package org.voiceteller.streams.call;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.util.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.core.call.CallDesk;
import org.voiceteller.streams.nova.NovaFailure;
import org.voiceteller.streams.nova.NovaOutput;
import org.voiceteller.streams.nova.NovaOutput.ContentType;
import org.voiceteller.streams.nova.NovaRole;
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

  private final CallPipeline pipeline;
  private final CallDesk.Opened call;
  private final ModelMemory memory;
  private final Timers timers;
  private final ModelHost host;
  private final ModelSettings settings;
  private final CallerSound sound;
  private final Unanswered unanswered;
  private final ModelWatch watch;
  private final Renewal renewal;
  private final Retries retries;
  private final ModelLinks links;
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
    this.memory = memory;
    this.unanswered = unanswered;
    this.timers = timers;
    this.host = host;
    this.settings = pipeline.settings().model();
    this.sound = new CallerSound(settings.replay(), pipeline.clock());
    ModelSigns signs = new ModelSigns(settings, memory, unanswered, sound, pipeline.clock());
    this.watch = new ModelWatch(signs);
    this.renewal = new Renewal(signs);
    this.retries = new Retries(pipeline.settings().modelRetries(), pipeline.nova().targets());
    this.links = new ModelLinks(pipeline, call, stage, endpointing, timers, new LinkEvents());
  }

  /** Opens the call's first stream, with what was said before. */
  void start() {
    timers.every(Timer.TICK, TICK);
    open();
  }

  private void open() {
    takeOver(links.open(retries.inARow()), false);
  }

  private void takeOver(ModelLink next, boolean planned) {
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
    ModelLink current = links.current();
    if (current != null) {
      current.hear(frame);
    }
  }

  /** A cue or the caller's typed words; the next stream is told while none is open. */
  void tell(String text) {
    unanswered.told(text);
    watch.asked();
    ModelLink current = links.current();
    if (current != null) {
      current.tell(text);
    }
  }

  /**
   * A result. A stream that did not ask for it could not place it, and is told in words: what was
   * done must not be asked for again because the stream that asked is gone.
   */
  void toolResult(int askedOn, String toolUseId, String tool, String resultJson) {
    ModelLink current = links.current();
    if (askedOn == stream && current != null) {
      unanswered.result(Cue.late(tool, resultJson));
      watch.asked();
      current.toolResult(toolUseId, resultJson);
    } else {
      host.toldInWords(Cue.late(tool, resultJson));
    }
  }

  boolean isCrowded() {
    ModelLink current = links.current();
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
    links.dropAhead();
    ModelLink current = links.current();
    if (current != null) {
      links.lose();
      links.leave(current);
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
    links.dropAhead();
    ModelLink current = links.current();
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

  void gone(ModelLinks.Gone timer) {
    links.gone(timer);
  }

  private void tick() {
    if (paused) {
      return;
    }
    ModelLink speaking = links.current();
    ModelLink ahead = links.ahead();
    if (ahead != null && !links.fits(ahead)) {
      links.dropAhead();
    }
    if (speaking != null) {
      switch (renewal.now(speaking.openedAt(), links.fits(speaking), links.ahead() != null)) {
        case Renewal.Step.Stay _ -> watchOver(speaking);
        case Renewal.Step.OpenAhead _ -> links.openAhead();
        case Renewal.Step.TakeOver(var at) -> renew(at);
      }
    }
    if (watch.mustHold(links.current() == null)) {
      host.hold();
    }
  }

  private void watchOver(ModelLink speaking) {
    watch
        .complaint()
        .ifPresent(
            why -> {
              speaking.drop();
              links.lose();
              failed(why);
            });
  }

  private void renew(RenewedAt at) {
    ModelLink next = links.ahead();
    ModelLink old = links.current();
    if (next == null || old == null) {
      return;
    }
    links.turnTo(next);
    memory.streamRenewed();
    takeOver(next, true);
    links.leave(old);
    pipeline.observer().modelStreamRenewed(at);
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
    ModelLink current = links.current();
    if (current != null && !current.wasTold(text)) {
      sound.understood();
      watch.understood();
    }
  }

  private void agentBegins() {
    ModelLink current = links.current();
    if (current != null
        && links.ahead() == null
        && renewal.isDue(current.openedAt(), links.fits(current))) {
      links.openAhead();
    }
  }

  /** The stream that had the conversation is no more. */
  private void failed(NovaFailure why) {
    if (ending) {
      host.modelEnded();
      return;
    }
    timers.cancel(Timer.STABLE);
    report(stream, why);
    if (!retries.isWorthAnother(why)) {
      links.dropAhead();
      host.modelGivenUp(why);
      return;
    }
    memory.streamLost();
    ModelLink next = links.ahead();
    if (next != null) {
      links.turnTo(next);
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

  private final class LinkEvents implements ModelLinks.Events {

    @Override
    public void said(NovaOutput output) {
      CallModel.this.said(output);
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
    public void aheadFailed(int number, NovaFailure why) {
      renewal.aheadFailed();
      report(number, why);
    }
  }
}
