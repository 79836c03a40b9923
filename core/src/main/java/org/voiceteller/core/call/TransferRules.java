package org.voiceteller.core.call;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.voiceteller.core.audit.AuditAction;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.core.call.Call.Live;
import org.voiceteller.core.call.CallRules.Joining;

/**
 * What becomes of a call whose caller is brought to a person on another line. Only who waits for a
 * person can be: a call that begins to be transferred without that stays as it is, and one that is
 * gone so has been hung up.
 */
final class TransferRules {

  private final CallRules rules;

  TransferRules(CallRules rules) {
    this.rules = rules;
  }

  /** The leg tells how it goes. Telling the same again changes nothing. */
  Ruling<Joining> note(Call call, String legId, CallTransfer told, Instant now) {
    if (!(call instanceof Live live) || !live.isJoinedBy(legId)) {
      return Ruling.unchanged(Joining.REFUSED);
    }
    return switch (told.state()) {
      case BEGUN ->
          live.handOff() == null || told.equals(live.transfer())
              ? Ruling.unchanged(Joining.REFUSED)
              : noted(live, AuditAction.CALL_TRANSFER_BEGUN, AuditEntry.Result.SUCCESS, told, now)
                  .answer(Joining.JOINED);
      case FAILED ->
          live.isBeingTransferred()
              ? noted(live, AuditAction.CALL_TRANSFER_FAILED, AuditEntry.Result.FAILED, told, now)
                  .answer(Joining.JOINED)
              : Ruling.unchanged(Joining.REFUSED);
      case DONE ->
          live.handOff() == null
              ? rules.ended(new Recording(live, rules.policy(), now), EndReason.CALLER_HUNG_UP)
              : rules.ended(
                  noted(live, AuditAction.CALL_TRANSFERRED, AuditEntry.Result.SUCCESS, told, now),
                  EndReason.TRANSFERRED);
    };
  }

  private Recording noted(
      Live live, AuditAction action, AuditEntry.Result result, CallTransfer told, Instant now) {
    String status = Optional.ofNullable(told.status()).map(code -> " " + code).orElse("");
    return new Recording(live, rules.policy(), now)
        .add(new CallEvent.TransferNoted(told, now))
        .audit(action, result, told.way() + status, false, List.of());
  }
}
