package org.voiceteller.siptrunk.signal;

import org.voiceteller.siptrunk.bank.BankCall;
import org.voiceteller.siptrunk.bank.BankEvent;
import org.voiceteller.siptrunk.bank.LineRefusedException;
import org.voiceteller.siptrunk.media.MediaLeg;

/**
 * What a call hears from the bank. Sound goes its own way, on the bank's thread; the rest on the
 * call's lane.
 */
final class BankSide implements BankCall.Listener {

  private final SipCall call;
  private final MediaLeg leg;
  private final CallPlace place;
  private boolean hasSounded;

  BankSide(SipCall call, MediaLeg leg, CallPlace place) {
    this.call = call;
    this.leg = leg;
    this.place = place;
  }

  @Override
  public void taken() {
    call.onLane(call::ring);
  }

  @Override
  public void refused(LineRefusedException why) {
    call.onLane(
        () ->
            call.refuse(
                why.isBusy()
                    ? Refusal.busy(place.settings(), why.retryAfterSeconds())
                    : Refusal.noAgent(place.settings())));
  }

  @Override
  public void said(BankEvent event) {
    switch (event) {
      case BankEvent.AudioStarted(var turnId) -> leg.begin(turnId);
      case BankEvent.Sound(var pcm) -> {
        leg.hear(pcm);
        sounded();
      }
      case BankEvent.AudioEnded(var turnId) -> leg.end(turnId);
      case BankEvent.AudioCleared(var turnId) -> leg.clear(turnId);
      case BankEvent.ChallengeChanged(var isOpen) -> leg.collectKeys(isOpen);
      case BankEvent.Started(var callId, _) -> {
        note(event);
        call.onLane(() -> call.started(callId));
      }
      case BankEvent.LevelReached _,
          BankEvent.ToolStarted _,
          BankEvent.ToolFinished _,
          BankEvent.Draining _ ->
          note(event);
      case BankEvent.HandOffChanged(var state, _) -> {
        note(event);
        if (state.equals("queued")) {
          call.onLane(call::personWanted);
        }
      }
      case BankEvent.Problem(var code, _) -> call.onLane(() -> call.problem(code));
      case BankEvent.Ended _ -> call.onLane(call::farewell);
      case BankEvent.Other _, BankEvent.LineLost _ -> {}
    }
  }

  private void note(BankEvent event) {
    call.onLane(() -> call.noted(event));
  }

  private void sounded() {
    if (!hasSounded) {
      hasSounded = true;
      call.onLane(() -> call.ready(CallSettings.AnswerWhen.FIRST_SOUND));
    }
  }

  @Override
  public void interrupted() {
    leg.interrupt();
  }

  @Override
  public void resumed() {
    place.counts().resumed.increment();
    leg.resume();
  }

  @Override
  public void lost() {
    call.onLane(() -> call.end(Counts.End.BANK_LOST));
  }
}
