package org.voiceteller.siptrunk.signal;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import javax.sip.Dialog;
import javax.sip.ServerTransaction;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.siptrunk.bank.BankCall;
import org.voiceteller.siptrunk.bank.BankEvent;
import org.voiceteller.siptrunk.bank.TransferWord;
import org.voiceteller.siptrunk.media.MediaLeg;
import org.voiceteller.siptrunk.sdp.Negotiation;
import org.voiceteller.siptrunk.sdp.SdpException;

/**
 * One call from its INVITE to its end. It rings when the bank has taken it, is answered when the
 * agent speaks, and is over when one side hangs up, the agent has said goodbye, or the caller is
 * transferred. What happens is done on the call's lane, one thing after the other; sound does not
 * come by here.
 */
final class SipCall implements Party {

  private static final Logger LOG = LoggerFactory.getLogger(SipCall.class);

  /** Who has not sent an ACK by then may hear the agent nevertheless. */
  private static final Duration ACK_GRACE = Duration.ofMillis(500);

  private enum Phase {
    /** The bank is asked. */
    OPENING,
    RINGING,
    /** 200 is sent, and no ACK is here. */
    ANSWERING,
    TALKING,
    OVER
  }

  private final CallPlace place;
  private final Executor lane;
  private final ServerTransaction invite;
  private final DialogVoice voice;
  private final MediaLeg leg;
  private final Ears ears;
  private final Negotiation negotiation;
  private final boolean offered;
  private final String answer;
  private final Optional<SessionTimer> wishedTimer;
  private final boolean mustRingReliably;
  private final String label;
  private final CallSummary summary = new CallSummary();
  private final SessionWatch session;
  private final SilenceWatch silence;
  private final Changes changes;
  private final Transfers transfers;
  private final Moving moving;
  private @Nullable BankCall bank;
  private Counts.@Nullable End endWhenAcked;
  private Phase phase = Phase.OPENING;
  private boolean agentReady;
  private boolean awaitsPrack;
  private boolean playing;

  SipCall(CallPlace place, Executor lane, Invitation invitation) {
    this.place = place;
    this.lane = lane;
    this.invite = invitation.invite();
    this.negotiation = invitation.negotiation();
    this.answer = invitation.answer().orElse("");
    this.offered = invitation.answer().isPresent();
    this.wishedTimer = invitation.timer();
    this.mustRingReliably = invitation.mustRingReliably();
    this.leg = invitation.leg();
    this.ears = invitation.ears();
    this.label = invitation.label();
    this.voice =
        new DialogVoice(place, invitation.dialog(), invite.getRequest(), invitation.ourTag());
    this.session = new SessionWatch(this, voice);
    this.silence = new SilenceWatch(this, leg, place.settings());
    this.changes = new Changes(voice, negotiation, leg, place.settings(), session::begin);
    this.transfers = new Transfers(this, voice, invitation.trunk(), leg, place);
    this.moving = new Moving(this, leg);
    invitation.agreement().ifPresent(leg::connect);
  }

  /** Everything that happens to a call goes through here. */
  @Override
  public void onLane(Runnable what) {
    lane.execute(
        () -> {
          try {
            what.run();
          } catch (RuntimeException unexpected) {
            LOG.error("Call {} is ended after a failure.", label, unexpected);
            fail();
          }
        });
  }

  private void fail() {
    try {
      end(Counts.End.FAILED);
    } catch (RuntimeException again) {
      LOG.error("Call {} could not be ended politely.", label, again);
      over(Counts.End.FAILED);
    }
  }

  /** Some time later, on the lane. */
  Future<?> later(Duration after, Runnable what) {
    return place.later(after, () -> onLane(what));
  }

  void begin(BankCall.Origin origin) {
    onLane(
        () -> {
          if (phase == Phase.OPENING) {
            BankCall called = place.callBank(origin, new BankSide(this, leg, place));
            bank = called;
            ears.listenFor(called);
            later(place.settings().ringLimit(), () -> refuse(Refusal.noAgent(place.settings())));
          }
        });
  }

  // ---- the bank's side

  /** It has a line for the call. */
  void ring() {
    if (phase != Phase.OPENING) {
      return;
    }
    phase = Phase.RINGING;
    awaitsPrack = mustRingReliably;
    voice.ring(invite, mustRingReliably);
    answerWhenReady();
  }

  /** The call is known there by this id. */
  void started(String callId) {
    LOG.info("Call {} is {} at the bank.", label, callId);
    ready(CallSettings.AnswerWhen.STARTED);
  }

  /** Sound is the last that is waited for. */
  void ready(CallSettings.AnswerWhen when) {
    if (when == CallSettings.AnswerWhen.FIRST_SOUND || when == place.settings().answerWhen()) {
      agentReady = true;
      answerWhenReady();
    }
  }

  void noted(BankEvent event) {
    summary.note(event);
    moving.note(event);
  }

  /** Something went wrong there; before the call is answered that is the end of it. */
  void problem(String code) {
    if (isRefusable()) {
      LOG.warn("Call {} is not taken by the bank: {}.", label, code);
      refuse(
          code.equals("server_full")
              ? Refusal.busy(place.settings(), 0)
              : Refusal.noAgent(place.settings()));
    }
  }

  void personWanted() {
    if (phase == Phase.TALKING) {
      transfers.begin(summary);
    }
  }

