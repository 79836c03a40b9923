package org.voiceteller.http.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * What callers of a bank ask for, typed: the sentences and figures that matter, with the real
 * journal and the real tables. In this order, since each finds the balance that the one before
 * left.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ExamplesIT {

  @SuppressWarnings("NullAway.Init") // filled before all
  private static RunningTeller teller;

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    teller = RunningTeller.start(data, "--text-only");
  }

  @AfterAll
  static void stop() throws Exception {
    teller.close();
  }

  @Test
  @Order(1)
  void checksTheBalance() throws Exception {
    try (var caller = new Customer(teller)) {
      caller.says("What's my checking balance?");
      caller.givesTheNumber();
      caller.hears("This call may be recorded for quality assurance and regulatory compliance.");
      caller.hears("checking account ending in 4521");
      caller.hears("$5,647.32");
      caller.hears("$200 in pending transactions");
      assertThat(caller.level()).isEqualTo(1);
    }
  }

  @Test
  @Order(2)
  void transfersBetweenAccountsAfterACodeAndAYes() throws Exception {
    try (var caller = new Customer(teller)) {
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
  }

  @Test
  @Order(3)
  void stopsTheReportedCheckAfterACodeAndASecurityQuestion() throws Exception {
    try (var caller = new Customer(teller)) {
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
  }

  @Test
  @Order(4)
  void deactivatesTheCardAndOpensAFraudCase() throws Exception {
    try (var caller = new Customer(teller)) {
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
  }

  @Test
  @Order(5)
  void opensADispute() throws Exception {
    try (var caller = new Customer(teller)) {
      caller.says("I want to dispute a charge for $75 at XYZ Restaurant");
      caller.givesTheNumber();
      caller.hears("verification code");
      caller.givesTheCode();
      caller.hears("I've filed a dispute for the $75 charge at XYZ Restaurant.");
      caller.hearsMatching("Your case number is DISPUTE-\\d{8}-\\d{3,}");
      caller.hears("contact the merchant within 5 business days");
      caller.hears("provisional credit of $75 within 10 business days");
      caller.hears("within 30 days");
    }
  }

  @Test
  @Order(6)
  void doesWhatNeedsNoMoreThanThePhoneNumber() throws Exception {
    try (var caller = new Customer(teller)) {
      caller.says("What is the balance of my savings account?");
      caller.givesTheNumber();
      caller.hears("savings account ending in 8834");
      caller.says("Show me my recent transactions");
      caller.awaitTool("viewRecentTransactionsTool", "succeeded");
      caller.says("Did I pay anything at Netflix?");
      caller.awaitTool("searchTransactionsTool", "succeeded");
      caller.says("Please send me my checking statement by email");
      caller.awaitTool("requestStatementTool", "succeeded");
      assertThat(caller.level()).isEqualTo(1);
    }
  }

  @Test
  @Order(7)
  void setsUpARecurringBillPaymentWithoutAskingForTheCodeTwice() throws Exception {
    try (var caller = new Customer(teller)) {
      caller.says("Transfer 25 dollars from savings to checking");
      caller.givesTheNumber();
      caller.hears("verification code");
      caller.givesTheCode();
      caller.hears("Shall I go ahead?");
      caller.says("yes");
      caller.hears("Transfer complete!");
      caller.says("Pay City Power 80 dollars every month from my checking account");
      caller.hears("Shall I go ahead?");
      caller.says("yes");
      caller.hearsMatching("BP-\\d{8}-\\d{3,}");
    }
  }

  @Test
  @Order(8)
  void freezesACardAtOnceAndUnfreezesItAfterACode() throws Exception {
    try (var caller = new Customer(teller, "+1-555-345-6789")) {
      caller.says("Please freeze my debit card");
      caller.givesTheNumber();
      caller.hears("the one ending in 6120 or the one ending in 7781");
      caller.says("the one ending in 6120");
      caller.hears("Your card ending in 6120 is frozen.");
      caller.says("Please unfreeze my card ending in 6120");
      caller.hears("verification code");
      caller.givesTheCode();
      caller.hears("unfrozen");
      assertThat(caller.level()).isEqualTo(2);
    }
  }
}
