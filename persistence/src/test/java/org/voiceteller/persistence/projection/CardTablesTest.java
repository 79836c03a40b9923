package org.voiceteller.persistence.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.voiceteller.persistence.Samples.NOON;
import static org.voiceteller.persistence.projection.ProjectedTables.text;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.voiceteller.core.card.CardEvent;
import org.voiceteller.core.card.DeactivationCause;
import org.voiceteller.persistence.SharedStores;
import org.voiceteller.persistence.SharedStores.Running;
import org.voiceteller.persistence.dynamodb.Table;

/** Cards. */
@ExtendWith(SharedStores.class)
class CardTablesTest {

  private ProjectedTables tables;

  @BeforeEach
  void connect(Running running) {
    tables = ProjectedTables.of(running);
  }

  @Test
  void keepsACardAsItStandsAndFindsItByItsHolder() {
    List<Object> events =
        List.of(
            new CardEvent.Issued("CARD-T12", "CUST-T12", "ACC-T12", "4417", NOON),
            new CardEvent.Frozen(NOON),
            new CardEvent.Deactivated(
                DeactivationCause.STOLEN,
                "CARD-T12-R",
                LocalDate.of(2026, 1, 23),
                LocalDate.of(2026, 1, 27),
                "CALL-1/use-1",
                NOON),
            new CardEvent.ReplacementOrdered(NOON));
    tables.projectAll("card|CARD-T12", events);
    tables.projectAll(
        "card|CARD-T12-R",
        List.of(
            new CardEvent.Ordered(
                "CARD-T12-R",
                "CUST-T12",
                "ACC-T12",
                "CARD-T12",
                LocalDate.of(2026, 1, 23),
                LocalDate.of(2026, 1, 27),
                NOON),
            new CardEvent.Produced("9023", NOON),
            new CardEvent.Shipped("USPS", "94001", NOON)));

    assertThat(tables.byCustomer(Table.CARDS, "CUST-T12"))
        .extracting(item -> item.get("cardId"), item -> item.get("state"))
        .containsExactly(
            tuple(text("CARD-T12"), text("STOLEN")), tuple(text("CARD-T12-R"), text("SHIPPED")));
    tables.project("card|CARD-T12", 5, new CardEvent.Replaced(NOON));
    tables.projectAll("card|CARD-T12", events);
    assertThat(tables.item(Table.CARDS, Map.of("cardId", text("CARD-T12"))))
        .containsEntry("state", text("REPLACED"))
        .containsEntry("cause", text("STOLEN"))
        .containsEntry("lastFour", text("4417"));
  }
}
