package org.voiceteller.actors.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voiceteller.actors.bank.OneNode.await;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.voiceteller.actors.dispute.DisputeEntity;
import org.voiceteller.core.account.Transaction;
import org.voiceteller.core.card.Card;
import org.voiceteller.core.card.DeactivationCause;
import org.voiceteller.core.dispute.DisputeCase;
import org.voiceteller.core.dispute.DisputeReason;
import org.voiceteller.core.dispute.Finding;
import org.voiceteller.core.money.Money;
import org.voiceteller.core.tool.CardInput;
import org.voiceteller.core.tool.CaseInput;
import org.voiceteller.core.tool.Tool;
import org.voiceteller.core.tool.ToolAnswer;
import org.voiceteller.core.tool.ToolOutcome;

class CaseToolsTest {

  /** A Monday morning in Denver: Martin Luther King's birthday. */
  private static final Instant MORNING = Instant.parse("2024-01-15T17:00:00Z");

  private static final Instant YESTERDAY = MORNING.minus(Duration.ofDays(1));
  private static final TellerDesk DESK = new TellerDesk(MORNING);

  @AfterAll
  static void stop() {
    DESK.close();
  }

  @Test
  void disputesAChargeInTheWordsOfTheExample() throws Exception {
    DESK.customer("CUST-D1");
    DESK.charge("CUST-D1", "TXN-1", "XYZ Restaurant", -7_500, MORNING.minus(Duration.ofDays(6)));

    ToolAnswer answer = DESK.asks("CUST-D1", "use-1", dispute("XYZ Restaurant", "75", null));

    assertThat(answer.confirmation()).matches("DISPUTE-20240115-\\d{3}");
    assertThat(answer.say())
        .isEqualTo(
            "I've filed a dispute for the $75 charge at XYZ Restaurant. Your case number is "
                + answer.confirmation()
                + ". We'll contact the merchant within 5 business days. You'll receive a"
                + " provisional credit of $75 within 10 business days while we investigate. The"
                + " full investigation will be completed within 30 days. You'll receive email"
                + " updates as the case progresses.");
    DisputeCase.Investigating open = open(answer);
    assertThat(open.acknowledged()).isTrue();
    assertThat(open.intake().reason()).isEqualTo(DisputeReason.WRONG_AMOUNT);
    assertThat(open.intake().clocks().promisedCredit()).isEqualTo(LocalDate.of(2024, 1, 29));
    assertThat(open.intake().clocks().lawfulResolution()).isEqualTo(LocalDate.of(2024, 4, 14));
  }

  @Test
  void answersARepeatAsTheFirstTimeAndAnotherWishWithTheSameCase() throws Exception {
    DESK.customer("CUST-D2");
    DESK.charge("CUST-D2", "TXN-1", "XYZ Restaurant", -7_500, YESTERDAY);

    ToolAnswer first = DESK.asks("CUST-D2", "use-1", dispute("xyz restaurant", "75.00", null));
    ToolAnswer repeat = DESK.asks("CUST-D2", "use-1", dispute("xyz restaurant", "75.00", null));
    ToolAnswer again = DESK.asks("CUST-D2", "use-2", dispute(null, "75", null));
    ToolAnswer asFraud =
        DESK.asks("CUST-D2", "use-3", new CaseInput.ReportFraud("XYZ", null, null, null));

    assertThat(repeat).isEqualTo(first);
    assertThat(again.confirmation()).isEqualTo(first.confirmation());
    assertThat(again.say())
        .startsWith("There is a case for that charge already. Dispute " + first.confirmation())
        .contains("You'll receive a provisional credit of $75 by January 29, 2024.");
    assertThat(asFraud.confirmation()).isEqualTo(first.confirmation());
  }

