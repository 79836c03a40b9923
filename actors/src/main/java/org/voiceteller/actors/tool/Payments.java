package org.voiceteller.actors.tool;

import java.time.Duration;
import java.time.ZoneId;
import org.voiceteller.actors.entity.Entities;
import org.voiceteller.actors.numbering.ConfirmationNumbers;
import org.voiceteller.core.account.StopPaymentPolicy;
import org.voiceteller.core.billpay.BillPayPolicy;
import org.voiceteller.core.tool.BillPayAnswers;
import org.voiceteller.core.tool.StopPaymentAnswers;
import org.voiceteller.core.tool.TransferAnswers;
import org.voiceteller.core.tool.TransferStatusAnswers;
import org.voiceteller.core.transfer.TransferHistory;
import org.voiceteller.core.transfer.TransferPolicy;

/** What the tools that move money go by. */
public record Payments(
    TransferPolicy transfer,
    BillPayPolicy billPay,
    StopPaymentPolicy stopPayment,
    TransferHistory history,
    ConfirmationNumbers numbers) {

  /** Of a tool's time, the part that a caller waits for a transfer: the rest is for the answer. */
  private static final double PATIENT_PART = 0.7;

  PaymentTools tools(AccountDirectory accounts, Entities entities, ZoneId zone, Duration timeout) {
    Duration patience = Duration.ofMillis(Math.round(timeout.toMillis() * PATIENT_PART));
    Transfers transfers = new Transfers(entities, patience);
    BillPayAnswers bills = new BillPayAnswers(billPay);
    return new PaymentTools(
        new TransferTool(accounts, transfers, new TransferAnswers(transfer), zone),
        new BillPayTool(accounts, entities, numbers, bills, zone),
        new StopPaymentTool(
            accounts, entities, transfers, new StopPaymentAnswers(stopPayment), bills, zone),
        new TransferStatusTool(history, new TransferStatusAnswers(zone)));
  }
}
