package org.voiceteller.actors.call;

import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.voiceteller.actors.ClusterMessage;
import org.voiceteller.core.call.CallEar;
import org.voiceteller.core.call.CallListener;
import org.voiceteller.core.call.CallListener.Signal;

/**
 * The end of a call's session at the caller's leg: it hands the session's signals to the leg's
 * listener, and tells the session from time to time that the leg is still there. So a session that
 * moved to another node, or started anew, learns where to send; and a leg that was superseded
 * meanwhile learns that. It lives beside the leg, on its node, and ends with the leg or after a
 * final signal.
 */
public final class LegLink {

  /** What the link is told. */
  public sealed interface Message extends ClusterMessage {

    /** By the session: hand this on. */
    record Deliver(Signal signal) implements Message {}

    /** By the session: these hear the call beside its caller from now on. */
    record HearBy(List<ActorRef<StaffLine.Message>> lines) implements Message {
      public HearBy {
        lines = List.copyOf(lines);
      }
    }

    /** By the desk on this node: the leg is gone. */
    record Detach() implements Message {}

    /** By its own timer. */
    record Announce() implements Message {}
  }

  /**
   * @param heartbeat how often the leg says that it is still there
   */
  static Behavior<Message> create(
      String legId,
      EntityRef<CallSession.Command> session,
      CallListener listener,
      Duration heartbeat) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  timers.startTimerWithFixedDelay(new Message.Announce(), heartbeat);
                  return new LegLink(context, legId, session, listener).linked();
                }));
  }

  private final ActorContext<Message> context;
  private final String legId;
  private final EntityRef<CallSession.Command> session;
  private final CallListener listener;
  private List<ActorRef<StaffLine.Message>> lines = List.of();

  private LegLink(
      ActorContext<Message> context,
      String legId,
      EntityRef<CallSession.Command> session,
      CallListener listener) {
    this.context = context;
    this.legId = legId;
    this.session = session;
    this.listener = listener;
  }

  private Behavior<Message> linked() {
    return Behaviors.receive(Message.class)
        .onAnyMessage(this::on)
        .onSignal(
            Terminated.class,
            gone -> {
              hearBy(lines.stream().filter(line -> !line.equals(gone.getRef())).toList());
              return Behaviors.same();
            })
        .build();
  }

  private Behavior<Message> on(Message message) {
    return switch (message) {
      case Message.Announce _ -> {
        session.tell(new CallSession.Command.LegIsAlive(legId, context.getSelf()));
        yield Behaviors.same();
      }
      case Message.Deliver(var signal) -> {
        listener.onSignal(signal);
        yield switch (signal) {
          case Signal.LevelReached _,
              Signal.ChallengeOpened _,
              Signal.ChallengeClosed _,
              Signal.RecordingConsent _,
              Signal.HandOffChanged _,
              Signal.StaffSaid _,
              Signal.StaffMicrophone _,
              Signal.StaffSound _,
              Signal.HeardBy _ ->
              Behaviors.same();
          case Signal.CallEnded _, Signal.Superseded _ -> Behaviors.stopped();
        };
      }
      case Message.HearBy(var all) -> {
        hearBy(all);
        yield Behaviors.same();
      }
      case Message.Detach _ -> Behaviors.stopped();
    };
  }

  /** A line that is gone hears nothing any more, whether or not the session knows it yet. */
  private void hearBy(List<ActorRef<StaffLine.Message>> all) {
    lines.stream().filter(line -> !all.contains(line)).forEach(context::unwatch);
    all.stream().filter(line -> !lines.contains(line)).forEach(context::watch);
    lines = List.copyOf(all);
    listener.onSignal(new Signal.HeardBy(lines.stream().map(LegLink::ear).toList()));
  }

  private static CallEar ear(ActorRef<StaffLine.Message> line) {
    return heard -> line.tell(new StaffLine.Message.Overheard(heard));
  }
}
