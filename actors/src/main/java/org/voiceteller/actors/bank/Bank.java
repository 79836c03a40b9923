package org.voiceteller.actors.bank;

import com.typesafe.config.ConfigFactory;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.BackoffSupervisorStrategy;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingSettings;
import org.apache.pekko.cluster.sharding.typed.HashCodeMessageExtractor;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.voiceteller.actors.account.AccountEntity;
import org.voiceteller.actors.authentication.CredentialsEntity;
import org.voiceteller.actors.authentication.SlowHashing;
import org.voiceteller.actors.call.CallSession;
import org.voiceteller.actors.call.ShardedCallDesk;
import org.voiceteller.actors.customer.CustomerEntity;
import org.voiceteller.actors.customer.PhoneBindingEntity;
import org.voiceteller.actors.entity.Entities;
import org.voiceteller.actors.numbering.ConfirmationNumbers;
import org.voiceteller.actors.numbering.ShardedConfirmationNumbers;
import org.voiceteller.actors.tool.EntityToolRunner;
import org.voiceteller.actors.tool.Payments;
import org.voiceteller.core.account.TransactionHistory;
import org.voiceteller.core.authentication.SecretSeal;
import org.voiceteller.core.authentication.SecurityAnswers;
import org.voiceteller.core.call.CallDesk;
import org.voiceteller.core.call.CallRules;
import org.voiceteller.core.call.SystemPrompt;
import org.voiceteller.core.call.ToolRules;
import org.voiceteller.core.dispute.CaseList;
import org.voiceteller.core.dispute.CaseWatch;
import org.voiceteller.core.tool.ToolCatalogue;
import org.voiceteller.core.transfer.TransferHistory;

/**
 * The bank on one node: its share of the sharded entities, and the desk that reaches all of them.
 * Every node of the cluster starts it with the same settings.
 */
public final class Bank {

  private final CallDesk callDesk;
  private final Entities entities;
  private final InstantSource clock;
  private final BankSettings settings;

  private Bank(CallDesk callDesk, Entities entities, InstantSource clock, BankSettings settings) {
    this.callDesk = callDesk;
    this.entities = entities;
    this.clock = clock;
    this.settings = settings;
  }

  /** With the system's clock. */
  public static Bank init(
      ActorSystem<?> system,
      TransactionHistory history,
      TransferHistory transfers,
      CaseList cases,
      CaseWatch watch,
      BankSettings settings) {
    return init(system, history, transfers, cases, watch, settings, InstantSource.system());
  }

  /**
   * Begins to host entities and to answer. The node must be, or become, a member of a cluster.
   * Calls and cases that were open when the cluster stopped are taken up again by themselves, so
   * that their deadlines hold.
   */
  public static Bank init(
      ActorSystem<?> system,
      TransactionHistory history,
      TransferHistory transfers,
      CaseList cases,
      CaseWatch watch,
      BankSettings settings,
      InstantSource clock) {
    ClusterSharding sharding = ClusterSharding.get(system);
    BackoffSupervisorStrategy backoff =
        SupervisorStrategy.restartWithBackoff(
            settings.minimumPersistBackoff(), settings.maximumPersistBackoff(), 0.2);
    Entities entities = new Entities(sharding, settings.askTimeout());
    initEntities(system, sharding, settings, clock, backoff);
    ConfirmationNumbers numbers =
        ShardedConfirmationNumbers.create(sharding, settings.askTimeout(), settings.zone());
    CaseEntities.init(system, sharding, entities, watch, settings, clock, backoff);
    PaymentEntities.init(system, sharding, entities, numbers, settings, clock, backoff);

    ToolCatalogue catalogue = ToolCatalogue.create();
    initSessions(
        system,
        sharding,
        settings,
        new CallSession.Setup(
            new CallRules(settings.callPolicy()),
            new ToolRules(settings.callPolicy(), catalogue),
            EntityToolRunner.create(
                entities,
                history,
                new EntityToolRunner.CaseSetup(
                    numbers, cases, settings.cases(), settings.replacementTimes()),
                settings.zone(),
                new Payments(
                    settings.payments().transfer(),
                    settings.payments().billPay(),
                    settings.payments().stopPayment(),
                    transfers,
                    numbers),
                settings.toolTimeout()),
            settings.legSilence(),
            clock,
            backoff));
    CallDesk desk =
        ShardedCallDesk.create(
            system,
            SystemPrompt.load(settings.name(), settings.callPolicy()),
            catalogue.specs(),
            new ShardedCallDesk.Patience(
                settings.legHeartbeat(), settings.askTimeout(), toolPatience(settings)),
            clock);
    return new Bank(desk, entities, clock, settings);
  }

