package org.voiceteller.core.tool;

import java.util.Arrays;
import java.util.Optional;
import org.voiceteller.core.audit.AuditAction;
import org.voiceteller.core.authentication.Level;

/** The tools of the bank: what each needs and how it is kept in the audit log. */
public enum Tool {
  AUTHENTICATE(
      "authenticateTool",
      Level.NONE,
      true,
      AuditAction.AUTHENTICATE,
      AuthenticationInput.Authenticate.class,
      "Verifies the caller by the phone number that the bank has on file. Use it when the caller"
          + " gives their phone number, before anything about their accounts is told."),
  VERIFY_OTP(
      "verifyOtpTool",
      Level.PHONE,
      false,
      AuditAction.VERIFY_OTP,
      AuthenticationInput.VerifyOtp.class,
      "Checks the one-time verification code that the bank sent to the caller's phone. Use it when the caller gives the code, or when the telephone system says that it took the code."),
  STEP_UP_AUTHENTICATION(
      "stepUpAuthenticationTool",
      Level.ONE_TIME_CODE,
      false,
      AuditAction.STEP_UP_AUTHENTICATION,
      AuthenticationInput.StepUpAuthentication.class,
      "Checks the caller's answer to the security question that the bank asked, or the code of their authenticator app. Use it only when the bank asked for it."),
  CHECK_BALANCE(
      "checkBalanceTool",
      Level.PHONE,
      true,
      AuditAction.CHECK_BALANCE,
      ToolInput.CheckBalance.class,
      "Tells the available balance and the pending amount of the caller's checking or savings"
          + " account: how much money they have."),
  VIEW_RECENT_TRANSACTIONS(
      "viewRecentTransactionsTool",
      Level.PHONE,
      true,
      AuditAction.VIEW_TRANSACTIONS,
      ToolInput.ViewRecentTransactions.class,
      "Lists the last 10 transactions of the caller: recent purchases, payments and deposits."),
  SEARCH_TRANSACTIONS(
      "searchTransactionsTool",
      Level.PHONE,
      true,
      AuditAction.SEARCH_TRANSACTIONS,
      ToolInput.SearchTransactions.class,
      "Searches the caller's transactions by merchant, amount, date or category: whether and when"
          + " something was charged or paid."),
  REQUEST_STATEMENT(
      "requestStatementTool",
      Level.PHONE,
      true,
      AuditAction.REQUEST_STATEMENT,
      ToolInput.RequestStatement.class,
      "Orders an account statement for a month, sent by email, by mail, or as a download."),
  REPORT_LOST_CARD(
      "reportLostCardTool",
      Level.PHONE,
      true,
      AuditAction.REPORT_LOST_CARD,
      CardInput.ReportLostCard.class,
      "Deactivates a lost or stolen card at once and orders a replacement."),
  FREEZE_CARD(
      "freezeCardTool",
      Level.PHONE,
      true,
      AuditAction.FREEZE_CARD,
      CardInput.FreezeCard.class,
      "Freezes a card for a while: no purchases until it is unfrozen. For a card that is mislaid."),
  UNFREEZE_CARD(
      "unfreezeCardTool",
      Level.ONE_TIME_CODE,
      true,
      AuditAction.UNFREEZE_CARD,
      CardInput.UnfreezeCard.class,
      "Unfreezes a frozen card so that it works again."),
  CHECK_REPLACEMENT_STATUS(
      "checkReplacementStatusTool",
      Level.PHONE,
      true,
      AuditAction.CHECK_REPLACEMENT_STATUS,
      CardInput.CheckReplacementStatus.class,
      "Tells where a new or replacement card is and when it arrives."),
  DISPUTE_CHARGE(
      "disputeChargeTool",
      Level.ONE_TIME_CODE,
      true,
      AuditAction.DISPUTE_CHARGE,
      CaseInput.DisputeCharge.class,
      "Opens a dispute for a charge that is wrong: a wrong amount, charged twice, goods not received, cancelled. Use it for a charge that the caller knows but does not agree with."),
  CLARIFY_MERCHANT(
      "clarifyMerchantTool",
      Level.PHONE,
      true,
      AuditAction.CLARIFY_MERCHANT,
      ToolInput.ClarifyMerchant.class,
      "Explains who is behind an unfamiliar merchant name or code on a statement, such as SQ *,"
          + " TST*, PAYPAL * or AMZN Mktp."),
  INTERNAL_TRANSFER(
      "internalTransferTool",
      Level.ONE_TIME_CODE,
      true,
      AuditAction.INTERNAL_TRANSFER,
      PaymentInput.InternalTransfer.class,
      "Transfers money between the caller's own accounts at once. It is read back first and done after the caller's yes."),
  CHECK_ZELLE_STATUS(
      "checkZelleStatusTool",
      Level.PHONE,
      true,
      AuditAction.CHECK_TRANSFER_STATUS,
      PaymentInput.CheckZelleStatus.class,
      "Tells where a Zelle, ACH or wire transfer is: sent, pending, completed or returned."),
  SETUP_BILLPAY(
      "setupBillpayTool",
      Level.ONE_TIME_CODE,
      true,
      AuditAction.SETUP_BILLPAY,
      PaymentInput.SetupBillpay.class,
      "Pays a bill, once or again and again. It is read back first and done after the caller's yes."),
  STOP_PAYMENT(
      "stopPaymentTool",
      Level.SECURITY_QUESTION,
      true,
      AuditAction.STOP_PAYMENT,
      PaymentInput.StopPayment.class,
      "Stops the payment of a check or of a scheduled bill payment, for a fee. It is read back first and done after the caller's yes."),
  EXPLAIN_PENDING(
      "explainPendingTool",
      Level.PHONE,
      true,
      AuditAction.EXPLAIN_PENDING,
      ToolInput.ExplainPending.class,
      "Explains what pending means, how it differs from posted, and what is pending on the"
          + " caller's account."),
  REPORT_FRAUD(
      "reportFraudTool",
      Level.ONE_TIME_CODE,
      true,
      AuditAction.REPORT_FRAUD,
      CaseInput.ReportFraud.class,
      "Reports charges that the caller did not make: deactivates the card at once and opens a fraud case."),
  CHECK_DISPUTE_STATUS(
      "checkDisputeStatusTool",
      Level.PHONE,
      true,
      AuditAction.CHECK_DISPUTE_STATUS,
      CaseInput.CheckDisputeStatus.class,
      "Tells how a dispute or a fraud case stands."),
  EXPLAIN_PROVISIONAL_CREDIT(
      "explainProvisionalCreditTool",
      Level.PHONE,
      false,
      AuditAction.EXPLAIN_PROVISIONAL_CREDIT,
      CaseInput.ExplainProvisionalCredit.class,
      "Explains provisional credit: when a disputed amount is credited while the bank"
          + " investigates, and how long that takes.");

