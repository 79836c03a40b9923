package org.voiceteller.core.billpay;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.billpay.BillPayEvent.PaymentFailed;
import org.voiceteller.core.billpay.BillPayEvent.PaymentMade;
import org.voiceteller.core.billpay.BillPayEvent.PaymentStarted;
import org.voiceteller.core.billpay.BillPayEvent.PlanScheduled;
import org.voiceteller.core.billpay.BillPayEvent.PlanStopped;
import org.voiceteller.core.compliance.BusinessDays;
import org.voiceteller.core.decision.Decision;
import org.voiceteller.core.transfer.VoidReason;

/**
 * The rules of a customer's bills. What is set up is paid when it is due, once each; a payment for
 * which there is not enough money is tried again on the following business days, and is recorded as
 * failed each time. Plans that are over are remembered, the last {@value #REMEMBERED_OVER} of them.
 *
 * @param plans by id, the oldest first
 */
public record BillPay(Map<String, BillPlan> plans) {

  public static final int REMEMBERED_OVER = 100;

  public BillPay {
    plans = Collections.unmodifiableMap(new LinkedHashMap<>(plans));
  }

  public static BillPay empty() {
    return new BillPay(Map.of());
  }

  /** Why a request about bills was refused. */
  public enum Refusal {
    AMOUNT_NOT_ALLOWED,
    DATE_HAS_PASSED,
    TOO_MANY_PLANS,
    PLAN_ID_REUSED,
    NO_SUCH_PLAN,
    /** Its money is moving at this moment. */
    PAYMENT_UNDER_WAY,
    PLAN_IS_OVER
  }

  /**
   * Sets a bill up.
   *
   * @param today the bank's day
   * @param mostPlans that may be active at once
   */
  public Decision<BillPayEvent, Refusal> schedule(
      BillPlan.Order order, LocalDate today, int mostPlans, Instant now) {
    BillPlan before = plans.get(order.planId());
    if (before != null) {
      return before.order().equals(order)
          ? Decision.alreadyDone()
          : Decision.refuse(Refusal.PLAN_ID_REUSED);
    }
    if (!order.amount().isPositive()) {
      return Decision.refuse(Refusal.AMOUNT_NOT_ALLOWED);
    }
    if (order.firstDate().isBefore(today)) {
      return Decision.refuse(Refusal.DATE_HAS_PASSED);
    }
    return active().size() >= mostPlans
        ? Decision.refuse(Refusal.TOO_MANY_PLANS)
        : Decision.accept(new PlanScheduled(order, now));
  }

  /** Those that still have something to pay, the next to be paid first. */
  public List<BillPlan> active() {
    return plans.values().stream()
        .filter(plan -> plan.status() == BillPlan.Status.ACTIVE)
        .sorted(Comparator.comparing(BillPlan::payOn))
        .toList();
  }

  /** The payment that is due and not yet begun, the oldest first. */
  public Optional<Payment> due(LocalDate today) {
    return active().stream().filter(plan -> plan.isDueOn(today)).findFirst().map(BillPlan::payment);
  }

  /** When something is due next; empty when nothing is. */
  public Optional<LocalDate> nextPayOn() {
    return active().stream()
        .filter(plan -> plan.underWay() == null)
        .map(BillPlan::payOn)
        .findFirst();
  }

  /** Payments that were begun and whose outcome is not known yet. */
  public List<Payment> underWay() {
    return plans.values().stream()
        .filter(plan -> plan.underWay() != null)
        .map(BillPlan::payment)
        .toList();
  }

  /** A payment begins. */
  public Decision<BillPayEvent, Refusal> begin(Payment payment, Instant now) {
    BillPlan plan = plans.get(payment.order().planId());
    if (plan == null) {
      return Decision.refuse(Refusal.NO_SUCH_PLAN);
    }
    if (plan.status() != BillPlan.Status.ACTIVE || !plan.payment().equals(payment)) {
      return Decision.refuse(Refusal.PLAN_IS_OVER);
    }
    return plan.underWay() != null
        ? Decision.alreadyDone()
        : Decision.accept(
            new PaymentStarted(
                payment.order().planId(),
                payment.occurrence(),
                payment.attempt(),
                payment.transferId(),
                now));
  }

