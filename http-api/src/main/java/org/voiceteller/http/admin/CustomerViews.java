package org.voiceteller.http.admin;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.transfer.TransferRecord;
import org.voiceteller.http.admin.Views.Amount;
import org.voiceteller.persistence.console.CustomerFile;
import org.voiceteller.persistence.console.CustomerRow;

/** A customer with what they have, in the shapes of {@code openapi.yaml}. */
final class CustomerViews {

  private CustomerViews() {}

  record CustomerLine(
      String customerId,
      String name,
      @Nullable String phone,
      String jurisdiction,
      Instant registeredAt) {

    static CustomerLine of(CustomerRow row, Masking masking) {
      return new CustomerLine(
          row.customerId(),
          masking.name(row.fullName()),
          masking.phone(row.phoneLastFour()),
          row.jurisdiction(),
          row.registeredAt());
    }
  }

  record Customer(
      CustomerLine customer,
      boolean masked,
      List<Account> accounts,
      List<Card> cards,
      List<CaseViews.CaseLine> disputes,
      List<Transfer> transfers,
      List<CallViews.CallLine> calls,
      List<AuditViews.Consent> consents) {

    static Customer of(CustomerFile file, Masking masking) {
      return new Customer(
          CustomerLine.of(file.row(), masking),
          masking == Masking.MASKED,
          file.accounts().stream().map(Account::of).toList(),
          file.cards().stream().map(Card::of).toList(),
          file.cases().stream().map(CaseViews.CaseLine::of).toList(),
          file.transfers().stream().map(transfer -> Transfer.of(transfer, masking)).toList(),
          file.calls().stream().map(CallViews.CallLine::of).toList(),
          file.consents().stream().map(AuditViews.Consent::of).toList());
    }
  }

  record Account(
      String accountId,
      String kind,
      String lastFour,
      Amount posted,
      Amount held,
      Amount available,
      Instant openedAt) {

    static Account of(CustomerFile.Account account) {
      return new Account(
          account.accountId(),
          account.kind().name(),
          account.lastFour(),
          Amount.of(account.posted()),
          Amount.of(account.held()),
          Amount.of(account.available()),
          account.openedAt());
    }
  }

  record Card(
      String cardId,
      String accountId,
      @Nullable String lastFour,
      String state,
      @Nullable LocalDate expectedUntil,
      Instant changedAt) {

    static Card of(CustomerFile.Card card) {
      return new Card(
          card.cardId(),
          card.accountId(),
          card.lastFour(),
          card.state(),
          card.expectedUntil(),
          card.changedAt());
    }
  }

  record Transfer(
      String transferId,
      String kind,
      boolean outgoing,
      String accountLastFour,
      String counterparty,
      Amount amount,
      String status,
      @Nullable String confirmation,
      Instant createdAt) {

    static Transfer of(TransferRecord transfer, Masking masking) {
      return new Transfer(
          transfer.transferId(),
          transfer.kind().name(),
          transfer.outgoing(),
          transfer.accountLastFour(),
          masking.name(transfer.counterparty()),
          Amount.of(transfer.amount()),
          transfer.status().name(),
          transfer.confirmation(),
          transfer.createdAt());
    }
  }
}
