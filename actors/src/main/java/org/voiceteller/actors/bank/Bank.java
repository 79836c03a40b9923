package org.voiceteller.actors.bank;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.BackoffSupervisorStrategy;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.typed.Cluster;
import org.voiceteller.actors.account.AccountEntity;
import org.voiceteller.actors.authentication.CredentialsEntity;
import org.voiceteller.actors.authentication.SlowHashing;
import org.voiceteller.actors.call.CallSession;
import org.voiceteller.actors.call.EntityProofs;
import org.voiceteller.actors.call.Proofs;
import org.voiceteller.actors.call.SessionSetup;
import org.voiceteller.actors.call.ShardedCallDesk;
import org.voiceteller.actors.customer.CustomerEntity;
import org.voiceteller.actors.customer.PhoneBindingEntity;
import org.voiceteller.actors.entity.AskingAgain;
import org.voiceteller.actors.entity.Entities;
import org.voiceteller.actors.numbering.ConfirmationNumbers;
import org.voiceteller.actors.numbering.DayCountEntity;
import org.voiceteller.actors.numbering.ShardedConfirmationNumbers;
import org.voiceteller.actors.tool.EntityToolRunner;
import org.voiceteller.actors.tool.Payments;
import org.voiceteller.actors.tool.ToolRunner;
import org.voiceteller.core.authentication.InputHashes;
import org.voiceteller.core.authentication.NumberHashes;
import org.voiceteller.core.authentication.OneTimeCodes;
import org.voiceteller.core.authentication.SecretSeal;
import org.voiceteller.core.authentication.SecurityAnswers;
import org.voiceteller.core.call.CallDesk;
import org.voiceteller.core.call.CallRules;
import org.voiceteller.core.call.SystemPrompt;
import org.voiceteller.core.call.ToolRules;
import org.voiceteller.core.tool.ToolCatalogue;

/**
 * The bank on one node: its share of the sharded entities, and the desk that reaches all of them.
 * Every node of the cluster starts it with the same settings.
 */
public final class Bank {

  private final CallDesk callDesk;
  private final StaffDesk staffDesk;
  private final Entities entities;
  private final InstantSource clock;
  private final BankSettings settings;

  private Bank(
      CallDesk callDesk,
      StaffDesk staffDesk,
      Entities entities,
      InstantSource clock,
      BankSettings settings) {
    this.callDesk = callDesk;
    this.staffDesk = staffDesk;
    this.entities = entities;
    this.clock = clock;
    this.settings = settings;
  }

  /** With the system's clock. */
  public static Bank init(ActorSystem<?> system, Surroundings surroundings, BankSettings settings) {
    return init(system, surroundings, settings, InstantSource.system());
  }

  /**
   * Begins to host entities and to answer. The node must be, or become, a member of a cluster.
   * Calls, transfers, bills and cases that were open when the cluster stopped are taken up again by
   * themselves, so that their deadlines hold.
   */
  public static Bank init(
      ActorSystem<?> system,
      Surroundings surroundings,
      BankSettings settings,
      InstantSource clock) {
    ClusterSharding sharding = ClusterSharding.get(system);
    BackoffSupervisorStrategy backoff =
        SupervisorStrategy.restartWithBackoff(
            settings.minimumPersistBackoff(), settings.maximumPersistBackoff(), 0.2);
    Hosting hosting = new Hosting(system, sharding, settings, clock, backoff);
    Entities entities =
        new Entities(
            sharding,
            new NumberHashes(settings.authentication().keys()),
            settings.askTimeout(),
            surroundings.tracer());
    ConfirmationNumbers numbers =
        ShardedConfirmationNumbers.create(sharding, settings.askTimeout(), settings.zone());
    hostCustomers(hosting);
    PaymentEntities.host(hosting, entities, numbers);
    CaseEntities.host(hosting, entities, surroundings.watch());
    ToolCatalogue catalogue = ToolCatalogue.create();
    SessionSetup calls =
        new SessionSetup(
            new CallRules(settings.callPolicy()),
            new ToolRules(
                settings.callPolicy(),
                catalogue,
                new InputHashes(settings.authentication().keys())),
            tools(system, entities, numbers, surroundings, settings),
            proofs(entities, surroundings, settings),
            settings.legSilence(),
            clock,
            backoff,
            surroundings.tracer());
    hosting.remembered(
        CallSession.KEY,
        new CallSession.Command.Stop(),
        (id, onceOver) -> CallSession.create(id, calls, onceOver));
    CallDesk desk =
        ShardedCallDesk.create(
            system,
            SystemPrompt.load(settings.name(), settings.callPolicy()),
            catalogue.specs(),
            new ShardedCallDesk.Patience(
                settings.legHeartbeat(),
                settings.askTimeout(),
                again(system, settings, toolPatience(settings), settings.askAgain())),
            settings.joiningAtOnce(),
            clock);
    return new Bank(desk, new StaffDesk(system, entities), entities, clock, settings);
  }

