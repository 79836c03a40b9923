package org.voiceteller.actors.bank;

import java.time.InstantSource;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.BackoffSupervisorStrategy;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingSettings;
import org.apache.pekko.cluster.sharding.typed.HashCodeMessageExtractor;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityContext;
import org.voiceteller.actors.billpay.BillPayEntity;
import org.voiceteller.actors.entity.Entities;
import org.voiceteller.actors.numbering.ConfirmationNumbers;
import org.voiceteller.actors.transfer.OutsideTransferEntity;
import org.voiceteller.actors.transfer.TransferLedger;
import org.voiceteller.actors.transfer.TransferProcess;

/** The entities that move money, as one node hosts them. */
final class PaymentEntities {

  private PaymentEntities() {}

  /** Transfers and bills are remembered: what is under way comes back by itself. */
  static void init(
      ActorSystem<?> system,
      ClusterSharding sharding,
      Entities entities,
      ConfirmationNumbers numbers,
      BankSettings settings,
      InstantSource clock,
      BackoffSupervisorStrategy backoff) {
    PaymentSettings payments = settings.payments();
    TransferProcess.Setup transfers =
        new TransferProcess.Setup(
            TransferLedger.of(sharding, numbers, settings.askTimeout()),
            payments.minimumRetry(),
            payments.maximumRetry(),
            payments.transfer().expireAfter(),
            clock,
            backoff);
    sharding.init(
        Entity.of(
                TransferProcess.KEY,
                context ->
                    TransferProcess.create(context.getEntityId(), transfers, passivating(context)))
            .withStopMessage(new TransferProcess.Command.Stop())
            .withMessageExtractor(new HashCodeMessageExtractor<>(settings.shards()))
            .withSettings(remembering(system)));
    BillPayEntity.Setup bills =
        new BillPayEntity.Setup(
            request ->
                entities.transfer(
                    request.transferId(),
                    settings.toolTimeout(),
                    replyTo -> new TransferProcess.Command.Start(request, replyTo)),
            settings.zone(),
            payments.billsPaidAt(),
            payments.maximumRetry(),
            payments.billPay().attempts(),
            payments.billPay().mostPlans(),
            clock,
            backoff);
    sharding.init(
        Entity.of(
                BillPayEntity.KEY,
                context -> BillPayEntity.create(context.getEntityId(), bills, passivating(context)))
            .withStopMessage(new BillPayEntity.Command.Stop())
            .withMessageExtractor(new HashCodeMessageExtractor<>(settings.shards()))
            .withSettings(remembering(system)));
    sharding.init(
        Entity.of(
                OutsideTransferEntity.KEY,
                context -> OutsideTransferEntity.create(context.getEntityId(), clock, backoff))
            .withMessageExtractor(new HashCodeMessageExtractor<>(settings.shards()))
            .withSettings(Bank.puttingAwayIdle(system, settings.entityIdleTimeout())));
  }

  private static <C> Consumer<ActorRef<C>> passivating(EntityContext<C> context) {
    return entity -> context.getShard().tell(new ClusterSharding.Passivate<>(entity));
  }

  private static ClusterShardingSettings remembering(ActorSystem<?> system) {
    return ClusterShardingSettings.create(system)
        .withRememberEntities(true)
        .withRememberEntitiesStoreMode(
            ClusterShardingSettings.rememberEntitiesStoreModeEventSourced());
  }
}
