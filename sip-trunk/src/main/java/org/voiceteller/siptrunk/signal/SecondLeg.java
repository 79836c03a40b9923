package org.voiceteller.siptrunk.signal;

import java.io.IOException;
import java.util.Optional;
import javax.sip.ClientTransaction;
import javax.sip.Dialog;
import javax.sip.InvalidArgumentException;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.header.CSeqHeader;
import javax.sip.header.CallIdHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.siptrunk.media.MediaLeg;
import org.voiceteller.siptrunk.sdp.Negotiation;
import org.voiceteller.siptrunk.sdp.SdpException;
import org.voiceteller.siptrunk.trunk.Trunk;

/**
 * A call of our own to the person who shall take a caller over. When they answer, both legs' sound
 * is joined, and the one ends with the other. On its first leg's lane.
 */
final class SecondLeg implements Party {

  private static final Logger LOG = LoggerFactory.getLogger(SecondLeg.class);

  private enum Phase {
    CALLING,
    /** Not wanted any more; the other side may answer nevertheless. */
    TAKEN_BACK,
    TALKING,
    OVER
  }

  private final SipCall first;
  private final CallPlace place;
  private final MediaLeg leg;
  private final Negotiation negotiation;
  private final Request invite;
  private final ClientTransaction transaction;
  private final String ourTag;
  private Dialog dialog;
  private DialogVoice voice;
  private Changes changes;
  private final Transfer.Told outcome;
  private Phase phase = Phase.CALLING;
  private boolean isRinging;

  /**
   * @throws IOException when no ports are free
   * @throws SipException when the stack cannot call there
   */
  SecondLeg(
      SipCall first,
      CallPlace place,
      MediaLeg firstLeg,
      Trunk trunk,
      CallSummary summary,
      Transfer.Told outcome)
      throws IOException, SipException {
    this.first = first;
    this.place = place;
    this.outcome = outcome;
    CallPlace.SecondSound sound = place.openBeside(firstLeg, trunk);
    leg = sound.leg();
    negotiation = sound.negotiation();
    boolean begun = false;
    try {
      Messages messages = place.messages();
      CallIdHeader callId = place.provider().getNewCallId();
      ourTag = gov.nist.javax.sip.Utils.getInstance().generateTag();
      invite = messages.invite(trunk.transferTo().orElseThrow(), callId, ourTag);
      messages.header(invite, "X-Voice-Teller-Summary", summary.text());
      messages.header(invite, "X-Voice-Teller-Call", summary.callId());
      messages.description(invite, negotiation.offer());
      transaction = place.provider().getNewClientTransaction(invite);
      dialog = transaction.getDialog();
      dialog.setApplicationData(this);
      voice = voice(dialog);
      changes = changes(voice);
      transaction.sendRequest();
      begun = true;
    } finally {
      if (!begun) {
        leg.close();
      }
    }
  }

  private DialogVoice voice(Dialog in) {
    return new DialogVoice(place, in, invite, ourTag);
  }

  private Changes changes(DialogVoice by) {
    return new Changes(by, negotiation, leg, place.settings(), _ -> {});
  }

  @Override
  public void onLane(Runnable what) {
    first.onLane(what);
  }

  /** Both legs hear each other. */
  boolean isTalking() {
    return phase == Phase.TALKING;
  }

  MediaLeg sound() {
    return leg;
  }

  // ---- the person's side

  @Override
  public void responded(Request ours, Response response, Dialog in) {
    if (!ours.getMethod().equals(Request.INVITE)) {
      return;
    }
    int status = response.getStatusCode();
    if (status < Response.OK) {
      isRinging = true;
      if (phase == Phase.TAKEN_BACK) {
        cancel();
      }
    } else if (status < Response.MULTIPLE_CHOICES) {
      answered(response, in);
    } else {
      over(status);
    }
  }

