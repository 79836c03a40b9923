package org.voiceteller.core.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.account.AccountKind;
import org.voiceteller.core.account.AccountSummary;
import org.voiceteller.core.account.Balance;
import org.voiceteller.core.account.Merchant;
import org.voiceteller.core.account.StopOrder;
import org.voiceteller.core.account.StopPaymentPolicy;
import org.voiceteller.core.card.ReplacementTimes;
import org.voiceteller.core.compliance.CaseClocks;
import org.voiceteller.core.compliance.ErrorResolutionPromise;
import org.voiceteller.core.compliance.RequiredSpeech;
import org.voiceteller.core.dispute.CaseKind;
import org.voiceteller.core.dispute.CasePolicy;
import org.voiceteller.core.dispute.DisputeReason;
import org.voiceteller.core.dispute.DisputedCharge;
import org.voiceteller.core.dispute.Intake;
import org.voiceteller.core.money.Money;

/** Sentences of tools' answers that the law wants heard. */
class WhatMustBeHeardTest {

  private static final LocalDate DAY = LocalDate.of(2026, 1, 15);
  private static final CasePolicy POLICY =
      new CasePolicy(
          ErrorResolutionPromise.standard(),
          ZoneId.of("America/Denver"),
          true,
          0,
          "P.O. Box 1, Denver",
          2);

  @Test
  void whereADisputeMustBeConfirmed() {
    ToolAnswer answer = new CaseAnswers(POLICY, new ReplacementTimes(5, 7)).disputed(intake(DAY));

    assertThat(demanded(answer))
        .isEqualTo("Please confirm this in writing by January 15, 2026 to P.O. Box 1, Denver.");
    assertThat(answer.say()).contains(demanded(answer));
  }

  @Test
  void nothingOfADisputeThatNeedsNoConfirmation() {
    assertThat(demanded(new CaseAnswers(POLICY, new ReplacementTimes(5, 7)).disputed(intake(null))))
        .isEmpty();
  }

  @Test
  void untilWhenAnOralStopMustBeConfirmed() {
    ToolAnswer answer =
        new StopPaymentAnswers(new StopPaymentPolicy(Money.usd(3_000), 6, 14))
            .placed(
                new StopPaymentAnswers.Stop(
                    new AccountSummary(
                        "ACC-1",
                        AccountKind.CHECKING,
                        "4521",
                        new Balance(Money.usd(1), Money.usd(0)),
                        List.of()),
                    new StopOrder("1234", null, null, DAY, DAY.plusMonths(6), DAY.plusDays(14)),
                    null),
                "STP-1");

    assertThat(demanded(answer))
        .isEqualTo("Please confirm it in writing by January 29, 2026, or it lapses on that day.");
    assertThat(answer.say()).contains(demanded(answer));
  }

  private static String demanded(ToolAnswer answer) {
    return RequiredSpeech.demandedBy(answer.outcome().resultJson()).orElse("");
  }

  private static Intake intake(@Nullable LocalDate confirmation) {
    return new Intake(
        "D-1",
        "request",
        CaseKind.DISPUTE,
        "CUST-1",
        new DisputedCharge(
            "ACC-1",
            "TXN-1",
            Money.usd(7_500),
            new Merchant("CORNER BISTRO", "5812", "restaurants"),
            Instant.parse("2026-01-10T12:00:00Z")),
        DisputeReason.NOT_RECEIVED,
        new CaseClocks(
            CaseClocks.Regulation.E, DAY, DAY, null, DAY, confirmation, DAY, DAY, DAY, DAY),
        Money.usd(0),
        Money.usd(0));
  }
}