  /** Its server goes away, and another one takes the call up. */
  void moveBank() {
    if (bank != null) {
      bank.move();
    }
  }

  /** It has ended the call: what is still to be heard is played. */
  void farewell() {
    if (isRefusable()) {
      refuse(Refusal.noAgent(place.settings()));
    } else {
      silence.farewell();
    }
  }

  /** A final answer must not overtake what rings reliably (RFC 3262 §3). */
  private void answerWhenReady() {
    if (phase != Phase.RINGING || !agentReady || awaitsPrack) {
      return;
    }
    phase = Phase.ANSWERING;
    place.counts().answered.increment();
    leg.listen();
    voice.answer(invite, offered ? answer : negotiation.offer(), wishedTimer);
    session.begin(wishedTimer);
    silence.begin();
    if (offered) {
      later(ACK_GRACE, this::play);
    }
  }

  private void play() {
    if (!playing && isUp()) {
      playing = true;
      leg.play();
    }
  }

  /** Does nothing for a call that is answered. */
  void refuse(Refusal refusal) {
    if (isRefusable()) {
      voice.refuse(invite, refusal);
      over(refusal.end());
    }
  }

  // ---- the caller's side

  @Override
  public void cancelled() {
    if (isRefusable()) {
      voice.refuse(invite, Refusal.of(Response.REQUEST_TERMINATED));
      over(Counts.End.CANCELLED);
    }
  }

  @Override
  public void bye(ServerTransaction bye) {
    voice.reply(bye, Response.OK);
    if (isRefusable()) {
      voice.refuse(invite, Refusal.of(Response.REQUEST_TERMINATED));
    }
    over(transfers.isDone() ? Counts.End.TRANSFERRED : Counts.End.CALLER_HUNG_UP);
  }

  @Override
  public void ack(Request ack) {
    try {
      changes.acked(ack, !offered && phase == Phase.ANSWERING);
    } catch (SdpException unusable) {
      LOG.warn("Call {}: {}", label, unusable.getMessage());
      phase = phase == Phase.ANSWERING ? Phase.TALKING : phase;
      end(Counts.End.FAILED);
      return;
    }
    if (phase == Phase.ANSWERING) {
      phase = Phase.TALKING;
      play();
    }
    if (endWhenAcked != null && phase == Phase.TALKING) {
      end(endWhenAcked);
    }
  }

  @Override
  public void ackMissing() {
    if (isUp()) {
      voice.acked();
      phase = phase == Phase.ANSWERING ? Phase.TALKING : phase;
      end(Counts.End.NO_ACK);
    }
  }

  @Override
  public void prack(ServerTransaction prack) {
    voice.reply(prack, Response.OK);
    awaitsPrack = false;
    answerWhenReady();
  }

  @Override
  public void change(ServerTransaction request) {
    if (phase == Phase.OVER) {
      voice.reply(request, Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST);
    } else {
      changes.asked(request, phase == Phase.TALKING);
    }
  }

  @Override
  public void responded(Request ours, Response response, Dialog in) {
    switch (ours.getMethod()) {
      case Request.REFER -> transfers.answered(response.getStatusCode());
      case Request.UPDATE -> session.refreshed(response.getStatusCode());
      default -> {}
    }
  }

  @Override
  public void timedOut(Request ours) {
    switch (ours.getMethod()) {
      case Request.REFER -> transfers.answered(Response.REQUEST_TIMEOUT);
      case Request.UPDATE -> end(Counts.End.SESSION_EXPIRED);
      default -> {}
    }
  }

  @Override
  public void notified(ServerTransaction notify) {
    voice.reply(notify, Response.OK);
    transfers.notified(notify.getRequest());
  }

  // ---- the end

  /** Not answered yet. */
  private boolean isRefusable() {
    return phase == Phase.OPENING || phase == Phase.RINGING;
  }

  /** Answered, and not over. */
  boolean isUp() {
    return phase == Phase.ANSWERING || phase == Phase.TALKING;
  }

  boolean isOver() {
    return phase == Phase.OVER;
  }

  /** In the log. */
  @Override
  public String toString() {
    return label;
  }

  /** Ends the call from our side, whatever its phase. */
  void end(Counts.End why) {
    switch (phase) {
      case OPENING, RINGING -> {
        voice.refuse(invite, Refusal.noAgent(place.settings()));
        over(why);
      }
      case ANSWERING -> endWhenAcked = why;
      case TALKING -> {
        voice.hangUp(why);
        over(why);
      }
      case OVER -> {}
    }
  }

  @Override
  public void gone() {
    over(Counts.End.FAILED);
  }

  /** How the caller's way to a person goes. */
  void tellBank(TransferWord word) {
    if (bank != null) {
      bank.tell(word);
    }
  }

  /**
   * The agent is not needed any more.
   *
   * @param done when a person on another line has the caller; empty when the caller has gone
   */
  void leaveBank(Optional<TransferWord> done) {
    if (bank != null) {
      done.ifPresentOrElse(bank::leave, bank::hangUp);
      bank = null;
    }
  }

  private void over(Counts.End why) {
    if (phase == Phase.OVER) {
      return;
    }
    phase = Phase.OVER;
    LOG.info("Call {} is over: {}.", label, why);
    session.stop();
    leaveBank(why == Counts.End.TRANSFERRED ? transfers.done() : Optional.empty());
    transfers.stop();
    leg.close();
    place.over(this, why);
  }
}
