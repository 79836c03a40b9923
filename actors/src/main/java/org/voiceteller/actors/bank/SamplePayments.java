package org.voiceteller.actors.bank;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.billpay.BillPlan;
import org.voiceteller.core.billpay.Frequency;
import org.voiceteller.core.money.Money;
import org.voiceteller.core.transfer.OutsideTransfer.Report;
import org.voiceteller.core.transfer.TransferKind;
import org.voiceteller.core.transfer.TransferStatus;

/** Cheques, transfers and bills of the sample customers: what stands in the resource. */
record SamplePayments(
    List<SampleCheck> checks, List<SampleTransfer> transfers, List<SampleBill> bills) {

  private static final String RESOURCE = "sample_payments.json";

  SamplePayments {
    checks = List.copyOf(checks);
    transfers = List.copyOf(transfers);
    bills = List.copyOf(bills);
  }

  record SampleCheck(String accountId, String checkNumber, long amountCents, String payee) {}

  /**
   * @param number the last part of its confirmation number
   * @param daysAgo counted from the moment at which the data is entered
   */
  record SampleTransfer(
      String transferId,
      String customerId,
      String accountId,
      String accountLastFour,
      TransferKind kind,
      boolean outgoing,
      String counterparty,
      long amountCents,
      TransferStatus status,
      int number,
      int daysAgo,
      @Nullable Integer expectedInDays) {

    Report report(Instant now, ZoneId zone) {
      Instant createdAt = now.minus(Duration.ofDays(daysAgo));
      return new Report(
          customerId,
          accountId,
          accountLastFour,
          kind,
          outgoing,
          counterparty,
          Money.usd(amountCents),
          status,
          "%s-%s-%03d".formatted(prefix(), day(createdAt, zone), number),
          createdAt,
          expectedInDays == null ? null : now.plus(Duration.ofDays(expectedInDays)));
    }

    private String prefix() {
      return switch (kind) {
        case INTERNAL -> "TXN";
        case ZELLE -> "ZEL";
        case ACH -> "ACH";
        case WIRE -> "WIRE";
      };
    }
  }

  /**
   * @param firstInDays counted from the day on which the data is entered
   */
  record SampleBill(
      String planId,
      String customerId,
      String accountId,
      String accountLastFour,
      String payee,
      long amountCents,
      Frequency frequency,
      int number,
      int firstInDays) {

    BillPlan.Order order(Instant now, ZoneId zone) {
      return new BillPlan.Order(
          planId,
          customerId,
          accountId,
          accountLastFour,
          payee,
          Money.usd(amountCents),
          frequency,
          LocalDate.ofInstant(now, zone).plusDays(firstInDays),
          "BP-%s-%03d".formatted(day(now, zone), number));
    }
  }

  static SamplePayments load() {
    try (InputStream json =
        Objects.requireNonNull(
            SamplePayments.class.getResourceAsStream(RESOURCE), "no resource " + RESOURCE)) {
      return JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build()
          .readValue(json, SamplePayments.class);
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to read " + RESOURCE, e);
    }
  }

  private static String day(Instant moment, ZoneId zone) {
    return DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT).format(moment.atZone(zone));
  }
}
