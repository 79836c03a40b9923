package org.voiceteller.actors.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.account.AccountKind;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.money.Money;
import org.voiceteller.core.tool.PaymentInput;
import org.voiceteller.core.tool.ToolAnswer;
import org.voiceteller.core.tool.ToolOutcome.Result;
import org.voiceteller.core.transfer.TransferKind;
import org.voiceteller.core.transfer.TransferRecord;
import org.voiceteller.core.transfer.TransferStatus;

/** Money between a customer's own accounts, and where transfers are. */
class TransferToolTest extends PaymentsAtTheBank {

  @Test
  void readsATransferBackAndMovesNothing() throws Exception {
    ToolAnswer answer = ask("use-1", transfer("500", "CHECKING", "SAVINGS"));

    assertThat(answer.result()).isEqualTo(Result.PROPOSED);
    assertThat(answer.say())
        .isEqualTo(
            "I'll transfer $500 from your checking account ending in 4521 to your savings account"
                + " ending in 8834. There is no fee. Shall I go ahead?");
    assertThat(available(checking)).isEqualTo(564_732);
  }

  @Test
  void movesItAfterTheYesAndOnceHoweverOftenItIsAsked() throws Exception {
    List<ToolAnswer> answers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      answers.add(confirm("use-1", transfer("500", "CHECKING", "SAVINGS")));
    }

    assertThat(answers.getFirst().say())
        .matches(
            "Transfer complete! Confirmation number: TXN-\\d{8}-\\d+\\. Your new checking balance"
                + " is \\$5,147\\.32\\.");
    assertThat(answers).allMatch(answer -> answer.equals(answers.getFirst()));
    assertThat(available(checking)).isEqualTo(514_732);
    assertThat(available(savings)).isEqualTo(1_351_042);
  }

  @Test
  void refusesAnotherAmountUnderTheSameConfirmation() throws Exception {
    confirm("use-1", transfer("500", "CHECKING", "SAVINGS"));

    assertThat(confirm("use-1", transfer("501", "CHECKING", "SAVINGS")).result())
        .isEqualTo(Result.REFUSED);
    assertThat(available(checking)).isEqualTo(514_732);
  }

  @Test
  void refusesEachImpossibleTransferInASentence() throws Exception {
    assertThat(ask("1", transfer("10", "CHECKING", "CHECKING")).say())
        .startsWith("The money cannot go to the account that it comes from.");
    assertThat(ask("2", transfer("0", "CHECKING", "SAVINGS")).say()).contains("positive amount");
    assertThat(ask("3", transfer("-5", "CHECKING", "SAVINGS")).say()).contains("positive amount");
    assertThat(ask("4", transfer("0.005", "CHECKING", "SAVINGS")).say()).contains("whole cents");
    assertThat(ask("5", transfer("92233720368547758.08", "CHECKING", "SAVINGS")).result())
        .isEqualTo(Result.REFUSED);
    assertThat(ask("6", transfer("1e999999", "CHECKING", "SAVINGS")).result())
        .isEqualTo(Result.REFUSED);
    assertThat(ask("7", transfer("10000.01", "CHECKING", "SAVINGS")).say())
        .isEqualTo("I can transfer at most $10,000 at once.");
    assertThat(askAt(Level.SECURITY_QUESTION, "8", transfer("6000", "CHECKING", "SAVINGS")).say())
        .isEqualTo(
            "Your checking account ending in 4521 does not have enough available for a transfer of"
                + " $6,000.");
    PaymentInput.InternalTransfer toSomebodyElse =
        new PaymentInput.InternalTransfer(
            BigDecimal.TEN, AccountKind.CHECKING, null, null, "1107", null);
    assertThat(ask("9", toSomebodyElse).say())
        .startsWith("I don't see an account ending in 1107 under your name.");
  }

  @Test
  void asksForWhatIsMissingAndSaysWhichFieldItFills() throws Exception {
    ToolAnswer answer = ask("1", transfer("10", null, null));

    assertThat(answer.say())
        .isEqualTo(
            "Which account should the money come from: your checking account ending in 4521 or your"
                + " savings account ending in 8834?");
    assertThat(answer.fill()).containsExactly("fromAccountType");
    assertThat(ask("2", transfer("10", null, "SAVINGS")).result()).isEqualTo(Result.PROPOSED);
    assertThat(ask("3", transfer("10", "SAVINGS", null)).result()).isEqualTo(Result.PROPOSED);
  }

  @Test
  void needsASecurityQuestionAboveTheSetAmount() throws Exception {
    assertThat(ask("1", transfer("5000.01", "SAVINGS", "CHECKING")).needs())
        .isEqualTo(Level.SECURITY_QUESTION);
    assertThat(
            askAt(Level.SECURITY_QUESTION, "1", transfer("5000.01", "SAVINGS", "CHECKING"))
                .result())
        .isEqualTo(Result.PROPOSED);
    assertThat(ask("2", transfer("5000", "SAVINGS", "CHECKING")).result())
        .isEqualTo(Result.PROPOSED);
  }

  @Test
  void tellsWhereTransfersAreAndNeverOfSomebodyElses() throws Exception {
    history.tells(
        List.of(
            record("CUST-OTHER", "Sam Patel", TransferStatus.COMPLETED, null),
            record(
                customer, "Jordan Lee", TransferStatus.IN_TRANSIT, MORNING.plusSeconds(86_400))));
    PaymentInput.CheckZelleStatus wish =
        new PaymentInput.CheckZelleStatus(TransferKind.ZELLE, null, null, null);

    assertThat(ask("1", wish).say())
        .isEqualTo(
            "Your Zelle payment of $75 to Jordan Lee from January 14 is on its way and should"
                + " arrive by January 16. Its confirmation number is ZEL-1.");
    assertThat(ask("2", new PaymentInput.CheckZelleStatus(null, "Sam", null, null)).say())
        .isEqualTo("I don't see a transfer like that.");
  }

  private static PaymentInput.InternalTransfer transfer(
      String amount, @Nullable String from, @Nullable String to) {
    return new PaymentInput.InternalTransfer(
        new BigDecimal(amount),
        from == null ? null : AccountKind.valueOf(from),
        null,
        to == null ? null : AccountKind.valueOf(to),
        null,
        null);
  }

  private static TransferRecord record(
      String customerId, String to, TransferStatus status, @Nullable Instant expectedAt) {
    return new TransferRecord(
        "TRF-" + to,
        customerId,
        TransferKind.ZELLE,
        true,
        "4521",
        to,
        Money.usd(7_500),
        status,
        "ZEL-1",
        MORNING.minusSeconds(86_400),
        expectedAt);
  }
}