  @Test
  void reportsFraudInTheWordsOfTheExample() throws Exception {
    DESK.customer("CUST-D3");
    DESK.card("CUST-D3", "4417");
    DESK.charge("CUST-D3", "TXN-1", "Electronics Store", -25_000, YESTERDAY);

    ToolAnswer first =
        DESK.asks("CUST-D3", "use-1", new CaseInput.ReportFraud(null, null, null, null));
    assertThat(first.say())
        .isEqualTo(
            "I'm immediately deactivating your card for security. Can you tell me which"
                + " transactions appear fraudulent?");
    assertThat(first.then()).isEqualTo(Tool.REPORT_FRAUD);
    assertThat(first.fill()).contains("merchant", "amount");
    assertThat(DESK.cardOf("CUST-D3", "4417"))
        .isInstanceOfSatisfying(
            Card.Deactivated.class,
            card -> assertThat(card.loss().cause()).isEqualTo(DeactivationCause.FRAUD));

    ToolAnswer second =
        DESK.asks(
            "CUST-D3",
            "use-2",
            new CaseInput.ReportFraud(
                "Electronics Store", new BigDecimal("250"), LocalDate.of(2024, 1, 14), null));

    assertThat(second.confirmation()).matches("FRAUD-20240115-\\d{3}");
    assertThat(second.say())
        .isEqualTo(
            "I've created fraud case #"
                + second.confirmation()
                + ". Your card is deactivated, and a replacement will arrive in 5-7 business days."
                + " Under Regulation E, you have zero liability for unauthorized transactions."
                + " We'll investigate and you'll receive provisional credit within 10 business"
                + " days.");
    ToolAnswer where = DESK.asks("CUST-D3", "use-3", new CardInput.CheckReplacementStatus("4417"));
    assertThat(where.say()).contains("ordered").contains("between January 22 and January 24");
  }

  @Test
  void deactivatesTheCardEvenWhenTheChargeIsNotFound() throws Exception {
    DESK.customer("CUST-D4");
    DESK.card("CUST-D4", "4417");

    ToolAnswer answer =
        DESK.asks(
            "CUST-D4",
            "use-1",
            new CaseInput.ReportFraud("Jeweller", new BigDecimal("900"), null, null));

    assertThat(answer.result()).isEqualTo(ToolOutcome.Result.REFUSED);
    assertThat(answer.say())
        .startsWith(
            "I've deactivated your card for security. I don't find a charge of $900 at Jeweller on"
                + " your accounts.")
        .endsWith("Which charge do you mean?");
    assertThat(DESK.cardOf("CUST-D4", "4417")).isInstanceOf(Card.Deactivated.class);
  }

  @Test
  void asksWhichOfTwoChargesIsMeantAndFindsItByItsDay() throws Exception {
    DESK.customer("CUST-D5");
    DESK.charge("CUST-D5", "TXN-1", "XYZ Restaurant", -7_500, YESTERDAY);
    DESK.charge("CUST-D5", "TXN-2", "XYZ Restaurant", -7_500, MORNING.minus(Duration.ofDays(9)));

    ToolAnswer which = DESK.asks("CUST-D5", "use-1", dispute("XYZ Restaurant", "75", null));
    assertThat(which.say())
        .isEqualTo(
            "I see 2 charges like that: January 14, $75 at XYZ Restaurant; January 6, $75 at XYZ"
                + " Restaurant. Which one do you mean?");
    assertThat(which.then()).isEqualTo(Tool.DISPUTE_CHARGE);
    assertThat(which.fill()).contains("transactionDate");

    // The caller remembers the day before.
    ToolAnswer answer =
        DESK.asks("CUST-D5", "use-2", dispute("XYZ Restaurant", "75", LocalDate.of(2024, 1, 5)));
    assertThat(open(answer).intake().charge().transactionId()).isEqualTo("TXN-2");
  }

  @Test
  void takesEitherOfTwoChargesThatAreAlike() throws Exception {
    DESK.customer("CUST-D6");
    DESK.charge("CUST-D6", "TXN-1", "XYZ Restaurant", -7_500, YESTERDAY);
    DESK.charge("CUST-D6", "TXN-2", "XYZ Restaurant", -7_500, YESTERDAY.plusSeconds(60));

    assertThat(
            open(DESK.asks("CUST-D6", "use-1", dispute("XYZ Restaurant", "75", null)))
                .intake()
                .charge()
                .transactionId())
        .isEqualTo("TXN-2");
  }

  @Test
  void namesWhatMayHaveBeenMeantWhenNothingIsFound() throws Exception {
    DESK.customer("CUST-D7");
    DESK.charge("CUST-D7", "TXN-1", "XYZ Restaurant", -7_500, YESTERDAY);

    assertThat(DESK.asks("CUST-D7", "use-1", dispute("the Diner", "75", null)).say())
        .isEqualTo(
            "I don't find a charge of $75 at the Diner on your accounts. I do see January 14, $75"
                + " at XYZ Restaurant. Which charge do you mean?");
    assertThat(DESK.asks("CUST-D7", "use-2", dispute(null, null, null)).say())
        .startsWith("Which charge would you like to dispute?");
  }

