package org.voiceteller.actors.bank;

import org.voiceteller.actors.billpay.BillPayEntity;
import org.voiceteller.actors.entity.Entities;
import org.voiceteller.actors.numbering.ConfirmationNumbers;
import org.voiceteller.actors.transfer.OutsideTransferEntity;
import org.voiceteller.actors.transfer.TransferLedger;
import org.voiceteller.actors.transfer.TransferProcess;

/** The entities that move money. Transfers and bills that are under way come back by themselves. */
final class PaymentEntities {

  private PaymentEntities() {}

  static void host(Hosting hosting, Entities entities, ConfirmationNumbers numbers) {
    BankSettings settings = hosting.settings();
    PaymentSettings payments = settings.payments();
    TransferProcess.Setup transfers =
        new TransferProcess.Setup(
            TransferLedger.of(hosting.sharding(), numbers, settings.askTimeout()),
            payments.minimumRetry(),
            payments.maximumRetry(),
            payments.transfer().expireAfter(),
            hosting.clock(),
            hosting.backoff());
    hosting.remembered(
        TransferProcess.KEY,
        new TransferProcess.Command.Stop(),
        (id, onceOver) -> TransferProcess.create(id, transfers, onceOver));
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
            hosting.clock(),
            hosting.backoff());
    hosting.remembered(
        BillPayEntity.KEY,
        new BillPayEntity.Command.Stop(),
        (id, onceOver) -> BillPayEntity.create(id, bills, onceOver));
    hosting.whenAsked(
        OutsideTransferEntity.KEY,
        id -> OutsideTransferEntity.create(id, hosting.clock(), hosting.backoff()));
  }
}