  /** Who answers first has the call; who answers later, or when nobody is wanted, is let go. */
  private void answered(Response ok, Dialog in) {
    if (phase == Phase.TALKING && in.equals(dialog)) {
      return; // said again; the stack confirms it again
    }
    if (phase == Phase.CALLING) {
      takenBy(ok, in);
    } else if (confirm(ok, in)) {
      voice(in).hangUp(Counts.End.TRANSFERRED);
    }
  }

  private void takenBy(Response ok, Dialog answering) {
    if (!answering.equals(dialog)) {
      talkIn(answering);
    }
    if (!confirm(ok, answering)) {
      over(Response.SERVER_INTERNAL_ERROR);
      return;
    }
    try {
      Optional<String> answer = Messages.description(ok);
      leg.connect(
          negotiation.settle(
              answer.orElseThrow(() -> new SdpException("Expected an answer to our offer."))));
    } catch (SdpException unusable) {
      LOG.warn("The second leg of call {}: {}", first, unusable.getMessage());
      voice.hangUp(Counts.End.FAILED);
      over(Response.NOT_ACCEPTABLE_HERE);
      return;
    }
    phase = Phase.TALKING;
    outcome.ended(true, ok.getStatusCode());
  }

  /** Another one than rang first has answered. */
  private void talkIn(Dialog answering) {
    dialog.setApplicationData(null);
    dialog = answering;
    dialog.setApplicationData(this);
    voice = voice(dialog);
    changes = changes(voice);
  }

  private boolean confirm(Response ok, Dialog in) {
    try {
      CSeqHeader cseq = (CSeqHeader) ok.getHeader(CSeqHeader.NAME);
      in.sendAck(in.createAck(cseq.getSeqNumber()));
      return true;
    } catch (SipException | InvalidArgumentException refused) {
      LOG.warn("The second leg of call {} could not be confirmed.", first);
      return false;
    }
  }

  @Override
  public void timedOut(Request ours) {
    over(Response.REQUEST_TIMEOUT);
  }

  @Override
  public void bye(ServerTransaction bye) {
    voice.reply(bye, Response.OK);
    over(Response.OK);
  }

  @Override
  public void change(ServerTransaction request) {
    changes.asked(request, phase == Phase.TALKING);
  }

  @Override
  public void ack(Request ack) {
    try {
      changes.acked(ack, false);
    } catch (SdpException unusable) {
      LOG.warn("The second leg of call {}: {}", first, unusable.getMessage());
      stop();
    }
  }

  @Override
  public void prack(ServerTransaction prack) {
    voice.reply(prack, Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST);
  }

  @Override
  public void notified(ServerTransaction notify) {
    voice.reply(notify, Response.OK);
  }

  @Override
  public void cancelled() {
    // only an INVITE of theirs could be
  }

  @Override
  public void ackMissing() {
    stop();
  }

  @Override
  public void gone() {
    over(Response.SERVICE_UNAVAILABLE);
  }

  // ---- the end

  /** From our side, whatever its phase. */
  void stop() {
    switch (phase) {
      case CALLING -> {
        phase = Phase.TAKEN_BACK;
        leg.close();
        if (isRinging) {
          cancel();
        }
        outcome.ended(false, Response.REQUEST_TIMEOUT);
      }
      case TALKING -> {
        voice.hangUp(Counts.End.TRANSFERRED);
        over(Response.OK);
      }
      case TAKEN_BACK, OVER -> {}
    }
  }

  /** Nothing may be cancelled before the first provisional answer (RFC 3261 §9.1). */
  private void cancel() {
    try {
      Request cancel = transaction.createCancel();
      place.provider().getNewClientTransaction(cancel).sendRequest();
    } catch (SipException answeredMeanwhile) {
      LOG.debug("The second leg of call {} was answered meanwhile.", first);
    }
  }

  private void over(int status) {
    Phase before = phase;
    phase = Phase.OVER;
    leg.close();
    switch (before) {
      case CALLING -> outcome.ended(false, status);
      case TALKING -> first.end(Counts.End.TRANSFERRED);
      case TAKEN_BACK, OVER -> {}
    }
  }
}
