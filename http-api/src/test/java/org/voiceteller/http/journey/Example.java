package org.voiceteller.http.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voiceteller.http.journey.Customer.ALEX_RIVERA;
import static org.voiceteller.http.journey.Customer.JORDAN_LEE;
import static org.voiceteller.http.journey.Customer.PAT_EXAMPLE;
import static org.voiceteller.http.journey.Customer.SAM_PATEL;

/**
 * What callers of a bank ask for: five examples and five scenarios, each told once for those who
 * type and those who speak, with the sentences and figures that matter. One customer's calls are
 * made in this order, since each finds the balance that the one before left.
 */
enum Example {
  CHECKS_THE_BALANCE(PAT_EXAMPLE, Example::checksTheBalance),
  DOES_WHAT_NEEDS_NO_MORE_THAN_THE_PHONE_NUMBER(PAT_EXAMPLE, Example::staysAtLevelOne),
  TRANSFERS_AFTER_A_CODE_AND_A_YES(PAT_EXAMPLE, Example::transfers),
  STOPS_A_CHECK_AFTER_A_CODE_AND_A_SECURITY_QUESTION(PAT_EXAMPLE, Example::stopsACheck),
  REPORTS_FRAUD(PAT_EXAMPLE, Example::reportsFraud),
  DISPUTES_A_CHARGE(PAT_EXAMPLE, Example::disputes),
  TRANSFERS_AND_SETS_UP_A_BILL_PAYMENT_WITH_ONE_CODE(JORDAN_LEE, Example::setsUpABillPayment),
  HAS_FRAUD_ANSWERED_AT_ONCE(SAM_PATEL, Example::hasFraudAnswered),
  FREEZES_A_CARD_AT_ONCE_AND_UNFREEZES_IT_AFTER_A_CODE(ALEX_RIVERA, Example::freezesAndUnfreezes),
  STOPS_A_PAYMENT_AT_LEVEL_THREE(ALEX_RIVERA, Example::stopsAPayment);

  /** What the customer says and hears. */
  private interface Talk {
    void of(Customer caller) throws Exception;
  }

  private final String number;
  private final Talk talk;

  Example(String number, Talk talk) {
    this.number = number;
    this.talk = talk;
  }

  /** Whose call it is. */
  String number() {
    return number;
  }

  /** Calls, talks, and hangs up. */
  void play(RunningTeller teller, Customer.Manner manner) throws Exception {
    try (var caller = new Customer(teller, number, manner)) {
      talk.of(caller);
    }
  }

