package org.voiceteller.streams.media;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.core.call.CallDesk;
import org.voiceteller.core.call.CallOrigin;
import org.voiceteller.core.call.CallUnavailableException;
import org.voiceteller.core.call.ResumeOrigin;
import org.voiceteller.streams.call.AgentFrame;
import org.voiceteller.streams.call.CallRoster;
import org.voiceteller.streams.call.CallerFrame;
import org.voiceteller.streams.call.LegSignals;

/**
 * One connection while it lasts, whatever wire it has. A message is taken only when the answers to
 * the ones before it have left, so that nothing piles up here whatever the other end sends.
 */
final class MediaLogic extends TimerGraphStageLogic {

  private static final Logger LOG = LoggerFactory.getLogger(MediaLogic.class);
  private static final String START_TIMER = "start";

  private enum Phase {
    WAITING,
    OPENING,
    TALKING,
    CLOSING
  }

  private final MediaStage stage;
  private final MediaSocket socket;
  private final Deque<ToCaller> answers = new ArrayDeque<>();
  private final AsyncCallback<Attempt> opened;
  private Phase phase = Phase.WAITING;
  private boolean connectionLost;
  private Runnable leaveRoster = () -> {};
  private @Nullable SubSourceOutlet<CallerFrame> toCall;
  private @Nullable SubSinkInlet<AgentFrame> fromCall;

  /** What came of a {@code call.start}; one of answer and thrown is there. */
  private record Attempt(
      FromCaller.Start start,
      LegSignals signals,
      @Nullable Optional<CallDesk.Opened> answer,
      @Nullable Throwable thrown) {}

  MediaLogic(MediaStage stage) {
    super(stage.shape());
    this.stage = stage;
    this.socket = stage.socket;
    this.opened = createAsyncCallback(this::attempted);
    setHandler(stage.in, new Caller());
    setHandler(stage.out, new Connection());
  }

  @Override
  public void preStart() {
    setKeepGoing(true);
    scheduleOnce(START_TIMER, socket.settings.startTimeout());
    pull(stage.in);
  }

  private final class Caller extends AbstractInHandler {

    @Override
    public void onPush() {
      take(grab(stage.in));
      flow();
    }

    @Override
    public void onUpstreamFinish() {
      connectionLost();
    }

    @Override
    public void onUpstreamFailure(Throwable thrown) {
      connectionLost();
    }
  }

  private final class Connection extends AbstractOutHandler {

    @Override
    public void onPull() {
      flow();
    }

    @Override
    public void onDownstreamFinish(Throwable cause) {
      connectionLost();
    }
  }

  private void take(FromCaller message) {
    switch (message) {
      case FromCaller.Rejected(var problem) -> answers.addLast(new ToCaller.Frame(problem));
      case FromCaller.Start start -> start(start);
      case FromCaller.Check _ -> answers.addLast(new ToCaller.Checked());
      case FromCaller.Frame(var frame) -> {
        if (phase == Phase.TALKING && toCall != null && toCall.isAvailable()) {
          toCall.push(frame);
        } else if (phase == Phase.WAITING) {
          answerWith("not_started", "A call must be started first, with call.start.", false);
        }
      }
    }
  }

  private void start(FromCaller.Start start) {
    if (phase != Phase.WAITING) {
      answerWith("already_started", "This connection's call is already started.", false);
      return;
    }
    if (socket.roster.isDraining()) {
      answerWith("server_draining", "This server is going away; please call again.", true);
      phase = Phase.CLOSING;
      return;
    }
    if (start.resume() == null && !stage.peer.mayBegin()) {
      answerWith("server_full", "All lines are busy; please call again in a moment.", true);
      phase = Phase.CLOSING;
      return;
    }
    phase = Phase.OPENING;
    cancelTimer(START_TIMER);
    LegSignals signals = new LegSignals();
    open(start, signals)
        .whenComplete(
            (answer, thrown) -> opened.invoke(new Attempt(start, signals, answer, thrown)));
  }

  private CompletionStage<Optional<CallDesk.Opened>> open(
      FromCaller.Start start, LegSignals signals) {
    if (start.resume() != null) {
      return socket
          .desk
          .resume(
              start.resume(), new ResumeOrigin(start.jurisdiction(), stage.peer.address()), signals)
          .thenApply(
              resumption ->
                  switch (resumption) {
                    case CallDesk.Resumption.Resumed(var call) -> Optional.of(call);
                    case CallDesk.Resumption.Unknown _ -> Optional.empty();
                  });
    }
    CallOrigin origin =
        new CallOrigin(
            start.channel() == null ? stage.peer.channel() : start.channel(),
            start.from(),
            start.jurisdiction() == null
                ? socket.settings.defaultJurisdiction()
                : start.jurisdiction(),
            start.locale() == null ? socket.settings.defaultLocale() : start.locale(),
            stage.peer.address(),
            start.attestation());
    return socket.desk.open(origin, signals).thenApply(Optional::of);
  }

