package org.voiceteller.core.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.voiceteller.core.audit.AuditAction;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.core.audit.AuditFlag;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.call.Agenda.KeptWish;
import org.voiceteller.core.customer.Claim;
import org.voiceteller.core.customer.PhoneNumber;
import org.voiceteller.core.tool.Tool;
import org.voiceteller.core.tool.ToolAnswer;

/**
 * Who the caller is held to be: by the number on file, which leads to level 1 and no further.
 * Whoever gives another customer's number is another caller, at level 1, and nothing that was open
 * for the one before is carried out for them.
 */
final class IdentityRules {

  /** What only keeps others from the customer's money: nobody is asked for more before it. */
  private static final Set<Tool> PROTECTS = Set.of(Tool.REPORT_LOST_CARD, Tool.FREEZE_CARD);

  private IdentityRules() {}

  /**
   * The level that a tool needs on this call. A number of which the network says that it may be
   * another's proves nothing: what level 1 opens otherwise needs the code then.
   */
  static Level needed(Call.Live call, Tool tool) {
    boolean provesNothing =
        call.origin().isDoubtful() && tool.level() == Level.PHONE && !PROTECTS.contains(tool);
    return provesNothing ? Level.ONE_TIME_CODE : tool.level();
  }

  /** The caller gives a number. */
  static Ruling<Next> authenticate(Recording recording, String toolUseId, String phoneNumber) {
    if (recording.call().identity().attempts()
        >= recording.policy().maximumIdentificationAttempts()) {
      return recording.refuse(
          toolUseId,
          AuditAction.AUTHENTICATE,
          ToolAnswer.refused(Sentences.NO_MORE_ATTEMPTS).flagged(AuditFlag.TOO_MANY_ATTEMPTS));
    }
    return PhoneNumber.parse(phoneNumber)
        .map(number -> recording.<Next>answer(new Next.Identify(number)))
        .orElseGet(
            () ->
                recording.refuse(
                    toolUseId,
                    AuditAction.AUTHENTICATE,
                    ToolAnswer.refused(Sentences.NUMBER_INCOMPLETE)
                        .then(Tool.AUTHENTICATE)
                        .flagged(AuditFlag.INPUT_INVALID)));
  }

  /**
   * The number's claim was decided. Empty when it was granted: the caller is at level 1, has been
   * told of the recording, and their wishes are next.
   */
  static Optional<Ruling<Next>> claimed(
      Recording recording, String toolUseId, PhoneNumber number, Claim claim) {
    List<AuditFlag> flags = new ArrayList<>();
    String from = recording.call().origin().from();
    if (from != null && !PhoneNumber.parse(from).equals(Optional.of(number))) {
      flags.add(AuditFlag.CALLER_ID_MISMATCH);
    }
    if (recording.call().origin().isDoubtful()) {
      flags.add(AuditFlag.NUMBER_UNVERIFIED);
    }
    return switch (claim) {
      case Claim.Granted(var customerId) -> {
        identified(recording, customerId, flags);
        yield Optional.empty();
      }
      case Claim.Denied(var reason) -> Optional.of(denied(recording, toolUseId, reason, flags));
    };
  }

  private static void identified(Recording recording, String customerId, List<AuditFlag> flags) {
    String before = recording.call().identity().customerId();
    boolean isAnother = before != null && !before.equals(customerId);
    if (isAnother) {
      flags.add(AuditFlag.CUSTOMER_CHANGED);
      dropOpen(recording, AuditFlag.CUSTOMER_CHANGED.name());
    }
    if (!customerId.equals(before)) {
      recording.add(new CallEvent.CustomerIdentified(customerId, recording.now()));
    }
    if (isAnother || !recording.call().level().reaches(Level.PHONE)) {
      recording.add(new CallEvent.LevelReached(Level.PHONE, recording.now()));
    }
    recording.audit(
        AuditAction.AUTHENTICATE,
        AuditEntry.Result.SUCCESS,
        customerId,
        Tool.AUTHENTICATE.seesPersonalData(),
        flags);
    if (recording.call().disclosed() == null) {
      recording.giveDisclosure();
    }
    recording.moveIdleDeadline();
  }

  /** What was open is void: its wishes, the challenge, and what was read back. */
  static void dropOpen(Recording recording, String reason) {
    for (KeptWish wish : recording.call().agenda().wishes()) {
      WishRules.clear(recording, wish);
    }
    if (recording.call().agenda().challenge() != null) {
      recording.add(new CallEvent.ChallengeDropped(reason, recording.now()));
    }
    ProposalRules.cancel(recording, reason);
  }

  private static Ruling<Next> denied(
      Recording recording, String toolUseId, Claim.Denial reason, List<AuditFlag> flags) {
    int attempts = recording.call().identity().attempts() + 1;
    boolean isLast = attempts >= recording.policy().maximumIdentificationAttempts();
    flags.add(
        switch (reason) {
          case UNKNOWN -> AuditFlag.UNKNOWN_NUMBER;
          case AMBIGUOUS -> AuditFlag.AMBIGUOUS_NUMBER;
          case BLOCKED -> AuditFlag.NUMBER_BLOCKED;
        });
    if (isLast) {
      flags.add(AuditFlag.TOO_MANY_ATTEMPTS);
    }
    recording
        .add(new CallEvent.IdentificationFailed(reason.name(), attempts, recording.now()))
        .audit(AuditAction.AUTHENTICATE, AuditEntry.Result.REFUSED, null, false, flags);
    return recording.finish(
        toolUseId,
        isLast
            ? ToolAnswer.refused(Sentences.NO_MORE_ATTEMPTS)
            : ToolAnswer.refused(Sentences.NOT_VERIFIED).then(Tool.AUTHENTICATE));
  }

  /** Whom the number leads to could not be found out: no attempt is counted, wishes stay. */
  static Ruling<Next> notClaimed(Recording recording, String toolUseId) {
    ToolAnswer answer = ToolAnswer.failed(Sentences.CANNOT_VERIFY_NOW).then(Tool.AUTHENTICATE);
    return recording
        .audit(AuditAction.AUTHENTICATE, AuditEntry.Result.FAILED, null, false, answer.flags())
        .finish(toolUseId, answer);
  }
}
