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
      ToolInput.Authenticate.class,
      "Verifies the caller by the phone number that the bank has on file. Use it when the caller"
          + " gives their phone number, before anything about their accounts is told."),
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
  CLARIFY_MERCHANT(
      "clarifyMerchantTool",
      Level.PHONE,
      true,
      AuditAction.CLARIFY_MERCHANT,
      ToolInput.ClarifyMerchant.class,
      "Explains who is behind an unfamiliar merchant name or code on a statement, such as SQ *,"
          + " TST*, PAYPAL * or AMZN Mktp."),
  EXPLAIN_PENDING(
      "explainPendingTool",
      Level.PHONE,
      true,
      AuditAction.EXPLAIN_PENDING,
      ToolInput.ExplainPending.class,
      "Explains what pending means, how it differs from posted, and what is pending on the"
          + " caller's account."),
  EXPLAIN_PROVISIONAL_CREDIT(
      "explainProvisionalCreditTool",
      Level.PHONE,
      false,
      AuditAction.EXPLAIN_PROVISIONAL_CREDIT,
      ToolInput.ExplainProvisionalCredit.class,
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
