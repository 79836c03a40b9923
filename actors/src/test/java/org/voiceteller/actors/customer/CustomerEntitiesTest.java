package org.voiceteller.actors.customer;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.BackoffSupervisorStrategy;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.persistence.testkit.javadsl.EventSourcedBehaviorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.account.AccountKind;
import org.voiceteller.core.customer.Claim;
import org.voiceteller.core.customer.Customer;
import org.voiceteller.core.customer.CustomerEvent;
import org.voiceteller.core.customer.PhoneBinding;
import org.voiceteller.core.customer.PhoneBinding.ClaimLimits;
import org.voiceteller.core.customer.PhoneBindingEvent;

class CustomerEntitiesTest {

  private static final InstantSource NOON =
      InstantSource.fixed(Instant.parse("2026-01-15T12:00:00Z"));
  private static final BackoffSupervisorStrategy BACKOFF =
      SupervisorStrategy.restartWithBackoff(Duration.ofMillis(10), Duration.ofMillis(10), 0);
  private static final Customer.Registration PAT =
      new Customer.Registration(
          "Pat Example", "pat@example.com", "+15552345678", "1 Main Street", "US-CO");
  private static final Customer.LinkedAccount CHECKING =
      new Customer.LinkedAccount("ACC-1", AccountKind.CHECKING, "4521");
  private static final ActorTestKit KIT =
      ActorTestKit.create(EventSourcedBehaviorTestKit.config().withFallback(ConfigFactory.load()));

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void aCustomerKnowsTheirAccountsAlsoAfterARestart() {
    var customer =
        EventSourcedBehaviorTestKit.<CustomerEntity.Command, CustomerEvent, Customer>create(
            KIT.system(),
            CustomerEntity.create("CUST-1", NOON, BACKOFF),
            EventSourcedBehaviorTestKit.enabledSerializationSettings().withVerifyState(false));

    assertThat(
            customer
                .<CustomerEntity.Reply>runCommand(
                    replyTo -> new CustomerEntity.Command.LinkAccount(CHECKING, replyTo))
                .reply())
        .isEqualTo(new CustomerEntity.Reply.Refused(Customer.Refusal.NO_SUCH_CUSTOMER));
    customer.<CustomerEntity.Reply>runCommand(
        replyTo -> new CustomerEntity.Command.Register(PAT, replyTo));
    customer.<CustomerEntity.Reply>runCommand(
        replyTo -> new CustomerEntity.Command.LinkAccount(CHECKING, replyTo));
    assertThat(
            customer
                .<CustomerEntity.Reply>runCommand(
                    replyTo -> new CustomerEntity.Command.LinkAccount(CHECKING, replyTo))
                .hasNoEvents())
        .isTrue();
    customer.restart();

    assertThat(customer.getState().accounts()).isEqualTo(List.of(CHECKING));
  }

  @Test
  void aNumberLeadsToItsCustomerAndRemembersWhoClaimedIt() {
    var number =
        EventSourcedBehaviorTestKit
            .<PhoneBindingEntity.Command, PhoneBindingEvent, PhoneBinding>create(
                KIT.system(),
                PhoneBindingEntity.create("q83v", ClaimLimits.standard(), NOON, BACKOFF),
                EventSourcedBehaviorTestKit.enabledSerializationSettings().withVerifyState(false));

    number.<PhoneBindingEntity.Reply.Bound>runCommand(
        replyTo -> new PhoneBindingEntity.Command.Bind("CUST-1", replyTo));
    for (int call = 1; call <= 5; call++) {
      assertThat(claim(number, "CALL-" + call)).isEqualTo(new Claim.Granted("CUST-1"));
    }
    number.restart();

    assertThat(claim(number, "CALL-6")).isEqualTo(new Claim.Denied(Claim.Denial.BLOCKED));
    assertThat(claim(number, "CALL-1")).isEqualTo(new Claim.Granted("CUST-1"));
  }

  private static Claim claim(
      EventSourcedBehaviorTestKit<PhoneBindingEntity.Command, PhoneBindingEvent, PhoneBinding>
          number,
      String callId) {
    return number
        .<PhoneBindingEntity.Reply.Claimed>runCommand(
            replyTo -> new PhoneBindingEntity.Command.ClaimNumber(callId, replyTo))
        .reply()
        .claim();
  }
}
