package org.voiceteller.actors.bank;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.voiceteller.actors.call.CallSession;
import org.voiceteller.actors.call.StaffLine;
import org.voiceteller.actors.customer.PhoneBindingEntity;
import org.voiceteller.actors.dispute.DisputeEntity;
import org.voiceteller.actors.entity.Entities;
import org.voiceteller.core.customer.PhoneNumber;
import org.voiceteller.core.dispute.CaseRules;
import org.voiceteller.core.dispute.Finding;

/**
 * What the bank's staff ask of calls, numbers and cases, wherever in the cluster they live. Whether
 * somebody may ask is decided before. A stage fails with a {@link
 * java.util.concurrent.TimeoutException} when nobody answers in time.
 */
public final class StaffDesk {

  /** How often a line tells its session that it is still there. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(3);

  private final ActorSystem<?> system;
  private final Entities entities;

  StaffDesk(ActorSystem<?> system, Entities entities) {
    this.system = system;
    this.entities = entities;
  }

  /**
   * Opens a line to a call. What it hears begins with {@link StaffLine.Message.Attached}, or is a
   * refusal.
   *
   * @param heard called from one thread at a time; must not block
   */
  public ActorRef<StaffLine.Message> openLine(
      String callId, StaffLine.Wish wish, Consumer<StaffLine.Message> heard) {
    return system.systemActorOf(
        StaffLine.create(
            entities.sharding().entityRefFor(CallSession.KEY, callId), wish, heard, HEARTBEAT),
        "staff-line-" + UUID.randomUUID(),
        Props.empty());
  }

  /** How a decision was taken. */
  public sealed interface Decided {

    /** The case is decided so, now or since before; what follows is ordered. */
    record Done() implements Decided {}

    record Refused(CaseRules.Refusal reason) implements Decided {}
  }

  /**
   * Ends a call; its caller hears {@code agentEnded}.
   *
   * @return false when no such call is in progress
   */
  public CompletionStage<Boolean> endCall(String callId) {
    return entities
        .call(callId, CallSession.Command.EndByStaff::new)
        .thenApply(reply -> reply instanceof CallSession.Reply.Noted);
  }

  /** The customers that a number leads to, in the order in which they were bound. */
  public CompletionStage<List<String>> customersWith(PhoneNumber number) {
    return entities
        .number(
            number,
            (ActorRef<PhoneBindingEntity.Reply.Holders> replyTo) ->
                new PhoneBindingEntity.Command.GetHolders(replyTo))
        .thenApply(PhoneBindingEntity.Reply.Holders::customerIds);
  }

  /**
   * Decides a case, and orders what follows from that.
   *
   * @param explanation as the customer reads it
   */
  public CompletionStage<Decided> decide(String caseId, Finding finding, String explanation) {
    return entities
        .dispute(caseId, replyTo -> new DisputeEntity.Command.Decide(finding, explanation, replyTo))
        .thenApply(
            reply ->
                switch (reply) {
                  case DisputeEntity.Reply.Done _ -> new Decided.Done();
                  case DisputeEntity.Reply.Refused(var reason) -> new Decided.Refused(reason);
                });
  }
}