  @Test
  void findsAChargeByTheNameThatPeopleSay() throws Exception {
    DESK.customer("CUST-DA");
    DESK.charge("CUST-DA", "TXN-1", "AMZN Mktp US*2K4LT81Z3", -5_699, YESTERDAY);

    assertThat(DESK.asks("CUST-DA", "use-1", dispute("Amazon", "56.99", null)).say())
        .startsWith("I've filed a dispute for the $56.99 charge at Amazon");
  }

  @Test
  void disputesNeitherWhatIsPendingNorWhatIsTooOld() throws Exception {
    DESK.customer("CUST-D8");
    DESK.charge("CUST-D8", "TXN-1", "Marriott", -15_000, YESTERDAY, Transaction.Status.PENDING);
    DESK.charge("CUST-D8", "TXN-2", "Old Shop", -4_000, MORNING.minus(Duration.ofDays(120)));

    assertThat(DESK.asks("CUST-D8", "use-1", dispute("Marriott", null, null)).say())
        .startsWith("That charge is still pending.");
    assertThat(DESK.asks("CUST-D8", "use-2", dispute("Old Shop", null, null)).say())
        .contains("within 60 days of the statement")
        .contains("ended on November 30, 2023");
    assertThat(
            DESK.asks("CUST-D8", "use-3", new CaseInput.ReportFraud("Old Shop", null, null, null))
                .say())
        .contains("zero liability")
        .doesNotContain("provisional credit");
  }

  @Test
  void tellsHowCasesStandAndNotThoseOfOthers() throws Exception {
    DESK.customer("CUST-D9");
    DESK.customer("CUST-D10");
    assertThat(status("CUST-D9", null).say())
        .isEqualTo("You have no dispute or fraud case with us.");
    DESK.charge("CUST-D9", "TXN-1", "XYZ Restaurant", -7_500, YESTERDAY);
    String number = numberOf(DESK.asks("CUST-D9", "use-1", dispute("XYZ", null, null)));

    assertThat(status("CUST-D9", null).say())
        .isEqualTo(
            "Dispute "
                + number
                + ", $75 at XYZ Restaurant: we're investigating and will finish by February 14,"
                + " 2024. You'll receive a provisional credit of $75 by January 29, 2024.");
    assertThat(status("CUST-D9", "#" + number.replace('-', ' ').toLowerCase(Locale.ROOT)))
        .isEqualTo(status("CUST-D9", number));
    assertThat(status("CUST-D10", number).say())
        .startsWith("I don't find case " + number + " under your name.");

    await(
        DESK.entities()
            .dispute(
                number,
                replyTo ->
                    new DisputeEntity.Command.Decide(Finding.FOR_MERCHANT, "Receipt.", replyTo)));
    assertThat(status("CUST-D9", number).say())
        .endsWith(
            "it was decided that the charge stands. You can ask for the documents we relied on.");
  }

  private static ToolAnswer status(String customerId, @Nullable String number) throws Exception {
    return DESK.asks(customerId, "use-9", new CaseInput.CheckDisputeStatus(number));
  }

  private static CaseInput.DisputeCharge dispute(
      @Nullable String merchant, @Nullable String dollars, @Nullable LocalDate day) {
    return new CaseInput.DisputeCharge(
        merchant,
        dollars == null ? null : new BigDecimal(dollars),
        day,
        DisputeReason.WRONG_AMOUNT);
  }

  private static String numberOf(ToolAnswer answer) {
    return Objects.requireNonNull(answer.confirmation());
  }

  private static DisputeCase.Investigating open(ToolAnswer answer) throws Exception {
    assertThat(answer.result()).isEqualTo(ToolOutcome.Result.SUCCEEDED);
    var reply =
        await(DESK.entities().dispute(numberOf(answer), DisputeEntity.Command.GetCase::new));
    assertThat(reply).isInstanceOf(DisputeEntity.Reply.Done.class);
    DisputeCase state = ((DisputeEntity.Reply.Done) reply).disputeCase();
    assertThat(state).isInstanceOf(DisputeCase.Investigating.class);
    assertThat(state.opened().orElseThrow().withheld()).isEqualTo(Money.usd(0));
    return (DisputeCase.Investigating) state;
  }
}
