package org.voiceteller.core.transfer;

import java.time.Duration;
import java.time.Instant;
import org.voiceteller.core.account.Balance;
import org.voiceteller.core.decision.Decision;

/**
 * The rules of a transfer between two accounts of the bank, in two phases.
 *
 * <pre>
 *   Unknown → Started → Committed → Settled
 *                ↘
 *               Voided
 * </pre>
 *
 * Money is kept back at the source, credited to the target and then posted at the source. Before
 * the credit it may be voided, because an account refused or its time ran out; after it, never. It
 * is resolved once: {@link #apply} knows no way out of a final state.
 */
public sealed interface Transfer {

  record Unknown() implements Transfer {}

  /** Kept; nothing is sure yet. */
  record Started(TransferRequest request) implements Transfer {

    /** Whether it must not begin to move money any more. */
    public boolean isExpired(Duration expireAfter, Instant now) {
      return now.isAfter(request.requestedAt().plus(expireAfter));
    }
  }

  record Committed(TransferRequest request, String confirmation, Balance sourceAfter)
      implements Transfer {}

  record Settled(TransferRequest request, String confirmation, Balance sourceAfter)
      implements Transfer {}

  record Voided(TransferRequest request, VoidReason reason) implements Transfer {}

  record Escalated(TransferRequest request, String refusal) implements Transfer {}

  /** Why a request to transfer was refused before anything was kept of it. */
  enum Refusal {
    SAME_ACCOUNT,
    AMOUNT_NOT_ALLOWED,
    ID_REUSED,
    ALREADY_RESOLVED,
    NO_SUCH_TRANSFER
  }

  /** The same request again changes nothing, whatever became of the first. */
  default Decision<TransferEvent, Refusal> start(TransferRequest request, Instant now) {
    return switch (this) {
      case Unknown _ -> {
        if (request.source().accountId().equals(request.target().accountId())) {
          yield Decision.refuse(Refusal.SAME_ACCOUNT);
        }
        yield request.amount().isPositive()
            ? Decision.accept(new TransferEvent.Started(request, now))
            : Decision.refuse(Refusal.AMOUNT_NOT_ALLOWED);
      }
      case Started(var first) -> again(first, request);
      case Committed(var first, _, _) -> again(first, request);
      case Settled(var first, _, _) -> again(first, request);
      case Voided(var first, _) -> again(first, request);
      case Escalated(var first, _) -> again(first, request);
    };
  }

  /** The target was credited. */
  default Decision<TransferEvent, Refusal> commit(
      String confirmation, Balance sourceAfter, Instant now) {
    return switch (this) {
      case Started _ ->
          Decision.accept(new TransferEvent.Committed(confirmation, sourceAfter, now));
      case Committed _, Settled _ -> Decision.alreadyDone();
      case Voided _, Escalated _ -> Decision.refuse(Refusal.ALREADY_RESOLVED);
      case Unknown _ -> Decision.refuse(Refusal.NO_SUCH_TRANSFER);
    };
  }

  /** The source was posted. */
  default Decision<TransferEvent, Refusal> settle(Instant now) {
    return switch (this) {
      case Committed _ -> Decision.accept(new TransferEvent.Settled(now));
      case Settled _ -> Decision.alreadyDone();
      case Started _, Voided _, Escalated _ -> Decision.refuse(Refusal.ALREADY_RESOLVED);
      case Unknown _ -> Decision.refuse(Refusal.NO_SUCH_TRANSFER);
    };
  }

  /** Nothing was credited, and what was kept back is free. */
  default Decision<TransferEvent, Refusal> cancel(VoidReason reason, Instant now) {
    return switch (this) {
      case Started _ -> Decision.accept(new TransferEvent.Voided(reason, now));
      case Voided _ -> Decision.alreadyDone();
      case Committed _, Settled _, Escalated _ -> Decision.refuse(Refusal.ALREADY_RESOLVED);
      case Unknown _ -> Decision.refuse(Refusal.NO_SUCH_TRANSFER);
    };
  }

  /** A person has to look at it. */
  default Decision<TransferEvent, Refusal> escalate(String refusal, Instant now) {
    return switch (this) {
      case Started _ -> Decision.accept(new TransferEvent.Escalated(refusal, null, now));
      case Committed(_, var confirmation, _) ->
          Decision.accept(new TransferEvent.Escalated(refusal, confirmation, now));
      case Escalated _ -> Decision.alreadyDone();
      case Settled _, Voided _ -> Decision.refuse(Refusal.ALREADY_RESOLVED);
      case Unknown _ -> Decision.refuse(Refusal.NO_SUCH_TRANSFER);
    };
  }

  /** Total: history is never refused. */
  default Transfer apply(TransferEvent event) {
    return switch (event) {
      case TransferEvent.Started(var request, _) -> new Started(request);
      case TransferEvent.Committed(var confirmation, var after, _) ->
          this instanceof Started(var request) ? new Committed(request, confirmation, after) : this;
      case TransferEvent.Settled _ ->
          this instanceof Committed(var request, var confirmation, var after)
              ? new Settled(request, confirmation, after)
              : this;
      case TransferEvent.Voided(var reason, _) ->
          this instanceof Started(var request) ? new Voided(request, reason) : this;
      case TransferEvent.Escalated(var refusal, _, _) ->
          switch (this) {
            case Started(var request) -> new Escalated(request, refusal);
            case Committed(var request, _, _) -> new Escalated(request, refusal);
            case Unknown _, Settled _, Voided _, Escalated _ -> this;
          };
    };
  }

  private static Decision<TransferEvent, Refusal> again(
      TransferRequest first, TransferRequest request) {
    return first.asksTheSameAs(request)
        ? Decision.alreadyDone()
        : Decision.refuse(Refusal.ID_REUSED);
  }
}