  private void attempted(Attempt attempt) {
    Optional<CallDesk.Opened> answer = attempt.answer();
    if (answer == null) {
      refuse(attempt.thrown());
    } else if (answer.isEmpty()) {
      answerWith("unknown_resume_token", "This token opens no call.", false);
      waitForStart();
    } else {
      joined(answer.get(), attempt);
    }
    flow();
  }

  private void refuse(@Nullable Throwable thrown) {
    Throwable cause =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    if (cause instanceof CallUnavailableException) {
      LOG.warn("A call could not be opened: {}", cause.getMessage());
    } else {
      LOG.error("Opening a call broke.", cause);
    }
    answerWith("call_unavailable", "No call can be taken at the moment; please try again.", true);
    waitForStart();
  }

  private void waitForStart() {
    if (connectionLost) {
      completeStage();
    } else {
      phase = Phase.WAITING;
      scheduleOnce(START_TIMER, socket.settings.startTimeout());
    }
  }

  private void joined(CallDesk.Opened call, Attempt attempt) {
    phase = Phase.TALKING;
    answers.addLast(new ToCaller.Started(call));
    SubSourceOutlet<CallerFrame> frames = new SubSourceOutlet<>("toCall");
    SubSinkInlet<AgentFrame> replies = new SubSinkInlet<>("fromCall");
    frames.setHandler(
        new AbstractOutHandler() {
          @Override
          public void onPull() {
            flow();
          }

          @Override
          public void onDownstreamFinish(Throwable cause) {
            // the call's end is told by its replies
          }
        });
    replies.setHandler(
        new AbstractInHandler() {
          @Override
          public void onPush() {
            answers.addLast(new ToCaller.Frame(replies.grab()));
            flow();
          }

          @Override
          public void onUpstreamFinish() {
            phase = Phase.CLOSING;
            flow();
          }

          @Override
          public void onUpstreamFailure(Throwable thrown) {
            LOG.error("Call {}: its conversation broke.", call.callId(), thrown);
            answerWith("internal_error", "Something went wrong; please come back.", true);
            phase = Phase.CLOSING;
            flow();
          }
        });
    toCall = frames;
    fromCall = replies;
    AsyncCallback<CallRoster.Word> server = createAsyncCallback(this::serverSays);
    leaveRoster = socket.roster.connect(server::invoke);
    Source.fromGraph(frames.source())
        .via(
            socket.pipeline.flow(
                call,
                attempt.start().resume() != null,
                attempt.signals(),
                attempt.start().endpointing()))
        .to(Sink.fromGraph(replies.sink()))
        .run(subFusingMaterializer());
    if (connectionLost) {
      frames.complete();
      replies.cancel();
    }
  }

  private void serverSays(CallRoster.Word word) {
    if (phase == Phase.TALKING && !connectionLost) {
      switch (word) {
        case CallRoster.Word.GoingAway goingAway ->
            answers.addLast(new ToCaller.GoingAway(goingAway));
        case CallRoster.Word.Leave _ -> {
          answerWith("server_draining", "The call goes on at another server.", true);
          phase = Phase.CLOSING;
          letCallGo();
        }
      }
      flow();
    }
  }

  /** The call finds that its leg is lost, and waits for its caller. */
  private void letCallGo() {
    if (toCall != null && !toCall.isClosed()) {
      toCall.complete();
    }
    if (fromCall != null && !fromCall.isClosed()) {
      fromCall.cancel();
    }
  }

  /** Moves what can move: answers out first, then the call's, then the caller's messages in. */
  private void flow() {
    if (!isClosed(stage.out) && isAvailable(stage.out) && !answers.isEmpty()) {
      push(stage.out, answers.removeFirst());
    }
    if (phase == Phase.CLOSING) {
      if (answers.isEmpty() || connectionLost) {
        completeStage();
      }
      return;
    }
    if (!answers.isEmpty() || connectionLost) {
      return;
    }
    if (fromCall != null && !fromCall.isClosed() && !fromCall.hasBeenPulled()) {
      fromCall.pull();
    }
    boolean taken = toCall == null ? phase == Phase.WAITING : toCall.isAvailable();
    if (taken && !isClosed(stage.in) && !hasBeenPulled(stage.in)) {
      pull(stage.in);
    }
  }

  private void answerWith(String code, String message, boolean retryable) {
    answers.addLast(new ToCaller.Frame(new AgentFrame.Problem(code, message, retryable)));
  }

  private void connectionLost() {
    connectionLost = true;
    answers.clear();
    switch (phase) {
      case WAITING, CLOSING -> completeStage();
      case OPENING -> {
        // the call may be opened at this moment: its conversation will find that its leg is lost
      }
      case TALKING -> {
        letCallGo();
        completeStage();
      }
    }
  }

  @Override
  public void postStop() {
    leaveRoster.run();
  }

  @Override
  public void onTimer(Object timer) {
    if (phase == Phase.WAITING) {
      answerWith("start_timeout", "No call was started in time.", true);
      phase = Phase.CLOSING;
      flow();
    }
  }
}
