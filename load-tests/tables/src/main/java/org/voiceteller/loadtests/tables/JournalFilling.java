package org.voiceteller.loadtests.tables;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.voiceteller.core.account.AccountEvent;
import org.voiceteller.core.call.CallEvent;
import org.voiceteller.core.card.CardEvent;
import org.voiceteller.core.customer.CustomerEvent;
import org.voiceteller.core.dispute.DisputeEvent;
import org.voiceteller.core.journal.EventFamily;
import org.voiceteller.persistence.audit.StandaloneStores;

/**
 * Has a bank's events persisted as the bank persists them: sealed, serialized and tagged by the
 * journal, each entity its own, some at once.
 */
final class JournalFilling {

  private static final int AT_ONCE = 16;
  private static final int EVENTS_AT_ONCE = 20;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private JournalFilling() {}

  /**
   * @return how many events were persisted
   */
  static long fill(Config config, BankHistory history) {
    List<BankHistory.Entity> entities = new ArrayList<>();
    history.forEach(entities::add);
    return StandaloneStores.with(
        config,
        (system, _) ->
            Source.from(entities)
                .mapAsyncUnordered(AT_ONCE, entity -> persist(system, entity))
                .runWith(Sink.fold(0L, Long::sum), system)
                .toCompletableFuture()
                .join());
  }

  private static CompletionStage<Long> persist(ActorSystem<?> system, BankHistory.Entity entity) {
    EventFamily family = family(entity.events().getFirst());
    ActorRef<Persist> writer =
        system.systemActorOf(
            Behaviors.setup(context -> new Entity(context.getSelf(), family, entity)),
            family.name() + "-" + entity.id(),
            Props.empty());
    return AskPattern.<Persist, Done>ask(writer, Persist::new, PATIENCE, system.scheduler())
        .thenApply(_ -> (long) entity.events().size());
  }

  private static EventFamily family(Object event) {
    return switch (event) {
      case CustomerEvent _ -> EventFamily.CUSTOMER;
      case AccountEvent _ -> EventFamily.ACCOUNT;
      case CardEvent _ -> EventFamily.CARD;
      case DisputeEvent _ -> EventFamily.DISPUTE;
      case CallEvent _ -> EventFamily.CALL;
      default -> throw new IllegalArgumentException("Expected an event of a bank: " + event);
    };
  }

  /** Answered when all events of the entity are in the journal; it stops then. */
  private record Persist(ActorRef<Done> replyTo) {}

  /** Its state is how many events it has persisted. */
  private static final class Entity extends EventSourcedBehavior<Persist, Object, Integer> {

    private final ActorRef<Persist> self;
    private final EventFamily family;
    private final BankHistory.Entity entity;

    private Entity(ActorRef<Persist> self, EventFamily family, BankHistory.Entity entity) {
      super(PersistenceId.of(family.name().toLowerCase(Locale.ROOT), entity.id()));
      this.self = self;
      this.family = family;
      this.entity = entity;
    }

    @Override
    public Integer emptyState() {
      return 0;
    }

    @Override
    public Set<String> tagsFor(Object event) {
      return Set.of(family.tagOf(entity.id()));
    }

    @Override
    public CommandHandler<Persist, Object, Integer> commandHandler() {
      return this::next;
    }

    private Effect<Object, Integer> next(Integer persisted, Persist command) {
      List<Object> all = entity.events();
      if (persisted == all.size()) {
        return Effect().stop().thenReply(command.replyTo(), _ -> Done.getInstance());
      }
      int until = Math.min(all.size(), persisted + EVENTS_AT_ONCE);
      return Effect()
          .persist(new ArrayList<>(all.subList(persisted, until)))
          .thenRun(_ -> self.tell(command));
    }

    @Override
    public EventHandler<Integer, Object> eventHandler() {
      return (persisted, _) -> persisted + 1;
    }
  }
}
