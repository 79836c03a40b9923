package org.voiceteller.core.guard;

import java.util.Set;
import org.voiceteller.core.tool.Tool;

/** What an agent may claim to have happened, and by what it can have. */
public enum ClaimedAction {
  TRANSFER("I have not made that transfer.", Tool.INTERNAL_TRANSFER),
  CARD_FROZEN("Your card has not been frozen.", Tool.FREEZE_CARD),
  CARD_UNFROZEN("Your card has not been unfrozen.", Tool.UNFREEZE_CARD),
  CARD_DEACTIVATED("Your card has not been deactivated.", Tool.REPORT_LOST_CARD, Tool.REPORT_FRAUD),
  REPLACEMENT_ORDERED(
      "I have not ordered a replacement card.",
      Tool.REPORT_LOST_CARD,
      Tool.REPORT_FRAUD,
      Tool.CHECK_REPLACEMENT_STATUS),
  CASE_OPENED(
      "I have not opened a case.",
      Tool.DISPUTE_CHARGE,
      Tool.REPORT_FRAUD,
      Tool.CHECK_DISPUTE_STATUS),
  PAYMENT_STOPPED("I have not stopped that payment.", Tool.STOP_PAYMENT),
  BILL_PAID("I have not set up that payment.", Tool.SETUP_BILLPAY),
  STATEMENT_SENT("I have not ordered that statement.", Tool.REQUEST_STATEMENT),
  CODE_SENT("I have not sent you a code."),
  CODE_VERIFIED("The code has not been verified.", Tool.VERIFY_OTP, Tool.STEP_UP_AUTHENTICATION),
  IDENTITY_VERIFIED(
      "I have not verified that yet.",
      Tool.AUTHENTICATE,
      Tool.VERIFY_OTP,
      Tool.STEP_UP_AUTHENTICATION),
  MONEY_RETURNED("I have not put any money back.", Tool.CHECK_DISPUTE_STATUS),
  /** Something for which the bank has no tool on this line. */
  RECORD_CHANGED("I have not changed anything, and I cannot do that on this line."),
  /** "Done.", whatever it is. */
  SOMETHING(
      "That has not been done.",
      Tool.INTERNAL_TRANSFER,
      Tool.FREEZE_CARD,
      Tool.UNFREEZE_CARD,
      Tool.REPORT_LOST_CARD,
      Tool.REPORT_FRAUD,
      Tool.DISPUTE_CHARGE,
      Tool.STOP_PAYMENT,
      Tool.SETUP_BILLPAY,
      Tool.REQUEST_STATEMENT,
      Tool.VERIFY_OTP,
      Tool.STEP_UP_AUTHENTICATION,
      Tool.AUTHENTICATE);

  private final String correction;
  private final Set<Tool> tools;

  ClaimedAction(String correction, Tool... tools) {
    this.correction = correction;
    this.tools = Set.of(tools);
  }

  /** What is so, as long as nothing has happened. */
  String correction() {
    return correction;
  }

  /** Whether this tool's success makes it true. */
  boolean isDoneBy(Tool tool) {
    return tools.contains(tool);
  }
}
