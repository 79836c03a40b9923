package org.voiceteller.persistence.projection;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.customer.CustomerEvent;
import org.voiceteller.persistence.dynamodb.Items;
import org.voiceteller.persistence.dynamodb.Table;

/**
 * {@code Banking_Customers}: who is a customer. Of the number only the last four digits, and
 * neither e-mail nor address: the desks do not need them here, and what is not copied cannot leak.
 */
final class CustomerTables {

  private static final int DIGITS_SHOWN = 4;

  private final TableWriter writer;

  CustomerTables(TableWriter writer) {
    this.writer = writer;
  }

  CompletionStage<Done> apply(CustomerEvent event, long sequenceNumber) {
    return switch (event) {
      case CustomerEvent.Registered(
              var customerId,
              var fullName,
              _,
              var phoneNumber,
              _,
              var jurisdiction,
              var at) ->
          writer.put(
              Table.CUSTOMERS,
              Items.item()
                  .text("customerId", customerId)
                  .text("fullName", fullName)
                  .text("phoneLastFour", lastDigits(phoneNumber))
                  .text("jurisdiction", jurisdiction)
                  .time("registeredAt", at),
              sequenceNumber);
      // Who holds what stands with the account.
      case CustomerEvent.AccountLinked _ -> CompletableFuture.completedFuture(Done.done());
    };
  }

  /** Null when the number was erased. */
  private static @Nullable String lastDigits(String phoneNumber) {
    return phoneNumber.startsWith("+")
        ? phoneNumber.substring(Math.max(0, phoneNumber.length() - DIGITS_SHOWN))
        : null;
  }
}
