package org.voiceteller.core.call;

import org.voiceteller.core.call.Agenda.KeptWish;
import org.voiceteller.core.call.Agenda.Proposal;
import org.voiceteller.core.call.Challenge.Code;

/** What each event changes in what is open on a call. */
final class AgendaChanges {

  private AgendaChanges() {}

  static Agenda after(Agenda agenda, CallEvent event) {
    return switch (event) {
      case CallEvent.WishKept(var id, var tool, var inputJson, var needed, var at) ->
          agenda.withWish(new KeptWish(id, tool, inputJson, needed, at, false));
      case CallEvent.WishCleared(var id, _) -> agenda.without(id);
      case CallEvent.WishAnswered(var id, _, _, _, _) -> agenda.without(id);
      case CallEvent.CodeIssued(var code, var destination, var cause, _) ->
          agenda.withCode(new Code(code, destination, cause, false, 0));
      case CallEvent.CodeSent(var codeId, _, _) -> sent(agenda, codeId);
      case CallEvent.CodeNotSent(var codeId, _, _) -> voided(agenda, codeId);
      case CallEvent.CodeAttempted(var codeId, var attempts, _) ->
          attempted(agenda, codeId, attempts);
      case CallEvent.CodeVerified(var codeId, _) -> voided(agenda, codeId);
      case CallEvent.QuestionAsked(var question, _) -> agenda.with(new Challenge.Asked(question));
      case CallEvent.QuestionAttempted _ -> agenda.withAnswerTried();
      case CallEvent.QuestionAnswered _ -> agenda.with((Challenge) null);
      case CallEvent.ChallengeDropped _ -> agenda.with((Challenge) null);
      case CallEvent.ProposalMade(var id, var tool, var inputJson, var lapsesAt, _) ->
          agenda.with(new Proposal(id, tool, inputJson, lapsesAt, null));
      case CallEvent.ProposalConfirmed(var id, var confirmedBy, _) ->
          agenda.confirmedBy(id, confirmedBy);
      case CallEvent.ToolFinished(var id, _, var outcome, _, _) -> agenda.finished(id, outcome);
      case CallEvent.LegAttached _ -> agenda.legAttached();
      case CallEvent.ProposalCancelled _ -> agenda.with((Proposal) null);
      case CallEvent.TurnTaken(var turn, _) ->
          switch (turn.speaker()) {
            case CALLER -> agenda.callerSaid(turn.text());
            case AGENT, STAFF -> agenda.agentSpoke();
          };
      case CallEvent.Started _,
          CallEvent.LegLost _,
          CallEvent.DisclosureGiven _,
          CallEvent.ConsentRecorded _,
          CallEvent.IdentificationFailed _,
          CallEvent.CustomerIdentified _,
          CallEvent.LevelReached _,
          CallEvent.ToolRequested _,
          CallEvent.AuthenticationDropped _,
          CallEvent.IdleDeadlineMoved _,
          CallEvent.Audited _,
          CallEvent.HandOffQueued _,
          CallEvent.TransferNoted _,
          CallEvent.HandOffTaken _,
          CallEvent.HandOffLeft _,
          CallEvent.Ended _,
          CallEvent.RecordingMarked _ ->
          agenda;
    };
  }

  private static Agenda sent(Agenda agenda, String codeId) {
    return agenda.challenge() instanceof Code code && code.issued().codeId().equals(codeId)
        ? agenda.with(
            new Code(code.issued(), code.destination(), code.cause(), true, code.attempts()))
        : agenda;
  }

  private static Agenda attempted(Agenda agenda, String codeId, int attempts) {
    return agenda.challenge() instanceof Code code && code.issued().codeId().equals(codeId)
        ? agenda.with(
            new Code(code.issued(), code.destination(), code.cause(), code.sent(), attempts))
        : agenda;
  }

  private static Agenda voided(Agenda agenda, String codeId) {
    return agenda.challenge() instanceof Code code && code.issued().codeId().equals(codeId)
        ? agenda.with((Challenge) null)
        : agenda;
  }
}
