package org.voiceteller.actors.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voiceteller.actors.bank.OneNode.await;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.voiceteller.actors.card.CardEntity;
import org.voiceteller.actors.card.WalletEntity;
import org.voiceteller.core.card.Card;
import org.voiceteller.core.card.DeactivationCause;
import org.voiceteller.core.card.LossCause;
import org.voiceteller.core.tool.CardInput;
import org.voiceteller.core.tool.Tool;
import org.voiceteller.core.tool.ToolAnswer;
import org.voiceteller.core.tool.ToolOutcome;

class CardToolsTest {

  private static final Instant MORNING = Instant.parse("2024-01-15T17:00:00Z");
  private static final TellerDesk DESK = new TellerDesk(MORNING);
  private static final Card.Details LOST =
      new Card.Details("CARD-CUST-C4-4417", "CUST-C4", "ACC-CUST-C4", "4417", null);

  @AfterAll
  static void stop() {
    DESK.close();
  }

  @Test
  void freezesAndUnfreezesTheOnlyCard() throws Exception {
    DESK.card("CUST-C1", "4417");

    assertThat(DESK.asks("CUST-C1", "use-1", new CardInput.FreezeCard(null)).say())
        .isEqualTo(
            "Your card ending in 4417 is frozen. No new purchases will go through until you"
                + " unfreeze it.");
    assertThat(DESK.cardOf("CUST-C1", "4417")).isInstanceOf(Card.Frozen.class);
    assertThat(DESK.asks("CUST-C1", "use-2", new CardInput.FreezeCard(null)).result())
        .isEqualTo(ToolOutcome.Result.SUCCEEDED);
    assertThat(DESK.asks("CUST-C1", "use-3", new CardInput.UnfreezeCard(null)).say())
        .isEqualTo("Your card ending in 4417 is unfrozen and ready to use.");
    assertThat(DESK.cardOf("CUST-C1", "4417")).isInstanceOf(Card.Active.class);
  }

  @Test
  void asksWhichOfSeveralCardsIsMeant() throws Exception {
    DESK.card("CUST-C2", "6120");
    DESK.card("CUST-C2", "7781");

    ToolAnswer which = DESK.asks("CUST-C2", "use-1", new CardInput.FreezeCard(null));
    assertThat(which.say())
        .isEqualTo("Which card do you mean: the one ending in 6120 or the one ending in 7781?");
    assertThat(which.then()).isEqualTo(Tool.FREEZE_CARD);
    assertThat(which.fill()).containsExactly("cardEnding");

    assertThat(DESK.asks("CUST-C2", "use-2", new CardInput.FreezeCard("7781")).say())
        .startsWith("Your card ending in 7781 is frozen.");
    assertThat(DESK.cardOf("CUST-C2", "6120")).isInstanceOf(Card.Active.class);
    assertThat(DESK.asks("CUST-C2", "use-3", new CardInput.FreezeCard("9999")).say())
        .startsWith("I don't see a card ending in 9999 under your name. Which card do you mean");
  }

  @Test
  void deactivatesALostCardAtOnceAndOrdersAnother() throws Exception {
    DESK.card("CUST-C3", "4417");

    ToolAnswer first =
        DESK.asks("CUST-C3", "use-1", new CardInput.ReportLostCard(null, LossCause.STOLEN));
    assertThat(first.say())
        .startsWith(
            "I've deactivated your card ending in 4417. A replacement will arrive in 5-7 business"
                + " days, by January 24.");
    assertThat(DESK.cardOf("CUST-C3", "4417"))
        .isInstanceOfSatisfying(
            Card.Deactivated.class,
            card -> assertThat(card.loss().cause()).isEqualTo(DeactivationCause.STOLEN));
    assertThat(DESK.asks("CUST-C3", "use-1", new CardInput.ReportLostCard(null, LossCause.STOLEN)))
        .isEqualTo(first);
    ToolAnswer frozen = DESK.asks("CUST-C3", "use-2", new CardInput.FreezeCard("4417"));
    assertThat(frozen.result()).isEqualTo(ToolOutcome.Result.REFUSED);
    assertThat(frozen.say()).contains("deactivated for good");
  }

  @Test
  void tracksAReplacementUntilItIsInItsHoldersHands() throws Exception {
    DESK.card("CUST-C4", "4417");
    CardInput.CheckReplacementStatus status = new CardInput.CheckReplacementStatus(null);
    assertThat(DESK.asks("CUST-C4", "use-0", status).say())
        .isEqualTo("No replacement card is on its way to you.");
    DESK.asks("CUST-C4", "use-1", new CardInput.ReportLostCard(null, null));
    assertThat(DESK.asks("CUST-C4", "use-2", status).say()).contains("ordered");
    String replacement = "CARD-CUST-C4-4417-R";
    await(
        DESK.entities()
            .card(
                replacement,
                replyTo ->
                    new CardEntity.Command.Order(
                        LOST, LocalDate.of(2024, 1, 22), LocalDate.of(2024, 1, 24), replyTo)));
    await(
        DESK.entities()
            .wallet("CUST-C4", replyTo -> new WalletEntity.Command.Add(replacement, replyTo)));

    await(
        DESK.entities()
            .card(replacement, replyTo -> new CardEntity.Command.Produce("9023", replyTo)));
    assertThat(DESK.asks("CUST-C4", "use-3", status).say())
        .isEqualTo(
            "Your replacement card ending in 9023 for the card ending in 4417 is produced and will"
                + " be shipped next. It should arrive between January 22 and January 24.");
    await(
        DESK.entities()
            .card(replacement, replyTo -> new CardEntity.Command.Ship("USPS", "94001", replyTo)));
    assertThat(DESK.asks("CUST-C4", "use-4", new CardInput.CheckReplacementStatus("4417")).say())
        .contains("was shipped on January 15 with USPS, tracking number 94001.");
    await(DESK.entities().card(replacement, CardEntity.Command.Deliver::new));
    assertThat(DESK.asks("CUST-C4", "use-5", status).say())
        .contains("was delivered on January 15 and is ready to use.");
    assertThat(DESK.asks("CUST-C4", "use-6", new CardInput.FreezeCard(null)).say())
        .startsWith("Your card ending in 9023 is frozen.");
  }
}
