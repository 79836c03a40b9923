package org.voiceteller.persistence.console;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.account.AccountKind;
import org.voiceteller.core.money.Money;
import org.voiceteller.core.transfer.TransferRecord;
import org.voiceteller.persistence.dynamodb.ItemFields;

/**
 * A customer with what belongs to them; of each list the newest so many.
 *
 * @param accounts all of them
 * @param cards all of them, also those that are out of use
 */
public record CustomerFile(
    CustomerRow row,
    List<Account> accounts,
    List<Card> cards,
    List<CaseRow> cases,
    List<TransferRecord> transfers,
    List<CallRow> calls,
    List<ConsentRow> consents) {

  public CustomerFile {
    accounts = List.copyOf(accounts);
    cards = List.copyOf(cards);
    cases = List.copyOf(cases);
    transfers = List.copyOf(transfers);
    calls = List.copyOf(calls);
    consents = List.copyOf(consents);
  }

  /** As its last event left it. */
  public record Account(
      String accountId,
      AccountKind kind,
      String lastFour,
      Money posted,
      Money held,
      Money available,
      Instant openedAt) {

    static Account of(ItemFields item) {
      String currency = item.text("currency");
      return new Account(
          item.text("accountId"),
          AccountKind.valueOf(item.text("kind")),
          item.text("lastFour"),
          Money.of(item.number("postedMinorUnits"), currency),
          Money.of(item.number("heldMinorUnits"), currency),
          Money.of(item.number("availableMinorUnits"), currency),
          item.time("openedAt"));
    }
  }

  /**
   * A card.
   *
   * @param lastFour null before it is made
   * @param state as {@code ACTIVE}; of one that is out of use, why: {@code STOLEN}
   * @param expectedUntil when it should have arrived; null for a card that never was on its way
   */
  public record Card(
      String cardId,
      String accountId,
      @Nullable String lastFour,
      String state,
      @Nullable LocalDate expectedUntil,
      Instant changedAt) {

    static Card of(ItemFields item) {
      return new Card(
          item.text("cardId"),
          item.text("accountId"),
          item.optionalText("lastFour"),
          item.text("state"),
          item.optionalDay("expectedUntil"),
          item.time("changedAt"));
    }
  }
}
