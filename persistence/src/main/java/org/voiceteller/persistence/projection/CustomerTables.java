package org.voiceteller.persistence.projection;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
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
      // Whose an account is stands in Banking_Accounts already.
      case CustomerEvent.AccountLinked _ -> CompletableFuture.completedFuture(Done.getInstance());
    };
  }

  private static String lastDigits(String phoneNumber) {
    return phoneNumber.substring(Math.max(0, phoneNumber.length() - DIGITS_SHOWN));
  }
}
