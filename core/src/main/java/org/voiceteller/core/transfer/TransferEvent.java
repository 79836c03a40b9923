package org.voiceteller.core.transfer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.account.Balance;

/** What has happened to a transfer between two accounts of the bank. */
public sealed interface TransferEvent {

  Instant at();

  record Started(TransferRequest request, Instant at) implements TransferEvent {}

  /**
   * The target has the money: from here it only goes forward.
   *
   * @param sourceAfter what the source holds with the transfer kept back or gone: what is available
   *     is the same
   */
  record Committed(String confirmation, Balance sourceAfter, Instant at) implements TransferEvent {}

  /** The source's side is posted as well. */
  record Settled(Instant at) implements TransferEvent {}

  /** No money moved, and none will. */
  record Voided(VoidReason reason, Instant at) implements TransferEvent {}

  /**
   * The bank cannot tell by itself whether money moved: the accounts have forgotten. A person
   * decides.
   *
   * @param refusal what an account said
   */
  record Escalated(String refusal, @Nullable String confirmation, Instant at)
      implements TransferEvent {}
}
