package org.voiceteller.actors.tool;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.tool.Tool;

/**
 * How one tool is tried: a good input, and what is wrong with others.
 *
 * @param before other uses that lead to it, as {@code tool input}
 * @param input {@code {code}} and {@code {phone}} stand for the customer's
 * @param otherInput as good, and another one
 * @param says what the answer to the good input holds
 * @param wrong an input that breaks the tool's schema
 * @param unknown names an account, a card, a case, a charge, a number or a code that the bank does
 *     not know for this customer; null only where nothing can be named
 * @param saysOfUnknown what is answered to that
 * @param changes whether something at the bank is different afterwards
 */
record Trial(
    List<String> before,
    String input,
    String otherInput,
    String says,
    String wrong,
    @Nullable String unknown,
    String saysOfUnknown,
    boolean changes) {

  private static final String NO_SUCH_ACCOUNT = "I don't see an account ending in 9999";

  private static final String NO_SUCH_CARD = "I don't see a card ending in 9999";
  private static final String TRANSFER =
      "\"amount\":\"500\",\"fromAccountType\":\"checking\",\"toAccountType\":\"savings\"";
  private static final String BILL = "\"payee\":\"City Power\",\"amount\":\"80\"";

  static Trial of(Tool tool) {
    return switch (tool) {
      case AUTHENTICATE ->
          changing(
              "{\"phoneNumber\":\"{phone}\"}",
              "{\"phoneNumber\":\"+1-555-299-9999\"}",
              "This call may be recorded",
              "{\"phoneNumber\":5}",
              "{\"phoneNumber\":\"+1-555-299-9999\"}",
              "I couldn't verify you with that phone number");
      case VERIFY_OTP ->
          changing(
                  "{\"code\":\"{code}\"}",
                  "{\"code\":\"{code}\" }",
                  "Code verified",
                  "{\"code\":\"12345\"}",
                  "{\"code\":\"{wrong code}\"}",
                  "code")
              .after("verifyOtpTool {}");
      case STEP_UP_AUTHENTICATION ->
          changing(
                  "{\"answer\":\"Johnson\"}",
                  "{\"answer\":\"Smith\"}",
                  "Thank you",
                  "{\"answer\":[]}",
                  "{\"answer\":\"Nobody\"}",
                  "isn't the answer we have on file")
              .after("stepUpAuthenticationTool {}");
      case CHECK_BALANCE ->
          reading(
              "{\"accountType\":\"checking\"}",
              "{\"accountType\":\"savings\"}",
              "checking account ending in 4521 has an available balance of $5,647.32",
              "{\"accountType\":\"gold\"}",
              "{\"accountEnding\":\"9999\"}",
              NO_SUCH_ACCOUNT);
      case VIEW_RECENT_TRANSACTIONS ->
          reading(
              "{\"accountType\":\"checking\"}",
              "{\"accountType\":\"savings\"}",
              "$250 at Electronics Store",
              "{\"accountEnding\":\"45\"}",
              "{\"accountEnding\":\"9999\"}",
              NO_SUCH_ACCOUNT);
      case SEARCH_TRANSACTIONS ->
          reading(
              "{\"merchant\":\"XYZ\"}",
              "{\"merchant\":\"Electronics\"}",
              "$75 at XYZ Restaurant",
              "{\"minimumAmount\":\"a lot\"}",
              "{\"merchant\":\"XYZ\",\"accountEnding\":\"9999\"}",
              NO_SUCH_ACCOUNT);
      case REQUEST_STATEMENT ->
          changing(
              "{\"delivery\":\"email\",\"accountType\":\"checking\"}",
              "{\"delivery\":\"mail\",\"accountType\":\"checking\"}",
              "statement",
              "{\"delivery\":\"pigeon\"}",
              "{\"delivery\":\"email\",\"accountEnding\":\"9999\"}",
              NO_SUCH_ACCOUNT);
      case REPORT_LOST_CARD ->
          changing(
              "{\"cardEnding\":\"4417\",\"cause\":\"lost\"}",
              "{\"cardEnding\":\"4417\",\"cause\":\"stolen\"}",
              "I've deactivated your card ending in 4417.",
              "{\"cause\":\"eaten\"}",
              "{\"cardEnding\":\"9999\"}",
              NO_SUCH_CARD);
      case FREEZE_CARD ->
          changing(
              "{\"cardEnding\":\"4417\"}",
              "{}",
              "Your card ending in 4417 is frozen.",
              "{\"cardEnding\":\"44\"}",
              "{\"cardEnding\":\"9999\"}",
              NO_SUCH_CARD);
      case UNFREEZE_CARD ->
          changing(
                  "{\"cardEnding\":\"4417\"}",
                  "{}",
                  "Your card ending in 4417 is unfrozen",
                  "{\"cardEnding\":4417}",
                  "{\"cardEnding\":\"9999\"}",
                  NO_SUCH_CARD)
              .after("freezeCardTool {}");
      case CHECK_REPLACEMENT_STATUS ->
          reading(
                  "{\"cardEnding\":\"4417\"}",
                  "{}",
                  "Your replacement card",
                  "{\"card\":\"4417\"}",
                  "{\"cardEnding\":\"9999\"}",
                  NO_SUCH_CARD)
              .after("reportLostCardTool {\"cause\":\"lost\"}");
      case DISPUTE_CHARGE ->
          changing(
              "{\"merchant\":\"XYZ Restaurant\",\"amount\":\"75\",\"reason\":\"wrong_amount\"}",
              "{\"merchant\":\"Electronics Store\",\"amount\":\"250\",\"reason\":\"wrong_amount\"}",
              "I've filed a dispute for the $75 charge at XYZ Restaurant.",
              "{\"amount\":\"-75\"}",
              "{\"merchant\":\"Jeweller\",\"amount\":\"900\"}",
              "I don't find a charge of $900 at Jeweller");
      case CLARIFY_MERCHANT ->
          reading(
              "{\"descriptor\":\"SQ *BLUE BOTTLE\"}",
              "{\"descriptor\":\"TST* CORNER BISTRO\"}",
              "Square",
              "{}",
              "{\"descriptor\":\"QQQ 17\"}",
              "I can't tell more about Qqq 17");
      case INTERNAL_TRANSFER ->
          changing(
                  "{" + TRANSFER + ",\"confirmed\":\"yes\"}",
                  "{" + TRANSFER.replace("500", "501") + ",\"confirmed\":\"yes\"}",
                  "Transfer complete!",
                  "{" + TRANSFER.replace("500", "-500") + "}",
                  "{\"amount\":\"500\",\"fromAccountType\":\"checking\",\"toAccountEnding\":\"9999\"}",
                  NO_SUCH_ACCOUNT)
              .after("internalTransferTool {" + TRANSFER + "}", "yes");
      case CHECK_ZELLE_STATUS ->
          reading(
              "{\"kind\":\"zelle\"}",
              "{\"recipient\":\"Jordan\"}",
              "$75 to Jordan Lee",
              "{\"kind\":\"pigeon\"}",
              "{\"confirmationNumber\":\"ZEL-20991231-999\"}",
              "I don't see a transfer like that.");
      case SETUP_BILLPAY ->
          changing(
                  "{" + BILL + ",\"frequency\":\"monthly\",\"confirmed\":\"yes\"}",
                  "{" + BILL + ",\"frequency\":\"weekly\",\"confirmed\":\"yes\"}",
                  "Bill payment set up: $80 to City Power every month",
                  "{" + BILL + ",\"firstDate\":\"soon\"}",
                  "{" + BILL + ",\"fromAccountEnding\":\"9999\"}",
                  NO_SUCH_ACCOUNT)
              .after("setupBillpayTool {" + BILL + ",\"frequency\":\"monthly\"}", "yes");
      case STOP_PAYMENT ->
          changing(
                  "{\"checkNumber\":\"1234\",\"confirmed\":\"yes\"}",
                  "{\"checkNumber\":\"1235\",\"confirmed\":\"yes\"}",
                  "Stop payment placed on check 1234 for $150.00 to ABC Company.",
                  "{\"checkNumber\":\"twelve\"}",
                  "{\"checkNumber\":\"1234\",\"fromAccountEnding\":\"9999\"}",
                  "I don't see an account like that")
              .after("stopPaymentTool {\"checkNumber\":\"1234\"}", "yes");
      case EXPLAIN_PENDING ->
          reading(
              "{\"accountType\":\"checking\"}",
              "{\"accountType\":\"savings\"}",
              "ending",
              "{\"accountType\":7}",
              "{\"accountEnding\":\"9999\"}",
              NO_SUCH_ACCOUNT);
      case REPORT_FRAUD ->
          changing(
              "{\"merchant\":\"Electronics Store\",\"amount\":\"250\",\"cardEnding\":\"4417\"}",
              "{\"merchant\":\"XYZ Restaurant\",\"amount\":\"75\",\"cardEnding\":\"4417\"}",
              "I've created fraud case #FRAUD-20260115-",
              "{\"transactionDate\":\"yesterday\"}",
              "{\"cardEnding\":\"9999\"}",
              NO_SUCH_CARD);
      case CHECK_DISPUTE_STATUS ->
          reading(
              "{}",
              "{\"caseNumber\":\"DISPUTE-20991231-999\"}",
              "You have no dispute or fraud case with us.",
              "{\"caseNumber\":{}}",
              "{\"caseNumber\":\"DISPUTE-20991231-999\"}",
              "I don't find case DISPUTE-20991231-999 under your name.");
      case EXPLAIN_PROVISIONAL_CREDIT ->
          // An explanation for everybody: it names nothing that could be unknown.
          reading(
              "{}", "{ }", "Provisional credit is money", "{\"accountEnding\":\"4521\"}", null, "");
    };
  }

  private static Trial changing(
      String input,
      String otherInput,
      String says,
      String wrong,
      String unknown,
      String saysOfUnknown) {
    return new Trial(List.of(), input, otherInput, says, wrong, unknown, saysOfUnknown, true);
  }

  private static Trial reading(
      String input,
      String otherInput,
      String says,
      String wrong,
      @Nullable String unknown,
      String saysOfUnknown) {
    return new Trial(List.of(), input, otherInput, says, wrong, unknown, saysOfUnknown, false);
  }

  private Trial after(String... uses) {
    return new Trial(
        List.of(uses), input, otherInput, says, wrong, unknown, saysOfUnknown, changes);
  }

  /** The input as it is before the caller's yes. */
  String unconfirmed() {
    return input.replace(",\"confirmed\":\"yes\"", "");
  }

  /** A call of a new customer, at the tool's level, in which everything before it has happened. */
  TrialCall prepared(Tool tool, BankOfTrials bank) throws Exception {
    TrialCall call = TrialCall.at(tool == Tool.AUTHENTICATE ? Level.NONE : tool.level(), bank);
    if (tool == Tool.STEP_UP_AUTHENTICATION) {
      bank.enrolQuestion();
    }
    for (String step : before) {
      int space = step.indexOf(' ');
      if (space < 0) {
        call.says(step);
      } else {
        JsonNode unused = call.use(step.substring(0, space), step.substring(space + 1));
      }
    }
    if (!before.isEmpty()) {
      bank.awaitQuiet();
    }
    call.mark();
    return call;
  }
}
