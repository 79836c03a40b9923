package org.voiceteller.actors.card;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.BackoffSupervisorStrategy;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.jspecify.annotations.Nullable;
import org.voiceteller.actors.ClusterMessage;
import org.voiceteller.core.card.Card;
import org.voiceteller.core.card.CardEvent;
import org.voiceteller.core.card.DeactivationCause;
import org.voiceteller.core.card.ReplacementTimes;
import org.voiceteller.core.decision.Decision;
import org.voiceteller.core.journal.EventFamily;

/**
 * One card, wherever in the cluster it lives. It asks {@link Card} what may happen, keeps the
 * events and answers when they are persisted; a refusal is answered at once. A card that is taken
 * out of use orders its replacement afterwards and asks until that one has its order, also after a
 * crash in between; a replacement that arrived tells the card whose place it takes in the same way.
 */
public final class CardEntity extends EventSourcedBehavior<CardEntity.Command, CardEvent, Card> {

  /** What a card is asked. */
  public sealed interface Command extends ClusterMessage {

    record Issue(String customerId, String accountId, String lastFour, ActorRef<Reply> replyTo)
        implements Command {}

    record Order(
        Card.Details instead,
        LocalDate expectedFrom,
        LocalDate expectedUntil,
        ActorRef<Reply> replyTo)
        implements Command {}

    record Produce(String lastFour, ActorRef<Reply> replyTo) implements Command {}

    record Ship(String carrier, String trackingNumber, ActorRef<Reply> replyTo)
        implements Command {}

    record Deliver(ActorRef<Reply> replyTo) implements Command {}

    record Freeze(ActorRef<Reply> replyTo) implements Command {}

    record Unfreeze(ActorRef<Reply> replyTo) implements Command {}

    record Deactivate(DeactivationCause cause, @Nullable String requestId, ActorRef<Reply> replyTo)
        implements Command {}

    record MarkReplaced(ActorRef<Reply> replyTo) implements Command {}

    record GetCard(ActorRef<Reply> replyTo) implements Command {}
  }

  /** What it answers. */
  public sealed interface Reply extends ClusterMessage {

    /** The request holds, now or since before; the card as it is after it. */
    record Done(Card card) implements Reply {}

    record Refused(Card.Refusal reason) implements Reply {}
  }

  private record Recovered() implements Command {}

  private record Told(Card.@Nullable Refusal refusal) implements Command {}

  private record NotTold() implements Command {}

  /** How a card reaches the other cards and the wallets. A stage fails when nobody answers. */
  public interface Neighbours {

    /** Adds the replacement to its customer's cards and orders it. */
    CompletionStage<Reply> order(
        String replacementCardId, Card.Details instead, LocalDate from, LocalDate until);

    CompletionStage<Reply> replaced(String cardId);
  }

  /**
   * What a card works with.
   *
   * @param zone the bank's: its days begin and end there
   * @param retry how long to wait before a neighbour that did not answer is asked again
   */
  public record Setup(
      Neighbours neighbours,
      ReplacementTimes times,
      ZoneId zone,
      Duration retry,
      InstantSource clock,
      BackoffSupervisorStrategy onPersistFailure) {}

  public static final EntityTypeKey<Command> KEY = EntityTypeKey.create(Command.class, "card");

  private static final String RETRY = "retry";

