package org.voiceteller.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.account.AccountEvent;
import org.voiceteller.core.account.Balance;
import org.voiceteller.core.account.Leg;
import org.voiceteller.core.account.Merchant;
import org.voiceteller.core.compliance.CaseClocks;
import org.voiceteller.core.dispute.DisputeEvent;
import org.voiceteller.core.dispute.Posting;
import org.voiceteller.core.money.Money;
import org.voiceteller.core.transfer.BankAccounts;
import org.voiceteller.core.transfer.Purpose;
import org.voiceteller.core.transfer.TransferEvent;
import org.voiceteller.core.transfer.TransferRequest;
import org.voiceteller.core.transfer.VoidReason;

class DeedsTest {

  private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
  private static final Merchant SHOP = new Merchant("SHOP", "5411", "groceries");
  private static final Balance AFTER = new Balance(Money.usd(0), Money.usd(0));

  @Test
  void aProvisionalCreditOfTheClockIsAuditedWithWhatItIs() {
    Deed deed =
        Deeds.of(
            "DISPUTE-20260115-001",
            new DisputeEvent.PostingOrdered(
                "DISPUTE-20260115-001-CREDIT",
                Posting.Purpose.PROVISIONAL_CREDIT,
                Money.usd(7_500),
                LocalDate.of(2026, 1, 30),
                NOON));

    AuditEntry entry = deed.entry("dispute|DISPUTE-20260115-001", 4, "CUST-10001", "US-CO").entry();

    assertThat(entry.action()).isEqualTo("CASE_POSTING_ORDERED");
    assertThat(entry.resource()).isEqualTo("DISPUTE-20260115-001-CREDIT");
    assertThat(entry.flags()).containsExactly("PROVISIONAL_CREDIT");
    assertThat(entry.customerId()).isEqualTo("CUST-10001");
    assertThat(entry.jurisdiction()).isEqualTo("US-CO");
    assertThat(entry.callId()).isEqualTo("JOURNAL-dispute|DISPUTE-20260115-001-4");
    assertThat(entry.number()).isEqualTo(1);
  }

  @Test
  void theSameEventMakesTheSameEntryAndAnotherOneAnother() {
    Deed deed =
        Deeds.of(
            "DISPUTE-1",
            new DisputeEvent.DeadlineMissed(
                CaseClocks.Kind.PROVISIONAL_CREDIT, LocalDate.of(2026, 1, 30), NOON));

    assertThat(deed.entry("dispute|DISPUTE-1", 4, "C", "US"))
        .isEqualTo(deed.entry("dispute|DISPUTE-1", 4, "C", "US"));
    assertThat(
            List.of(
                deed.entry("dispute|DISPUTE-1", 5, "C", "US").entry().auditId(),
                deed.entry("dispute|DISPUTE-2", 4, "C", "US").entry().auditId()))
        .doesNotHaveDuplicates()
        .doesNotContain(deed.entry("dispute|DISPUTE-1", 4, "C", "US").entry().auditId());
    assertThat(deed.result()).isEqualTo(AuditEntry.Result.FAILED);
  }

  @Test
  void aTransferIsToldOnceAndNotByItsLegsAgain() {
    TransferRequest fee =
        new TransferRequest(
            "TRF-1",
            "CUST-1",
            new TransferRequest.Side("ACC-1", "CUST-1", "4521", SHOP),
            BankAccounts.fees("TRF-1", SHOP),
            Money.usd(3_500),
            new Purpose.OwnAccounts(),
            null,
            NOON);

    assertThat(Deeds.of(fee, new TransferEvent.Started(fee, NOON))).isEmpty();
    assertThat(Deeds.of(fee, new TransferEvent.Committed("TXN-20260115-001", AFTER, NOON)))
        .hasValueSatisfying(
            deed -> {
              assertThat(deed.action()).isEqualTo(AuditAction.TRANSFER_MADE);
              assertThat(deed.resource()).isEqualTo("TXN-20260115-001");
            });
    assertThat(Deeds.of(fee, new TransferEvent.Settled(NOON))).isEmpty();
    assertThat(
            Deeds.of(
                "ACC-1",
                new AccountEvent.TransferPending(
                    new Leg("TRF-1", "CUST-1", Money.usd(1), SHOP, NOON), null, AFTER, NOON)))
        .isEmpty();
    assertThat(Deeds.of(fee, new TransferEvent.Voided(VoidReason.EXPIRED, NOON)))
        .hasValueSatisfying(
            deed -> {
              assertThat(deed.result()).isEqualTo(AuditEntry.Result.FAILED);
              assertThat(deed.flags()).containsExactly("EXPIRED");
            });
  }
}