  private final String toolName;
  private final Level level;
  private final boolean seesPersonalData;
  private final AuditAction action;
  private final Class<? extends ToolInput> inputType;
  private final String description;

  Tool(
      String toolName,
      Level level,
      boolean seesPersonalData,
      AuditAction action,
      Class<? extends ToolInput> inputType,
      String description) {
    this.toolName = toolName;
    this.level = level;
    this.seesPersonalData = seesPersonalData;
    this.action = action;
    this.inputType = inputType;
    this.description = description;
  }

  /** The tool that the model calls by this name. */
  public static Optional<Tool> named(String toolName) {
    return Arrays.stream(values()).filter(tool -> tool.toolName.equals(toolName)).findFirst();
  }

  /** The tool that takes this input. */
  public static Tool of(ToolInput input) {
    return Arrays.stream(values())
        .filter(tool -> tool.inputType.isInstance(input))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Expected the input of a tool, but was " + input.getClass().getSimpleName()));
  }

  /** As the model calls it: {@code checkBalanceTool}. */
  public String toolName() {
    return toolName;
  }

  /** What a caller must have reached. */
  public Level level() {
    return level;
  }

  /** Whether personal data leaves the bank's store when it succeeds. */
  public boolean seesPersonalData() {
    return seesPersonalData;
  }

  /** Whether it only looks something up: doing it again, or in vain, does no harm. */
  public boolean isLookup() {
    return switch (this) {
      case CHECK_BALANCE,
          VIEW_RECENT_TRANSACTIONS,
          SEARCH_TRANSACTIONS,
          CHECK_REPLACEMENT_STATUS,
          CLARIFY_MERCHANT,
          CHECK_ZELLE_STATUS,
          EXPLAIN_PENDING,
          CHECK_DISPUTE_STATUS,
          EXPLAIN_PROVISIONAL_CREDIT ->
          true;
      case AUTHENTICATE, VERIFY_OTP, STEP_UP_AUTHENTICATION -> false;
      case REQUEST_STATEMENT, REPORT_LOST_CARD, FREEZE_CARD, UNFREEZE_CARD -> false;
      case DISPUTE_CHARGE, REPORT_FRAUD -> false;
      case INTERNAL_TRANSFER, SETUP_BILLPAY, STOP_PAYMENT -> false;
    };
  }

  public AuditAction action() {
    return action;
  }

  public String description() {
    return description;
  }

  Class<? extends ToolInput> inputType() {
    return inputType;
  }
}
