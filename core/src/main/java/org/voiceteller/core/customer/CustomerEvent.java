package org.voiceteller.core.customer;

import java.time.Instant;

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
}
