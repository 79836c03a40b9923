package org.voiceteller.actors.call;

import java.time.Duration;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.voiceteller.actors.ClusterMessage;
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
                  return linked(context, legId, session, listener);
                }));
  }

  private LegLink() {}

  private static Behavior<Message> linked(
      ActorContext<Message> context,
      String legId,
      EntityRef<CallSession.Command> session,
      CallListener listener) {
    return Behaviors.receiveMessage(
        message ->
            switch (message) {
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
                      Signal.RecordingConsent _ ->
                      Behaviors.same();
                  case Signal.CallEnded _, Signal.Superseded _ -> Behaviors.stopped();
                };
              }
              case Message.Detach _ -> Behaviors.stopped();
            });
  }
}