  /** Where the sound of calls meets their sessions. */
  public CallDesk callDesk() {
    return callDesk;
  }

  /** What the bank's staff may do. */
  public StaffDesk staffDesk() {
    return staffDesk;
  }

  /** Sample customers that can be entered. */
  public SampleBank sampleBank() {
    return SampleBank.create(entities, settings.cases(), settings.zone(), clock);
  }

  /** A number's claim, a kept wish's work and the session's own writing, one after the other. */
  private static Duration toolPatience(BankSettings settings) {
    return settings.askTimeout().multipliedBy(2).plus(settings.toolTimeout());
  }

  private static Proofs proofs(
      Entities entities, Surroundings surroundings, BankSettings settings) {
    AuthenticationSettings authentication = settings.authentication();
    return EntityProofs.create(
        entities,
        OneTimeCodes.create(authentication.keys(), authentication.codes()),
        surroundings.codes(),
        authentication.secondStep(),
        settings.name());
  }

  private static AskingAgain again(
      ActorSystem<?> system, BankSettings settings, Duration patience, Duration each) {
    Cluster cluster = Cluster.get(system);
    return new AskingAgain(
        patience, settings.missingNode(), each, () -> !cluster.state().getUnreachable().isEmpty());
  }

  private static ToolRunner tools(
      ActorSystem<?> system,
      Entities entities,
      ConfirmationNumbers numbers,
      Surroundings surroundings,
      BankSettings settings) {
    PaymentSettings payments = settings.payments();
    return EntityToolRunner.create(
        entities,
        surroundings.history(),
        new Payments(
            payments.transfer(),
            payments.billPay(),
            payments.stopPayment(),
            surroundings.transfers(),
            numbers),
        new EntityToolRunner.CaseSetup(
            numbers, surroundings.cases(), settings.cases(), settings.replacementTimes()),
        settings.zone(),
        settings.toolTimeout(),
        again(system, settings, settings.toolTimeout(), settings.toolTimeout()));
  }

  private static void hostCustomers(Hosting hosting) {
    InstantSource clock = hosting.clock();
    BackoffSupervisorStrategy backoff = hosting.backoff();
    hosting.whenAsked(CustomerEntity.KEY, id -> CustomerEntity.create(id, clock, backoff));
    hosting.whenAsked(AccountEntity.KEY, id -> AccountEntity.create(id, clock, backoff));
    hosting.whenAsked(
        PhoneBindingEntity.KEY,
        id -> PhoneBindingEntity.create(id, hosting.settings().claimLimits(), clock, backoff));
    hosting.whenAsked(DayCountEntity.KEY, id -> DayCountEntity.create(id, clock, backoff));
    CredentialsEntity.Setup credentials = credentials(hosting);
    hosting.whenAsked(CredentialsEntity.KEY, id -> CredentialsEntity.create(id, credentials));
  }

  private static CredentialsEntity.Setup credentials(Hosting hosting) {
    AuthenticationSettings authentication = hosting.settings().authentication();
    SecureRandom random = new SecureRandom();
    return new CredentialsEntity.Setup(
        SecurityAnswers.create(authentication.keys(), authentication.answerRounds(), random),
        SecretSeal.create(authentication.keys(), random),
        authentication.limits(),
        SlowHashing.on(hosting.system(), authentication.mostHashes()),
        hosting.clock(),
        hosting.backoff());
  }
}
