package org.voiceteller.persistence.projection;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.voiceteller.core.customer.CustomerEvent;
import org.voiceteller.persistence.dynamodb.Items;
import org.voiceteller.persistence.dynamodb.SearchNames;
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
              searchedBy(isErased(phoneNumber) ? "" : fullName)
                  .text("customerId", customerId)
                  .text("fullName", fullName)
                  .text("phoneLastFour", isErased(phoneNumber) ? null : lastDigits(phoneNumber))
                  .text("jurisdiction", jurisdiction)
                  .time("registeredAt", at),
              sequenceNumber,
              Tally.ofStock("customers", Map.of("count", 1L)));
      // Who holds what stands with the account.
      case CustomerEvent.AccountLinked _ -> CompletableFuture.completedFuture(Done.done());
    };
  }

  /** The beginnings that the name is found by, on both of its ends. */
  private static Items searchedBy(String fullName) {
    Items item = Items.item();
    SearchNames.of(fullName)
        .ifPresent(
            name -> item.text("firstInitial", name.initial()).text("firstSort", name.text()));
    SearchNames.lastNameFirst(fullName)
        .ifPresent(name -> item.text("lastInitial", name.initial()).text("lastSort", name.text()));
    return item;
  }

  /** A name is erased with the number: they are sealed with the same key. */
  private static boolean isErased(String phoneNumber) {
    return !phoneNumber.startsWith("+");
  }

  private static String lastDigits(String phoneNumber) {
    return phoneNumber.substring(Math.max(0, phoneNumber.length() - DIGITS_SHOWN));
  }
}
