package org.voiceteller.core.customer;

import java.time.Instant;
import org.voiceteller.core.account.AccountKind;

/** What has happened to a customer. */
public sealed interface CustomerEvent {

  Instant at();

  /**
   * @param phoneNumber E.164
   * @param jurisdiction ISO 3166-2, as {@code US-CO}
   */
  record Registered(
      String customerId,
      String fullName,
      String email,
      String phoneNumber,
      String postalAddress,
      String jurisdiction,
      Instant at)
      implements CustomerEvent {}

  /** The customer holds this account: from now on their wishes may be about it. */
  record AccountLinked(String accountId, AccountKind kind, String lastFour, Instant at)
      implements CustomerEvent {}
}
