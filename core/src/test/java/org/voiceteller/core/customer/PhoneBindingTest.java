package org.voiceteller.core.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.customer.Claim.Denial;
import org.voiceteller.core.customer.PhoneBinding.ClaimLimits;
import org.voiceteller.core.decision.Decision;

class PhoneBindingTest {

  private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
  private static final ClaimLimits LIMITS = ClaimLimits.standard();

  @Test
  void leadsToTheOneCustomerOfTheNumber() {
    assertThat(boundTo("CUST-1").outcome()).isEqualTo(new Claim.Granted("CUST-1"));
  }

  @Test
  void leadsNowhereWhenNobodyOrMoreThanOneHasTheNumber() {
    assertThat(PhoneBinding.unbound().outcome()).isEqualTo(new Claim.Denied(Denial.UNKNOWN));
    assertThat(boundTo("CUST-1", "CUST-2").outcome()).isEqualTo(new Claim.Denied(Denial.AMBIGUOUS));
  }

  @Test
  void bindsTheSameCustomerOnce() {
    assertThat(boundTo("CUST-1").bind("CUST-1", NOON)).isEmpty();
  }

  @Test
  void grantsARepeatOnTheSameCallWithoutCountingIt() {
    PhoneBinding claimed = claimed(boundTo("CUST-1"), "CALL-1", NOON);

    assertThat(claimed.claim("CALL-1", LIMITS, NOON.plusSeconds(1)))
        .isEqualTo(Decision.alreadyDone());
  }

  @Test
  void slowsDownMoreWithEveryClaimBeyondTheFreeOnes() {
    PhoneBinding number = boundTo("CUST-1");
    for (int call = 1; call <= 5; call++) {
      number = claimed(number, "CALL-" + call, NOON);
    }

    assertThat(number.claim("CALL-6", LIMITS, NOON.plusSeconds(59)))
        .isEqualTo(Decision.refuse(Denial.BLOCKED));
    Instant later = NOON.plusSeconds(60);
    number = claimed(number, "CALL-6", later);
    assertThat(number.claim("CALL-7", LIMITS, later.plusSeconds(119)))
        .isEqualTo(Decision.refuse(Denial.BLOCKED));
    claimed(number, "CALL-7", later.plusSeconds(120));
  }

  @Test
  void forgetsClaimsThatAreOlderThanTheWindow() {
    PhoneBinding number = boundTo("CUST-1");
    for (int call = 1; call <= 5; call++) {
      number = claimed(number, "CALL-" + call, NOON);
    }

    claimed(number, "CALL-6", NOON.plus(Duration.ofHours(1)));
  }

  @Property
  void remembersABoundedNumberOfClaimsAndReplaysToTheSameState(
      @ForAll @Size(max = 150) List<@IntRange(min = 0, max = 400) Integer> gaps) {
    PhoneBinding live = boundTo("CUST-1");
    List<PhoneBindingEvent> journal = new ArrayList<>();
    Instant now = NOON;
    for (int gap : gaps) {
      now = now.plusSeconds(gap);
      if (live.claim("CALL-" + journal.size(), LIMITS, now)
          instanceof Decision.Accepted<PhoneBindingEvent, Denial>(var events)) {
        for (PhoneBindingEvent event : events) {
          live = live.apply(event);
          journal.add(event);
        }
      }
    }

    PhoneBinding replayed = boundTo("CUST-1");
    for (PhoneBindingEvent event : journal) {
      replayed = replayed.apply(event);
    }
    assertThat(replayed).isEqualTo(live);
    assertThat(live.claims()).hasSizeLessThanOrEqualTo(100);
  }

  private static PhoneBinding boundTo(String... customerIds) {
    PhoneBinding binding = PhoneBinding.unbound();
    for (String customerId : customerIds) {
      for (PhoneBindingEvent event : binding.bind(customerId, NOON)) {
        binding = binding.apply(event);
      }
    }
    return binding;
  }

  private static PhoneBinding claimed(PhoneBinding binding, String callId, Instant now) {
    var decision = binding.claim(callId, LIMITS, now);
    assertThat(decision).isInstanceOf(Decision.Accepted.class);
    PhoneBinding after = binding;
    for (PhoneBindingEvent event :
        ((Decision.Accepted<PhoneBindingEvent, Denial>) decision).events()) {
      after = after.apply(event);
    }
    return after;
  }
}
