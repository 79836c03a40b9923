package org.voiceteller.persistence.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voiceteller.persistence.Samples.NOON;
import static org.voiceteller.persistence.projection.ProjectedTables.text;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.voiceteller.core.customer.CustomerEvent;
import org.voiceteller.core.customer.PhoneBindingEvent;
import org.voiceteller.persistence.SharedStores;
import org.voiceteller.persistence.SharedStores.Running;
import org.voiceteller.persistence.dynamodb.Table;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Customers. */
@ExtendWith(SharedStores.class)
class CustomerTablesTest {

  private ProjectedTables tables;

  @BeforeEach
  void connect(Running running) {
    tables = ProjectedTables.of(running);
  }

  @Test
  void copiesOnlyTheLastDigitsOfACustomersNumber() {
    tables.project(
        "customer|CUST-T11",
        new CustomerEvent.Registered(
            "CUST-T11",
            "Pat Example",
            "pat@example.com",
            "+15552345678",
            "1 Main St",
            "US-CO",
            NOON));
    tables.project("phone-binding|q83v", new PhoneBindingEvent.Bound("CUST-T11", NOON));

    Map<String, AttributeValue> customer =
        tables.item(Table.CUSTOMERS, Map.of("customerId", text("CUST-T11")));
    assertThat(customer).containsEntry("phoneLastFour", text("5678"));
    assertThat(customer.toString()).doesNotContain("2345678", "pat@example.com", "Main St");
  }
}
