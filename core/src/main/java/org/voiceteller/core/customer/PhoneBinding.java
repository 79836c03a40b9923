package org.voiceteller.core.customer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.voiceteller.core.decision.Decision;

/**
 * Which customers a telephone number leads to, and who claimed it of late. A number that is claimed
 * often is slowed down across calls: the first few claims within the window are free, then each has
 * to wait twice as long as the one before. Claims that are refused for that reason leave no trace
 * here, so nobody can lock a customer out for longer by hammering their number.
 *
 * @param customerIds in the order in which they were bound
 * @param claims of the last window at most, oldest first
 */
public record PhoneBinding(List<String> customerIds, List<PastClaim> claims) {

  public PhoneBinding {
    customerIds = List.copyOf(customerIds);
    claims = List.copyOf(claims);
  }

  /** A claim that was decided on before. */
  public record PastClaim(String callId, boolean granted, Instant at) {}

  /**
   * How fast a number may be claimed.
   *
   * @param freeClaims claims within the window that need not wait
   * @param window how long a claim counts
   * @param firstDelay the wait after the last free claim; doubles with every further one
   * @param longestDelay the wait grows no further
   */
  public record ClaimLimits(
      int freeClaims, Duration window, Duration firstDelay, Duration longestDelay) {

    /** Five claims an hour are free; then 1, 2, 4, … minutes, an hour at most. */
    public static ClaimLimits standard() {
      return new ClaimLimits(5, Duration.ofHours(1), Duration.ofMinutes(1), Duration.ofHours(1));
    }
  }

  /** More than any limit looks at: the memory of a number has a bound. */
  private static final int REMEMBERED_CLAIMS = 100;

  public static PhoneBinding unbound() {
    return new PhoneBinding(List.of(), List.of());
  }

  /**
   * Lets the number lead to this customer, beside those it leads to already; nothing to keep when
   * it does so before.
   */
  public List<PhoneBindingEvent> bind(String customerId, Instant now) {
    return customerIds.contains(customerId)
        ? List.of()
        : List.of(new PhoneBindingEvent.Bound(customerId, now));
  }

  /** Somebody on this call claims the number. A repeat on the same call is granted again. */
  public Decision<PhoneBindingEvent, Claim.Denial> claim(
      String callId, ClaimLimits limits, Instant now) {
    boolean grantedBefore =
        claims.stream().anyMatch(past -> past.granted() && past.callId().equals(callId));
    if (grantedBefore && customerIds.size() == 1) {
      return Decision.alreadyDone();
    }
    if (isBlocked(limits, now)) {
      return Decision.refuse(Claim.Denial.BLOCKED);
    }
    return Decision.accept(new PhoneBindingEvent.Claimed(callId, customerIds.size() == 1, now));
  }

  /** What a claim that was not blocked comes to. */
  public Claim outcome() {
    return switch (customerIds.size()) {
      case 0 -> new Claim.Denied(Claim.Denial.UNKNOWN);
      case 1 -> new Claim.Granted(customerIds.getFirst());
      default -> new Claim.Denied(Claim.Denial.AMBIGUOUS);
    };
  }

  /** Total: history is never refused. */
  public PhoneBinding apply(PhoneBindingEvent event) {
    return switch (event) {
      case PhoneBindingEvent.Bound(var customerId, _) ->
          new PhoneBinding(
              Stream.concat(customerIds.stream(), Stream.of(customerId)).distinct().toList(),
              claims);
      case PhoneBindingEvent.Claimed(var callId, var granted, var at) ->
          new PhoneBinding(customerIds, remembering(new PastClaim(callId, granted, at)));
    };
  }

  private boolean isBlocked(ClaimLimits limits, Instant now) {
    Instant since = now.minus(limits.window());
    List<PastClaim> recent = claims.stream().filter(past -> past.at().isAfter(since)).toList();
    int beyond = recent.size() - limits.freeClaims();
    if (beyond < 0) {
      return false;
    }
    // 2^20 times any sensible first delay is far beyond the longest one.
    Duration delay = limits.firstDelay().multipliedBy(1L << Math.min(beyond, 20));
    Duration wait = delay.compareTo(limits.longestDelay()) > 0 ? limits.longestDelay() : delay;
    return recent.getLast().at().plus(wait).isAfter(now);
  }

  private List<PastClaim> remembering(PastClaim claim) {
    List<PastClaim> all = new ArrayList<>(claims);
    all.add(claim);
    return all.size() <= REMEMBERED_CLAIMS ? all : all.subList(1, all.size());
  }
}
