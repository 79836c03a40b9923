package org.voiceteller.actors.bank;

import com.typesafe.config.Config;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import org.voiceteller.core.account.StopPaymentPolicy;
import org.voiceteller.core.billpay.BillPayPolicy;
import org.voiceteller.core.money.Money;
import org.voiceteller.core.transfer.TransferPolicy;

/**
 * What is set under {@code voice-teller.bank.payments}; the meaning and the unit of each stand in
 * {@code reference.conf}.
 */
public record PaymentSettings(
    TransferPolicy transfer,
    BillPayPolicy billPay,
    StopPaymentPolicy stopPayment,
    LocalTime billsPaidAt,
    Duration minimumRetry,
    Duration maximumRetry) {

  private static final String PATH = "voice-teller.bank.payments";

  /**
   * @throws IllegalArgumentException with one sentence that names the setting and what it must be
   */
  static PaymentSettings from(Config payments) {
    return new PaymentSettings(
        new TransferPolicy(
            dollars(payments, "transfer.maximum"),
            dollars(payments, "transfer.per-day"),
            dollars(payments, "transfer.question-above"),
            positive(payments, "transfer.expire-after")),
        new BillPayPolicy(
            dollars(payments, "bill-pay.maximum"),
            dollars(payments, "bill-pay.question-above"),
            atLeastOne(payments, "bill-pay.attempts"),
            atLeastOne(payments, "bill-pay.most-plans")),
        stopPayment(payments),
        time(payments, "bill-pay.paid-at"),
        positive(payments, "retry.minimum"),
        positive(payments, "retry.maximum"));
  }

  private static StopPaymentPolicy stopPayment(Config payments) {
    try {
      return new StopPaymentPolicy(
          dollars(payments, "stop-payment.fee"),
          payments.getInt("stop-payment.valid-months"),
          payments.getInt("stop-payment.oral-days"));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("Under " + PATH + ".stop-payment: " + e.getMessage(), e);
    }
  }

  private static Money dollars(Config payments, String setting) {
    String text = payments.getString(setting);
    if (!text.matches("[0-9]{1,12}(\\.[0-9]{1,2})?")) {
      throw refused(setting, "an amount of dollars as 35 or 35.50", text);
    }
    return Money.usd(new BigDecimal(text).movePointRight(2).longValueExact());
  }

  private static LocalTime time(Config payments, String setting) {
    String text = payments.getString(setting);
    try {
      return LocalTime.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(sentence(setting, "a time of day as 06:00", text), e);
    }
  }

  private static Duration positive(Config payments, String setting) {
    Duration value = payments.getDuration(setting);
    if (value.isZero() || value.isNegative()) {
      throw refused(setting, "longer than nothing", value);
    }
    return value;
  }

  private static int atLeastOne(Config payments, String setting) {
    int value = payments.getInt(setting);
    if (value < 1) {
      throw refused(setting, "at least 1", value);
    }
    return value;
  }

  private static IllegalArgumentException refused(String setting, String wanted, Object value) {
    return new IllegalArgumentException(sentence(setting, wanted, value));
  }

  private static String sentence(String setting, String wanted, Object value) {
    return "Expected %s.%s to be %s, but it is %s".formatted(PATH, setting, wanted, value);
  }
}
