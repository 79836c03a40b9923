package org.voiceteller.actors.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.voiceteller.actors.account.AccountEntity;
import org.voiceteller.core.account.Account;
import org.voiceteller.core.billpay.Frequency;
import org.voiceteller.core.tool.Confirmation;
import org.voiceteller.core.tool.PaymentInput;
import org.voiceteller.core.tool.ToolAnswer;
import org.voiceteller.core.tool.ToolOutcome.Result;

/** Bills that are paid, and checks that are stopped. */
class BillsAndChecksTest extends PaymentsAtTheBank {

  @Test
  void stopsACheckThatTheAccountKnows() throws Exception {
    assertThat(ask("1", stop("1234", null)).say())
        .isEqualTo(
            "I'll stop payment on check 1234 for $150.00 to ABC Company, drawn on your checking"
                + " account ending in 4521. A $35 fee will be charged. The stop payment is valid"
                + " for 6 months. Shall I go ahead?");

    ToolAnswer placed = confirm("1", stop("1234", null));

    assertThat(placed.say())
        .matches(
            "Stop payment placed on check 1234 for \\$150\\.00 to ABC Company\\. A \\$35 fee will"
                + " be charged\\. The stop payment is valid for 6 months\\. Confirmation number:"
                + " SP-\\d{8}-\\d+\\.");
    assertThat(confirm("1", stop("1234", null))).isEqualTo(placed);
    assertThat(available(checking)).isEqualTo(564_732 - 3_500);
    assertThat(present("1234", 15_000))
        .isEqualTo(new AccountEntity.Reply.Refused(Account.Refusal.CHECK_STOPPED));
    assertThat(ask("2", stop("1234", null)).say())
        .isEqualTo("A stop payment on check 1234 is already in force until July 15, 2026.");
  }

  @Test
  void stopsACheckThatNobodyKnowsByItsNumberAlone() throws Exception {
    assertThat(ask("1", stop("0999", null)).say())
        .startsWith(
            "I don't see check 999 on your account yet, so I can only go by its number. I'll stop"
                + " payment on check 999, drawn on");
    assertThat(confirm("1", stop("0999", null)).say())
        .startsWith("Stop payment placed on check 999. A $35 fee");
    assertThat(present("999", 1))
        .isEqualTo(new AccountEntity.Reply.Refused(Account.Refusal.CHECK_STOPPED));
  }

  @Test
  void refusesToStopACheckThatWasPaid() throws Exception {
    assertThat(present("1234", 15_000)).isInstanceOf(AccountEntity.Reply.Done.class);

    assertThat(ask("1", stop("1234", null)).say())
        .isEqualTo("Check 1234 has already been paid, so it can't be stopped any more.");
    assertThat(confirm("1", stop("1234", null)).result()).isEqualTo(Result.REFUSED);
    assertThat(available(checking)).isEqualTo(564_732 - 15_000);
  }

  @Test
  void asksForTheNumberOfTheCheck() throws Exception {
    assertThat(ask("1", stop(null, null)).fill()).containsExactly("checkNumber");
  }

  @Test
  void setsABillUpOnceAndStopsIt() throws Exception {
    PaymentInput.SetupBillpay bill =
        new PaymentInput.SetupBillpay(
            "Denver Water",
            new BigDecimal("64.50"),
            LocalDate.of(2026, 1, 17),
            Frequency.MONTHLY,
            null,
            null,
            null);
    assertThat(ask("1", bill).say())
        .isEqualTo(
            "I'll pay $64.50 to Denver Water from your checking account ending in 4521 every month,"
                + " starting January 20. January 17 is not a business day, so it is paid on the"
                + " next one. There is no fee. Shall I go ahead?");

    ToolAnswer setUp = confirm("1", bill);

    assertThat(setUp.say())
        .matches(
            "Bill payment set up: \\$64\\.50 to Denver Water every month, starting January 20\\."
                + " Confirmation number: BP-\\d{8}-\\d+\\.");
    assertThat(confirm("1", bill)).isEqualTo(setUp);
    assertThat(ask("2", stop(null, "denver water")).say())
        .isEqualTo(
            "I'll stop the scheduled payment of $64.50 to Denver Water, next due January 20. There"
                + " is no fee. Shall I go ahead?");
    ToolAnswer stopped = confirm("2", stop(null, "denver water"));
    assertThat(stopped.say())
        .startsWith("The scheduled payment of $64.50 to Denver Water is stopped.");
    assertThat(confirm("2", stop(null, "denver water"))).isEqualTo(stopped);
  }

  @Test
  void paysABillOfTodayThroughTheBanksOwnAccount() throws Exception {
    PaymentInput.SetupBillpay bill =
        new PaymentInput.SetupBillpay(
            "Denver Water", new BigDecimal("64.50"), null, null, null, null, null);

    confirm("1", bill);

    node.kit()
        .<Object>createTestProbe()
        .awaitAssert(
            () -> {
              assertThat(quietly(() -> available(checking))).isEqualTo(564_732 - 6_450);
              return true;
            });
  }

  private static PaymentInput.StopPayment stop(@Nullable String number, @Nullable String payee) {
    return new PaymentInput.StopPayment(number, payee, null, null, null, Confirmation.YES);
  }
}
