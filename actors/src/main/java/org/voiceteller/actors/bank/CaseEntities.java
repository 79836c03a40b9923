package org.voiceteller.actors.bank;

import java.time.Duration;
import java.time.InstantSource;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.BackoffSupervisorStrategy;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingSettings;
import org.apache.pekko.cluster.sharding.typed.HashCodeMessageExtractor;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.voiceteller.actors.card.CardEntity;
import org.voiceteller.actors.card.ShardedNeighbours;
import org.voiceteller.actors.card.WalletEntity;
import org.voiceteller.actors.dispute.AccountPostings;
import org.voiceteller.actors.dispute.CasebookEntity;
import org.voiceteller.actors.dispute.DisputeEntity;
import org.voiceteller.actors.entity.Entities;
import org.voiceteller.actors.numbering.DayCountEntity;
import org.voiceteller.core.dispute.CaseRules;
import org.voiceteller.core.dispute.CaseWatch;

/** Begins to host cards, cases and the counts of confirmation numbers on a node. */
final class CaseEntities {

  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private CaseEntities() {}

  static void init(
      ActorSystem<?> system,
      ClusterSharding sharding,
      Entities entities,
      CaseWatch watch,
      BankSettings settings,
      InstantSource clock,
      BackoffSupervisorStrategy backoff) {
    ClusterShardingSettings passivating =
        Bank.puttingAwayIdle(system, settings.entityIdleTimeout());
    CardEntity.Setup cards =
        new CardEntity.Setup(
            new ShardedNeighbours(entities),
            settings.replacementTimes(),
            settings.zone(),
            settings.askTimeout(),
            clock,
            backoff);
    sharding.init(
        Entity.of(CardEntity.KEY, context -> CardEntity.create(context.getEntityId(), cards))
            .withMessageExtractor(new HashCodeMessageExtractor<>(settings.shards()))
            .withSettings(passivating));
    sharding.init(
        Entity.of(
                WalletEntity.KEY,
                context -> WalletEntity.create(context.getEntityId(), clock, backoff))
            .withMessageExtractor(new HashCodeMessageExtractor<>(settings.shards()))
            .withSettings(passivating));
    sharding.init(
        Entity.of(
                DayCountEntity.KEY,
                context -> DayCountEntity.create(context.getEntityId(), clock, backoff))
            .withMessageExtractor(new HashCodeMessageExtractor<>(settings.shards()))
            .withSettings(passivating));
    sharding.init(
        Entity.of(
                CasebookEntity.KEY,
                context -> CasebookEntity.create(context.getEntityId(), clock, backoff))
            .withMessageExtractor(new HashCodeMessageExtractor<>(settings.shards()))
            .withSettings(passivating));
    DisputeEntity.Setup cases =
        new DisputeEntity.Setup(
            new CaseRules(settings.cases()),
            new AccountPostings(entities, clock),
            watch,
            settings.askTimeout(),
            LONGEST_WAIT,
            clock,
            backoff);
    // Open cases are remembered like calls: their days pass whether anybody asks or not.
    sharding.init(
        Entity.of(
                DisputeEntity.KEY,
                context ->
                    DisputeEntity.create(
                        context.getEntityId(),
                        cases,
                        over -> context.getShard().tell(new ClusterSharding.Passivate<>(over))))
            .withStopMessage(new DisputeEntity.Command.Stop())
            .withMessageExtractor(new HashCodeMessageExtractor<>(settings.shards()))
            .withSettings(Bank.remembering(system)));
  }
}
