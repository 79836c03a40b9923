package org.voiceteller.core.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.card.Card.Refusal;
import org.voiceteller.core.decision.Decision;

class CardTest {

  private static final Instant NOON = Instant.parse("2024-01-15T19:00:00Z");
  private static final LocalDate TODAY = LocalDate.of(2024, 1, 15);
  private static final ReplacementTimes TIMES = new ReplacementTimes(5, 7);
  private static final Card.Details OWN =
      new Card.Details("CARD-1", "CUST-1", "ACC-1", "4417", null);
  private static final Card ACTIVE = new Card.Active(OWN, null);

  @Test
  void takesALostCardOutOfUseAndOrdersAnotherInOneStep() {
    assertThat(ACTIVE.deactivate(DeactivationCause.LOST, "CARD-1-R", TIMES, TODAY, "C/U", NOON))
        .isEqualTo(
            Decision.accept(
                new CardEvent.Deactivated(
                    DeactivationCause.LOST,
                    "CARD-1-R",
                    LocalDate.of(2024, 1, 22),
                    LocalDate.of(2024, 1, 24),
                    "C/U",
                    NOON)));
    assertThat(TIMES.spoken()).isEqualTo("5-7 business days");
  }

  @Test
  void neverBringsALostCardBack() {
    Card lost =
        ACTIVE.apply(
            new CardEvent.Deactivated(
                DeactivationCause.STOLEN, "CARD-1-R", TODAY, TODAY, null, NOON));

    assertThat(lost.unfreeze(NOON)).isEqualTo(Decision.refuse(Refusal.DEACTIVATED_FOR_GOOD));
    assertThat(lost.freeze(NOON)).isEqualTo(Decision.refuse(Refusal.DEACTIVATED_FOR_GOOD));
    assertThat(lost.deactivate(DeactivationCause.FRAUD, "CARD-2", TIMES, TODAY, null, NOON))
        .isEqualTo(Decision.alreadyDone());
  }

  @Test
  void bringsAReplacementStepByStep() {
    Card card =
        new Card.Unissued()
            .apply(
                new CardEvent.Ordered("CARD-1-R", "CUST-1", "ACC-1", "CARD-1", TODAY, TODAY, NOON));
    assertThat(card.freeze(NOON)).isEqualTo(Decision.refuse(Refusal.NOT_THERE_YET));
    assertThat(card.shipped("USPS", "1", NOON)).isEqualTo(Decision.refuse(Refusal.OUT_OF_ORDER));

    card = card.apply(new CardEvent.Produced("9023", NOON));
    assertThat(card.produced("9999", NOON)).isEqualTo(Decision.alreadyDone());
    card = card.apply(new CardEvent.Shipped("USPS", "1", NOON));
    card = card.apply(new CardEvent.Delivered(NOON));

    assertThat(card)
        .isInstanceOfSatisfying(
            Card.Active.class,
            active -> {
              assertThat(active.details().lastFour()).isEqualTo("9023");
              assertThat(active.details().replaces()).isEqualTo("CARD-1");
            });
    assertThat(card.delivered(NOON)).isEqualTo(Decision.alreadyDone());
    assertThat(card.order("CARD-1-R", OWN, TODAY, TODAY, NOON)).isEqualTo(Decision.alreadyDone());
  }

  @Property
  void staysOutOfUseOnceItIsAndReplaysToTheSame(
      @ForAll @Size(max = 30) List<@IntRange(min = 0, max = 8) Integer> verbs) {
    Card card = ACTIVE;
    boolean outOfUse = false;
    List<CardEvent> events = new ArrayList<>();
    for (int verb : verbs) {
      Decision<CardEvent, Refusal> decision =
          switch (verb) {
            case 0 -> card.freeze(NOON);
            case 1 -> card.unfreeze(NOON);
            case 2 -> card.deactivate(DeactivationCause.LOST, "R", TIMES, TODAY, null, NOON);
            case 3 -> card.replacementOrdered(NOON);
            case 4 -> card.replaced(NOON);
            case 5 -> card.produced("1111", NOON);
            case 6 -> card.shipped("USPS", "1", NOON);
            case 7 -> card.delivered(NOON);
            default -> card.issue("CARD-1", "CUST-1", "ACC-1", "4417", NOON);
          };
      if (decision instanceof Decision.Accepted<CardEvent, Refusal>(var accepted)) {
        for (CardEvent event : accepted) {
          events.add(event);
          card = card.apply(event);
        }
      }
      outOfUse = outOfUse || card instanceof Card.Deactivated;
      assertThat(card instanceof Card.Deactivated).isEqualTo(outOfUse);
    }

    Card replayed = ACTIVE;
    for (CardEvent event : events) {
      replayed = replayed.apply(event);
    }
    assertThat(replayed).isEqualTo(card);
  }
}
