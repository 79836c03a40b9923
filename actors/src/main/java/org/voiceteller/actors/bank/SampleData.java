package org.voiceteller.actors.bank;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.voiceteller.core.account.AccountKind;
import org.voiceteller.core.account.Merchant;
import org.voiceteller.core.money.Money;

/** The customers of a bank that nobody has to be afraid of: what stands in the resource. */
record SampleData(List<SampleCustomer> customers) {

  private static final String RESOURCE = "sample_bank.json";

  SampleData {
    customers = List.copyOf(customers);
  }

  record SampleCustomer(
      String customerId,
      String fullName,
      String email,
      String phoneNumber,
      String postalAddress,
      String jurisdiction,
      List<SampleAccount> accounts) {
    SampleCustomer {
      accounts = List.copyOf(accounts);
    }
  }

  record SampleAccount(
      String accountId, AccountKind kind, String lastFour, List<SampleTransaction> transactions) {
    SampleAccount {
      transactions = List.copyOf(transactions);
    }
  }

  /**
   * @param amountCents negative for money that went
   * @param daysAgo counted from the day on which the data is entered
   * @param time of that day, {@code HH:mm}
   */
  record SampleTransaction(
      String transactionId,
      String descriptor,
      String categoryCode,
      String category,
      long amountCents,
      int daysAgo,
      String time,
      boolean pending) {

    Merchant merchant() {
      return new Merchant(descriptor, categoryCode, category);
    }

    Money amount() {
      return Money.usd(amountCents);
    }

    /** Never after now, however early in the day it is. */
    Instant occurredAt(Instant now, ZoneId zone) {
      Instant moment =
          LocalDate.ofInstant(now, zone)
              .minusDays(daysAgo)
              .atTime(LocalTime.parse(time))
              .atZone(zone)
              .toInstant();
      return moment.isAfter(now) ? now : moment;
    }
  }

  static SampleData load() {
    try (InputStream json =
        Objects.requireNonNull(
            SampleData.class.getResourceAsStream(RESOURCE), "no resource " + RESOURCE)) {
      return JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build()
          .readValue(json, SampleData.class);
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to read " + RESOURCE, e);
    }
  }
}
