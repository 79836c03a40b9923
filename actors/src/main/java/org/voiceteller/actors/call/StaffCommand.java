package org.voiceteller.actors.call;

import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;
import org.voiceteller.actors.ClusterMessage;
import org.voiceteller.core.call.CallTransfer;
import org.voiceteller.core.call.HandOff;
import org.voiceteller.core.call.Pcm;
import org.voiceteller.core.call.Turn;

/** What a session is told by those of the bank who have a line to its call. */
public sealed interface StaffCommand extends ClusterMessage {

  /** This line wants the call; {@link StaffLine.Message.Attached} or a refusal follows. */
  record Take(String takeId, String staff, ActorRef<StaffLine.Message> line)
      implements StaffCommand {}

  /** This line wants to hear the call. */
  record Listen(ActorRef<StaffLine.Message> line) implements StaffCommand {}

  /**
   * The line is still there; told again and again, so that a session that started anew knows it.
   *
   * @param takeId under which it has the call; null for one that listens
   */
  record IsAlive(@Nullable String takeId, ActorRef<StaffLine.Message> line)
      implements StaffCommand {}

  record Say(String takeId, String staff, Turn turn, ActorRef<StaffLine.Message> line)
      implements StaffCommand {}

  /** To the colleague who has the call; nobody has it: it is lost. One of both is there. */
  record Whisper(String from, @Nullable String text, @Nullable Pcm sound) implements StaffCommand {}

  record GiveBack(String takeId) implements StaffCommand {}

  record End(String takeId) implements StaffCommand {}

  /** The line is gone; without a word when its takeId has the call still. */
  record Leave(@Nullable String takeId, ActorRef<StaffLine.Message> line) implements StaffCommand {}

  /** By the caller's leg. */
  record AskForPerson(String legId, HandOff.Reason reason, ActorRef<CallSession.Reply> replyTo)
      implements StaffCommand {}

  /** By the caller's leg. */
  record NoteTransfer(String legId, CallTransfer transfer, ActorRef<CallSession.Reply> replyTo)
      implements StaffCommand {}
}
