package org.voiceteller.actors.bank;

import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.CompletionStage;
import org.voiceteller.actors.account.AccountEntity;
import org.voiceteller.actors.billpay.BillPayEntity;
import org.voiceteller.actors.entity.Entities;
import org.voiceteller.actors.transfer.OutsideTransferEntity;
import org.voiceteller.core.billpay.BillPay;
import org.voiceteller.core.money.Money;

/** Enters the sample customers' cheques, transfers and bills; twice changes nothing. */
record PaymentSamples(SamplePayments payments, Entities entities, ZoneId zone) {

  static PaymentSamples create(Entities entities, ZoneId zone) {
    return new PaymentSamples(SamplePayments.load(), entities, zone);
  }

  CompletionStage<Void> enter(Instant now) {
    return SampleBank.oneByOne(payments.checks(), check -> enter(check))
        .thenCompose(
            _ -> SampleBank.oneByOne(payments.transfers(), transfer -> enter(transfer, now)))
        .thenCompose(_ -> SampleBank.oneByOne(payments.bills(), bill -> enter(bill, now)));
  }

  private CompletionStage<Void> enter(SamplePayments.SampleCheck check) {
    return entities
        .account(
            check.accountId(),
            replyTo ->
                new AccountEntity.Command.RegisterCheck(
                    check.checkNumber(),
                    Money.usd(check.amountCents()),
                    check.payee(),
                    replyTo))
        .thenAccept(SampleBank::done);
  }

  private CompletionStage<Void> enter(SamplePayments.SampleTransfer transfer, Instant now) {
    return entities
        .outsideTransfer(
            transfer.transferId(),
            replyTo ->
                new OutsideTransferEntity.Command.TakeReport(transfer.report(now, zone), replyTo))
        .thenAccept(_ -> {});
  }

  /** A plan that was entered on another day begins on another day: the first one stays. */
  private CompletionStage<Void> enter(SamplePayments.SampleBill bill, Instant now) {
    return entities
        .billPay(
            bill.customerId(),
            replyTo -> new BillPayEntity.Command.Schedule(bill.order(now, zone), replyTo))
        .thenAccept(
            reply -> {
              if (reply instanceof BillPayEntity.Reply.Refused(var reason)
                  && reason != BillPay.Refusal.PLAN_ID_REUSED) {
                throw new IllegalStateException(
                    "Expected a sample bill to be taken, but it is " + reason);
              }
            });
  }
}
