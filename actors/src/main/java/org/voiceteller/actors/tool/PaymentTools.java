package org.voiceteller.actors.tool;

import java.util.concurrent.CompletionStage;
import org.voiceteller.core.tool.PaymentInput;
import org.voiceteller.core.tool.ToolAnswer;

/** Money moved, stopped and looked for. */
record PaymentTools(
    TransferTool transfers,
    BillPayTool bills,
    StopPaymentTool stops,
    TransferStatusTool transferStatus) {

  CompletionStage<ToolAnswer> run(ToolRunner.Job job, PaymentInput wish) {
    return switch (wish) {
      case PaymentInput.InternalTransfer transfer -> transfers.run(job, transfer);
      case PaymentInput.SetupBillpay bill -> bills.run(job, bill);
      case PaymentInput.StopPayment stop -> stops.run(job, stop);
      case PaymentInput.CheckZelleStatus status -> transferStatus.run(job, status);
    };
  }
}
