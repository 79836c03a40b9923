package org.voiceteller.actors.call;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.jspecify.annotations.Nullable;
import org.voiceteller.actors.ClusterMessage;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.call.CallEar.Heard;
import org.voiceteller.core.call.CallListener.Signal;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.core.call.HandOff;
import org.voiceteller.core.call.Pcm;
import org.voiceteller.core.call.Turn;

/**
 * Somebody of the bank on a call, on the node of their browser's connection: hears the caller's
 * leg, tells the session what they say and that they are still there, and sends their voice to the
 * leg. Ends with the call, with a refusal, or when it is closed.
 */
public final class StaffLine {

  /** What the line is told. */
  public sealed interface Message extends ClusterMessage {

    /** By the session, first: this is the call. */
    record Attached(Level level, List<Turn> history, State state) implements Message {
      public Attached {
        history = List.copyOf(history);
      }
    }

    /** By the session: a colleague has the call; nothing follows. */
    record TakenByAnother(String staff) implements Message {}

    /** By the session, when it has changed. */
    record Changed(State state) implements Message {}

    /** By the session: the words of this turn reached nobody. */
    record WordsRefused(String turnId) implements Message {}

    /** By a colleague. One of both is there. */
    record Whispered(String from, @Nullable String text, @Nullable Pcm sound) implements Message {}

    /** By the caller's leg. */
    record Overheard(Heard heard) implements Message {}

    /** By the session: nothing follows. A call that is not in progress has no reason. */
    record Ended(@Nullable EndReason reason) implements Message {}

    /** By the connection on this node: tell the session, or the leg. */
    record Tell(Words words) implements Message {}

    /** By the connection: it is gone. */
    record Close() implements Message {}

    /** By its own timer. */
    record Announce() implements Message {}
  }

  /**
   * How it stands with the call.
   *
   * @param handOff null when the agent has the call
   * @param leg null while the caller's connection is broken
   */
  public record State(@Nullable HandOff handOff, @Nullable ActorRef<LegLink.Message> leg) {}

  /** What somebody says on their line. */
  public sealed interface Words {

    record Text(String turnId, String text) implements Words {}

    record Microphone(boolean on) implements Words {}

    /** At 24 kHz, at most 100 ms. */
    record Sound(Pcm pcm) implements Words {}

    record GiveBack() implements Words {}

    record End() implements Words {}
  }

  /** Who has the line, and for what. */
  public sealed interface Wish {

    /**
     * @param takeId of this time, unique
     */
    record Take(String takeId, String staff) implements Wish {}

    record Listen() implements Wish {}

    record Whisper(String staff) implements Wish {}
  }

  /**
   * @param heard gets what concerns the browser: everything but what the line tells itself
   */
  public static Behavior<Message> create(
      EntityRef<CallSession.Command> session,
      Wish wish,
      Consumer<Message> heard,
      Duration heartbeat) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  StaffLine line = new StaffLine(session, wish, heard, context.getSelf());
                  line.begin();
                  timers.startTimerWithFixedDelay(new Message.Announce(), heartbeat);
                  return line.open();
                }));
  }

  private final EntityRef<CallSession.Command> session;
  private final Wish wish;
  private final Consumer<Message> heard;
  private final ActorRef<Message> self;
  private @Nullable ActorRef<LegLink.Message> leg;
  private boolean over;

  private StaffLine(
      EntityRef<CallSession.Command> session,
      Wish wish,
      Consumer<Message> heard,
      ActorRef<Message> self) {
    this.session = session;
    this.wish = wish;
    this.heard = heard;
    this.self = self;
  }

  private void begin() {
    tell(
        switch (wish) {
          case Wish.Take(var takeId, var staff) -> new StaffCommand.Take(takeId, staff, self);
          case Wish.Listen _, Wish.Whisper _ -> new StaffCommand.Listen(self);
        });
  }

  private Behavior<Message> open() {
    return Behaviors.receive(Message.class)
        .onAnyMessage(this::on)
        .onSignal(
            PostStop.class,
            _ -> {
              if (!over) {
                tell(new StaffCommand.Leave(takeId(), self));
              }
              return Behaviors.same();
            })
        .build();
  }

  private Behavior<Message> on(Message message) {
    switch (message) {
      case Message.Attached attached -> leg = attached.state().leg();
      case Message.Changed(var state) -> leg = state.leg();
      case Message.Tell(var words) -> said(words);
      case Message.Announce _ -> tell(new StaffCommand.IsAlive(takeId(), self));
      case Message.TakenByAnother _, Message.Ended _ -> over = true;
      case Message.WordsRefused _, Message.Whispered _, Message.Overheard _, Message.Close _ -> {
        // the browser's, or the end
      }
    }
    return switch (message) {
      case Message.Tell _, Message.Announce _ -> Behaviors.same();
      case Message.Close _ -> Behaviors.stopped();
      case Message.Attached _,
          Message.Changed _,
          Message.WordsRefused _,
          Message.Whispered _,
          Message.Overheard _ -> {
        heard.accept(message);
        yield Behaviors.same();
      }
      case Message.TakenByAnother _, Message.Ended _ -> {
        heard.accept(message);
        yield Behaviors.stopped();
      }
    };
  }

  /** What the wish does not allow is not said: the connection has told so before. */
  private void said(Words words) {
    switch (wish) {
      case Wish.Take(var takeId, var staff) -> toTheCaller(takeId, staff, words);
      case Wish.Whisper(var staff) -> toTheColleague(staff, words);
      case Wish.Listen _ -> {
        // hears only
      }
    }
  }

  private void toTheCaller(String takeId, String staff, Words words) {
    switch (words) {
      case Words.Text(var turnId, var text) ->
          tell(
              new StaffCommand.Say(
                  takeId, staff, new Turn(turnId, Turn.Speaker.STAFF, text), self));
      case Words.Microphone(var on) -> toTheLeg(new Signal.StaffMicrophone(takeId, on));
      case Words.Sound(var pcm) -> toTheLeg(new Signal.StaffSound(takeId, pcm));
      case Words.GiveBack _ -> tell(new StaffCommand.GiveBack(takeId));
      case Words.End _ -> tell(new StaffCommand.End(takeId));
    }
  }

  private void toTheColleague(String staff, Words words) {
    switch (words) {
      case Words.Text(_, var text) -> tell(new StaffCommand.Whisper(staff, text, null));
      case Words.Sound(var pcm) -> tell(new StaffCommand.Whisper(staff, null, pcm));
      case Words.Microphone _, Words.GiveBack _, Words.End _ -> {
        // not theirs to do
      }
    }
  }

  private void toTheLeg(Signal signal) {
    if (leg != null) {
      leg.tell(new LegLink.Message.Deliver(signal));
    }
  }

  private @Nullable String takeId() {
    return wish instanceof Wish.Take(var takeId, _) ? takeId : null;
  }

  private void tell(StaffCommand command) {
    session.tell(new CallSession.Command.Staff(command));
  }
}
