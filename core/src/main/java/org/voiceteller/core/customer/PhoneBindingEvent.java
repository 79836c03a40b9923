package org.voiceteller.core.customer;

import java.time.Instant;

/**
 * What has happened to a telephone number's lead to a customer. Keyed by a hash of the number,
 * which itself stands nowhere in it.
 */
public sealed interface PhoneBindingEvent {

  Instant at();

  /** From now on the number leads to this customer. */
  record Bound(String customerId, Instant at) implements PhoneBindingEvent {}

  /** Somebody on a line claimed the number; kept to slow down guessing across calls. */
  record Claimed(String callId, boolean granted, Instant at) implements PhoneBindingEvent {}
}
