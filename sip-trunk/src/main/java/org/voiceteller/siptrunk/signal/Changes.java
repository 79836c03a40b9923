package org.voiceteller.siptrunk.signal;

import java.util.Optional;
import java.util.function.Consumer;
import javax.sip.ServerTransaction;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.voiceteller.siptrunk.media.MediaLeg;
import org.voiceteller.siptrunk.sdp.Negotiation;
import org.voiceteller.siptrunk.sdp.SdpException;

/**
 * What the other side changes in a dialog that is up, by a re-INVITE or an UPDATE: hold, another
 * address or codec, or only a refresh. One change at a time (RFC 3261 §14.2). On the call's lane.
 */
final class Changes {

  private final DialogVoice voice;
  private final Negotiation negotiation;
  private final MediaLeg leg;
  private final CallSettings settings;
  private final Consumer<Optional<SessionTimer>> agreed;

  /**
   * @param agreed told of the session timer, if any, of each change that was agreed to
   */
  Changes(
      DialogVoice voice,
      Negotiation negotiation,
      MediaLeg leg,
      CallSettings settings,
      Consumer<Optional<SessionTimer>> agreed) {
    this.voice = voice;
    this.negotiation = negotiation;
    this.leg = leg;
    this.settings = settings;
    this.agreed = agreed;
  }

  /**
   * @param isConfirmed whether the dialog's first INVITE has its ACK: another one must wait for it
   */
  void asked(ServerTransaction request, boolean isConfirmed) {
    Request changed = request.getRequest();
    boolean isUnready = changed.getMethod().equals(Request.INVITE) && !isConfirmed;
    if (isUnready || voice.isChanging()) {
      voice.reply(request, Response.REQUEST_PENDING);
      return;
    }
    switch (SessionTimer.of(changed, settings)) {
      case SessionTimer.Wish.TooShort _ -> voice.tooShort(request);
      case SessionTimer.Wish.Timer(var wished) -> agree(request, Optional.of(wished));
      case SessionTimer.Wish.None _ -> agree(request, Optional.empty());
    }
  }

  private void agree(ServerTransaction request, Optional<SessionTimer> timer) {
    Request changed = request.getRequest();
    boolean isInvite = changed.getMethod().equals(Request.INVITE);
    try {
      Optional<String> offer = Messages.description(changed);
      Optional<String> ours = Optional.empty();
      if (offer.isPresent()) {
        Negotiation.Answer answer = negotiation.answer(offer.get());
        leg.connect(answer.agreement());
        ours = Optional.of(answer.description());
      } else if (isInvite) {
        ours = Optional.of(negotiation.offer());
      }
      voice.agree(request, ours, offer.isEmpty() && isInvite, timer);
      agreed.accept(timer);
    } catch (SdpException unusable) {
      voice.refuse(request, Refusal.offer(String.valueOf(unusable.getMessage())));
    }
  }

  /**
   * The ACK of an answer of ours; the answer to our offer, if it was one, is taken.
   *
   * @throws SdpException when it cannot be used
   */
  void acked(Request ack, boolean isAnswerNeeded) throws SdpException {
    try {
      Optional<String> description = Messages.description(ack);
      if (description.isPresent() && voice.awaitsAnswer()) {
        leg.connect(negotiation.settle(description.get()));
      } else if (isAnswerNeeded) {
        throw new SdpException("Expected the ACK to bring an answer to our offer.");
      }
    } finally {
      voice.acked();
    }
  }
}