  /** Where the sound of calls meets their sessions. */
  public CallDesk callDesk() {
    return callDesk;
  }

  /** Sample customers that can be entered. */
  public SampleBank sampleBank() {
    return SampleBank.create(entities, settings.cases(), settings.zone(), clock);
  }

  /** A number's claim, a kept wish's work and the session's own writing, one after the other. */
  private static Duration toolPatience(BankSettings settings) {
    return settings.askTimeout().multipliedBy(2).plus(settings.toolTimeout());
  }

  private static void initEntities(
      ActorSystem<?> system,
      ClusterSharding sharding,
      BankSettings settings,
      InstantSource clock,
      BackoffSupervisorStrategy backoff) {
    ClusterShardingSettings passivating = puttingAwayIdle(system, settings.entityIdleTimeout());
    sharding.init(
        Entity.of(
                CustomerEntity.KEY,
                context -> CustomerEntity.create(context.getEntityId(), clock, backoff))
            .withMessageExtractor(new HashCodeMessageExtractor<>(settings.shards()))
            .withSettings(passivating));
    sharding.init(
        Entity.of(
                AccountEntity.KEY,
                context -> AccountEntity.create(context.getEntityId(), clock, backoff))
            .withMessageExtractor(new HashCodeMessageExtractor<>(settings.shards()))
            .withSettings(passivating));
    sharding.init(
        Entity.of(
                PhoneBindingEntity.KEY,
                context ->
                    PhoneBindingEntity.create(
                        context.getEntityId(), settings.claimLimits(), clock, backoff))
            .withMessageExtractor(new HashCodeMessageExtractor<>(settings.shards()))
            .withSettings(passivating));
    CredentialsEntity.Setup credentials = credentials(system, settings, clock, backoff);
    sharding.init(
        Entity.of(
                CredentialsEntity.KEY,
                context -> CredentialsEntity.create(context.getEntityId(), credentials))
            .withMessageExtractor(new HashCodeMessageExtractor<>(settings.shards()))
            .withSettings(passivating));
  }

  private static CredentialsEntity.Setup credentials(
      ActorSystem<?> system,
      BankSettings settings,
      InstantSource clock,
      BackoffSupervisorStrategy backoff) {
    AuthenticationSettings authentication = settings.authentication();
    SecureRandom random = new SecureRandom();
    return new CredentialsEntity.Setup(
        SecurityAnswers.create(authentication.keys(), authentication.answerRounds(), random),
        SecretSeal.create(authentication.keys(), random),
        authentication.limits(),
        SlowHashing.on(system, authentication.mostHashes()),
        clock,
        backoff);
  }

  static ClusterShardingSettings puttingAwayIdle(ActorSystem<?> system, Duration idle) {
    return ClusterShardingSettings.fromConfig(
        ConfigFactory.parseMap(
                Map.of(
                    "passivation.default-idle-strategy.idle-entity.timeout",
                    idle.toMillis() + "ms"))
            .withFallback(system.settings().config().getConfig("pekko.cluster.sharding")));
  }

  static ClusterShardingSettings remembering(ActorSystem<?> system) {
    return ClusterShardingSettings.create(system)
        .withRememberEntities(true)
        .withRememberEntitiesStoreMode(
            ClusterShardingSettings.rememberEntitiesStoreModeEventSourced());
  }

  /** Sessions are remembered: they come back by themselves, or no deadline would ever pass. */
  private static void initSessions(
      ActorSystem<?> system,
      ClusterSharding sharding,
      BankSettings settings,
      CallSession.Setup setup) {
    sharding.init(
        Entity.of(
                CallSession.KEY,
                context ->
                    CallSession.create(
                        context.getEntityId(),
                        setup,
                        session ->
                            context.getShard().tell(new ClusterSharding.Passivate<>(session))))
            .withStopMessage(new CallSession.Command.Stop())
            .withMessageExtractor(new HashCodeMessageExtractor<>(settings.shards()))
            .withSettings(remembering(system)));
  }
}