  public static Behavior<Command> create(String cardId, Setup setup) {
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> new CardEntity(cardId, setup, context, timers)));
  }

  private final String cardId;
  private final Setup setup;
  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final Set<String> tags;

  private CardEntity(
      String cardId, Setup setup, ActorContext<Command> context, TimerScheduler<Command> timers) {
    super(PersistenceId.of(KEY.name(), cardId), setup.onPersistFailure());
    this.cardId = cardId;
    this.setup = setup;
    this.context = context;
    this.timers = timers;
    this.tags = Set.of(EventFamily.CARD.tagOf(cardId));
  }

  @Override
  public Card emptyState() {
    return new Card.Unissued();
  }

  @Override
  public CommandHandler<Command, CardEvent, Card> commandHandler() {
    return this::onCommand;
  }

  private Effect<CardEvent, Card> onCommand(Card card, Command command) {
    Instant now = setup.clock().instant();
    return switch (command) {
      case Command.Issue(var customerId, var accountId, var lastFour, var replyTo) ->
          act(card.issue(cardId, customerId, accountId, lastFour, now), replyTo);
      case Command.Order(var instead, var from, var until, var replyTo) ->
          act(card.order(cardId, instead, from, until, now), replyTo);
      case Command.Produce(var lastFour, var replyTo) -> act(card.produced(lastFour, now), replyTo);
      case Command.Ship(var carrier, var number, var replyTo) ->
          act(card.shipped(carrier, number, now), replyTo);
      case Command.Deliver(var replyTo) -> act(card.delivered(now), replyTo);
      case Command.Freeze(var replyTo) -> act(card.freeze(now), replyTo);
      case Command.Unfreeze(var replyTo) -> act(card.unfreeze(now), replyTo);
      case Command.Deactivate(var cause, var requestId, var replyTo) ->
          act(
              card.deactivate(
                  cause,
                  cardId + "-R",
                  setup.times(),
                  now.atZone(setup.zone()).toLocalDate(),
                  requestId,
                  now),
              replyTo);
      case Command.MarkReplaced(var replyTo) -> act(card.replaced(now), replyTo);
      case Command.GetCard(var replyTo) -> Effect().reply(replyTo, replyOf(card));
      case Told(var refusal) -> told(card, refusal, now);
      case NotTold _ -> {
        timers.startSingleTimer(RETRY, new Recovered(), setup.retry());
        yield Effect().none();
      }
      case Recovered _ -> {
        tellNeighbours(card);
        yield Effect().none();
      }
    };
  }

  private Effect<CardEvent, Card> act(
      Decision<CardEvent, Card.Refusal> decision, ActorRef<Reply> replyTo) {
    return switch (decision) {
      case Decision.Accepted<CardEvent, Card.Refusal>(var events) ->
          Effect()
              .persist(events)
              .thenRun(
                  after -> {
                    if (events.stream().anyMatch(CardEntity::concernsNeighbours)) {
                      tellNeighbours(after);
                    }
                  })
              .thenReply(replyTo, CardEntity::replyOf);
      case Decision.Refused<CardEvent, Card.Refusal>(var reason) ->
          Effect().reply(replyTo, new Reply.Refused(reason));
    };
  }

  private static boolean concernsNeighbours(CardEvent event) {
    return event instanceof CardEvent.Deactivated || event instanceof CardEvent.Delivered;
  }

  /** Asks for what is not done yet; done twice it changes nothing. */
  private void tellNeighbours(Card card) {
    if (card instanceof Card.Deactivated(var details, var loss, _) && !loss.replacementOrdered()) {
      await(
          setup
              .neighbours()
              .order(loss.replacementCardId(), details, loss.expectedFrom(), loss.expectedUntil()));
    } else if (card instanceof Card.Active(var details, var delivery)
        && delivery != null
        && details.replaces() != null) {
      await(setup.neighbours().replaced(details.replaces()));
    }
  }

  private void await(CompletionStage<Reply> told) {
    context.pipeToSelf(
        told,
        (reply, failure) -> {
          if (failure != null) {
            context.getLog().warn("Card {} could not tell another: {}", cardId, failure.toString());
            return new NotTold();
          }
          return switch (reply) {
            case Reply.Done _ -> new Told(null);
            case Reply.Refused(var reason) -> new Told(reason);
          };
        });
  }

  private Effect<CardEvent, Card> told(Card card, Card.@Nullable Refusal refusal, Instant now) {
    if (refusal != null) {
      context.getLog().error("Card {} was refused by another: {}", cardId, refusal);
      return Effect().none();
    }
    return switch (card.replacementOrdered(now)) {
      case Decision.Accepted<CardEvent, Card.Refusal>(var events) -> Effect().persist(events);
      // An active replacement has nothing to keep of it.
      case Decision.Refused<CardEvent, Card.Refusal> _ -> Effect().none();
    };
  }

  private static Reply replyOf(Card card) {
    return switch (card) {
      case Card.Unissued _ -> new Reply.Refused(Card.Refusal.NO_SUCH_CARD);
      case Card.Coming _, Card.Active _, Card.Frozen _, Card.Deactivated _ -> new Reply.Done(card);
    };
  }

  @Override
  public EventHandler<Card, CardEvent> eventHandler() {
    return Card::apply;
  }

  @Override
  public SignalHandler<Card> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(RecoveryCompleted.instance(), _ -> context.getSelf().tell(new Recovered()))
        .build();
  }

  @Override
  public Set<String> tagsFor(CardEvent event) {
    return tags;
  }
}