  /** As a sentence's end. */
  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }

  private static void checksTheBalance(Customer caller) throws Exception {
    caller.says("What's my checking balance?");
    caller.givesTheNumber();
    caller.hears(
        "This call may be recorded for quality assurance and regulatory compliance. "
            + "Your checking account ending in 4521 has an available balance of $5,647.32, "
            + "with $200 in pending transactions.");
    assertThat(caller.level()).isEqualTo(1);
  }

  private static void staysAtLevelOne(Customer caller) throws Exception {
    caller.says("What is the balance of my savings account?");
    caller.givesTheNumber();
    caller.hears("savings account ending in 8834 has an available balance of $12,510.42");
    caller.says("Show me my recent transactions");
    caller.awaitTool("viewRecentTransactionsTool", "succeeded");
    caller.hears("$250 at Electronics Store");
    caller.says("Did I pay anything at Netflix?");
    caller.awaitTool("searchTransactionsTool", "succeeded");
    caller.hears("$15.49");
    caller.says("Please send me my checking statement, by email");
    caller.awaitTool("requestStatementTool", "succeeded");
    caller.hears("email");
    assertThat(caller.level()).isEqualTo(1);
  }

  private static void transfers(Customer caller) throws Exception {
    caller.says("I want to transfer $500 from checking to savings");
    caller.givesTheNumber();
    caller.hears("verification code to your phone ending in 5678");
    caller.givesTheCode();
    caller.hears("Code verified");
    caller.hears("$500");
    caller.hears("Shall I go ahead?");
    caller.says("Yes, please");
    caller.hears("Transfer complete!");
    caller.hearsMatching("Confirmation number: TXN-\\d{8}-\\d{3,}");
    caller.hears("Your new checking balance is $5,147.32.");
    assertThat(caller.level()).isEqualTo(2);
  }

  private static void stopsACheck(Customer caller) throws Exception {
    caller.says("I need to stop payment on check number 1234");
    caller.givesTheNumber();
    caller.hears("Stop payments require enhanced verification for your security.");
    caller.givesTheCode();
    caller.hears("What is your mother's maiden name?");
    caller.says("Johnson");
    caller.hears("Shall I go ahead?");
    caller.says("Yes");
    caller.hears("Stop payment placed on check 1234 for $150.00 to ABC Company.");
    caller.hears("$35 fee");
    caller.hears("6 months");
    caller.hearsMatching("SP-\\d{8}-\\d{3,}");
    assertThat(caller.level()).isEqualTo(3);
  }

  private static void reportsFraud(Customer caller) throws Exception {
    caller.says("I see charges on my card I didn't make");
    caller.givesTheNumber();
    caller.hears("sending you a verification code right now to secure your account");
    caller.givesTheCode();
    caller.hears("I'm immediately deactivating your card for security.");
    caller.hears("which transactions appear fraudulent?");
    caller.says("The $250 charge at Electronics Store yesterday");
    caller.hearsMatching("I've created fraud case #?FRAUD-\\d{8}-\\d{3,}");
    caller.hears("a replacement will arrive in 5-7 business days");
    caller.hears("zero liability");
    caller.hears("provisional credit within 10 business days");
  }

  private static void disputes(Customer caller) throws Exception {
    caller.says("I want to dispute a charge for $75 at XYZ Restaurant");
    caller.givesTheNumber();
    caller.hears("verification code");
    caller.keysTheCode();
    caller.hears("I've filed a dispute for the $75 charge at XYZ Restaurant.");
    caller.hearsMatching("Your case number is DISPUTE-\\d{8}-\\d{3,}");
    caller.hears("contact the merchant within 5 business days");
    caller.hears("provisional credit of $75 within 10 business days");
    caller.hears("within 30 days");
  }

  /** The code counts for the whole call: nobody is asked for a second one. */
  private static void setsUpABillPayment(Customer caller) throws Exception {
    caller.says("Transfer $25 from savings to checking");
    caller.givesTheNumber();
    caller.hears("verification code");
    caller.givesTheCode();
    caller.hears("Shall I go ahead?");
    caller.says("Yes");
    caller.hears("Transfer complete!");
    caller.hears("Your new savings balance is $725.");
    caller.says("Pay City Power, 80 dollars every month from my checking account");
    caller.hears("Shall I go ahead?");
    caller.says("Yes");
    caller.hearsMatching("BP-\\d{8}-\\d{3,}");
    assertThat(caller.level()).isEqualTo(2);
  }

  private static void hasFraudAnswered(Customer caller) throws Exception {
    caller.says("I see charges on my card I didn't make");
    caller.givesTheNumber();
    caller.hears("verification code");
    caller.givesTheCode();
    caller.hears("the one ending in 9134 or the one ending in 4470");
    caller.says("the card ending in 9134");
    caller.hears("I'm immediately deactivating your card for security.");
    caller.says("The charge at Shell");
    caller.hearsMatching("I've created fraud case #?FRAUD-\\d{8}-\\d{3,}");
    caller.hears("Your card is deactivated");
    caller.hears("zero liability");
    assertThat(caller.level()).isEqualTo(2);
  }

  private static void freezesAndUnfreezes(Customer caller) throws Exception {
    caller.says("Please freeze my debit card");
    caller.givesTheNumber();
    caller.hears("the one ending in 6120 or the one ending in 7781");
    caller.says("the card ending in 6120");
    caller.hears("Your card ending in 6120 is frozen.");
    assertThat(caller.level()).isEqualTo(1);
    caller.says("Please unfreeze my card ending in 6120");
    caller.hears("verification code");
    caller.givesTheCode();
    caller.hears("Your card ending in 6120 is unfrozen");
    assertThat(caller.level()).isEqualTo(2);
  }

  /**
   * With a code that is keyed and an answer that is typed, however the rest of the call is held.
   */
  private static void stopsAPayment(Customer caller) throws Exception {
    caller.says("I need to stop payment on check number 4711");
    caller.givesTheNumber();
    caller.hears("verification code");
    caller.keysTheCode();
    caller.hears("first pet");
    caller.types("Biscuit");
    caller.hears("Shall I go ahead?");
    caller.says("Yes");
    caller.hears("Stop payment placed on check 4711");
    caller.hears("$35 fee");
    caller.hearsMatching("SP-\\d{8}-\\d{3,}");
    assertThat(caller.level()).isEqualTo(3);
  }
}