  /** Its money has moved. */
  public Decision<BillPayEvent, Refusal> made(Payment payment, String confirmation, Instant now) {
    return resolved(payment)
        .<Decision<BillPayEvent, Refusal>>map(
            plan ->
                Decision.accept(
                    new PaymentMade(
                        payment.order().planId(),
                        payment.occurrence(),
                        payment.transferId(),
                        confirmation,
                        nextAfter(plan),
                        now)))
        .orElseGet(Decision::alreadyDone);
  }

  /**
   * Its money has not moved.
   *
   * @param attempts how often a payment without enough money is tried in all
   */
  public Decision<BillPayEvent, Refusal> failed(
      Payment payment, VoidReason reason, int attempts, LocalDate today, Instant now) {
    return resolved(payment)
        .<Decision<BillPayEvent, Refusal>>map(
            plan -> {
              LocalDate retryOn =
                  mayTryAgain(reason) && payment.attempt() < attempts
                      ? BusinessDays.after(today, 1)
                      : null;
              return Decision.accept(
                  new PaymentFailed(
                      payment.order().planId(),
                      payment.occurrence(),
                      payment.attempt(),
                      reason,
                      retryOn,
                      retryOn == null ? nextAfter(plan) : retryOn,
                      now));
            })
        .orElseGet(Decision::alreadyDone);
  }

  /** No payment of it is begun any more; one that is under way cannot be called back. */
  public Decision<BillPayEvent, Refusal> stop(String planId, Instant now) {
    BillPlan plan = plans.get(planId);
    if (plan == null) {
      return Decision.refuse(Refusal.NO_SUCH_PLAN);
    }
    return switch (plan.status()) {
      case STOPPED -> Decision.alreadyDone();
      case FINISHED -> Decision.refuse(Refusal.PLAN_IS_OVER);
      case ACTIVE ->
          plan.underWay() == null
              ? Decision.accept(new PlanStopped(planId, now))
              : Decision.refuse(Refusal.PAYMENT_UNDER_WAY);
    };
  }

  /** Total: history is never refused. */
  public BillPay apply(BillPayEvent event) {
    if (event instanceof PlanScheduled(var order, _)) {
      return with(BillPlan.of(order));
    }
    BillPlan plan = plans.get(event.planId());
    if (plan == null) {
      return this;
    }
    return with(
        switch (event) {
          case PlanScheduled _ -> plan;
          case PaymentStarted started -> plan.begun(started.transferId());
          case PaymentMade _ -> plan.next();
          case PaymentFailed failed ->
              failed.retryOn() == null ? plan.next() : plan.tryAgainOn(failed.retryOn());
          case PlanStopped _ -> plan.stopped();
        });
  }

  private Optional<BillPlan> resolved(Payment payment) {
    return Optional.ofNullable(plans.get(payment.order().planId()))
        .filter(plan -> payment.transferId().equals(plan.underWay()));
  }

  private static @Nullable LocalDate nextAfter(BillPlan plan) {
    BillPlan next = plan.next();
    return next.status() == BillPlan.Status.ACTIVE ? next.payOn() : null;
  }

  private static boolean mayTryAgain(VoidReason reason) {
    return switch (reason) {
      case INSUFFICIENT_FUNDS, OVER_DAILY_LIMIT, EXPIRED -> true;
      case NO_SUCH_ACCOUNT,
          OTHER_HOLDER,
          OTHER_CURRENCY,
          AMOUNT_NOT_ALLOWED,
          CHECK_ALREADY_PAID,
          STOP_IN_FORCE,
          ID_REUSED ->
          false;
    };
  }

  private BillPay with(BillPlan plan) {
    Map<String, BillPlan> all = new LinkedHashMap<>(plans);
    all.put(plan.order().planId(), plan);
    long over = all.values().stream().filter(BillPay::isOver).count();
    if (over > REMEMBERED_OVER) {
      all.values().stream()
          .filter(BillPay::isOver)
          .findFirst()
          .ifPresent(old -> all.remove(old.order().planId()));
    }
    return new BillPay(all);
  }

  private static boolean isOver(BillPlan plan) {
    return plan.status() != BillPlan.Status.ACTIVE;
  }
}
