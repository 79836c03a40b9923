package org.voiceteller.siptrunk.signal;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import javax.sip.SipException;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.siptrunk.bank.TransferWord;
import org.voiceteller.siptrunk.media.MediaLeg;
import org.voiceteller.siptrunk.trunk.Trunk;

/**
 * Brings a caller to the person who shall take the call, at the address that its trunk names: the
 * peer is asked to call there, or we do so ourselves and join both legs. One attempt at a time, and
 * the agent goes on after one that failed. On the call's lane.
 */
final class Transfers {

  private static final Logger LOG = LoggerFactory.getLogger(Transfers.class);

  /** What a peer answers that does not take REFER. */
  private static final Set<Integer> NOT_TAKEN =
      Set.of(
          Response.FORBIDDEN,
          Response.METHOD_NOT_ALLOWED,
          Response.NOT_IMPLEMENTED,
          Response.DECLINE);

  private final SipCall call;
  private final DialogVoice voice;
  private final Trunk trunk;
  private final MediaLeg leg;
  private final CallPlace place;
  private @Nullable CallSummary summary;
  private @Nullable Transfer referred;
  private @Nullable SecondLeg second;
  private int lastStatus;

  Transfers(SipCall call, DialogVoice voice, Trunk trunk, MediaLeg leg, CallPlace place) {
    this.call = call;
    this.voice = voice;
    this.trunk = trunk;
    this.leg = leg;
    this.place = place;
  }

  /** Does nothing without an address, or while it is being done. */
  void begin(CallSummary told) {
    Optional<String> target = trunk.transferTo();
    if (target.isEmpty() || referred != null || second != null) {
      return;
    }
    summary = told;
    LOG.info("Call {} is being transferred.", call);
    switch (trunk.transferBy()) {
      case REFER -> {
        call.tellBank(new TransferWord.Begun(Trunk.TransferBy.REFER));
        Transfer begun = new Transfer(this::referred);
        referred = begun;
        voice.refer(target.get(), told);
        call.later(place.settings().transferLimit(), begun::expire);
      }
      case BRIDGE -> callThere(told);
    }
  }

  private void callThere(CallSummary told) {
    call.tellBank(new TransferWord.Begun(Trunk.TransferBy.BRIDGE));
    try {
      SecondLeg begun = new SecondLeg(call, place, leg, trunk, told, this::bridged);
      second = begun;
      call.later(
          place.settings().transferLimit(),
          () -> {
            if (!begun.isTalking()) {
              begun.stop();
            }
          });
    } catch (IOException | SipException | Messages.SipTroubleException refused) {
      LOG.warn("Nobody can be called for {}: {}", call, refused.getClass().getSimpleName());
      failed(Trunk.TransferBy.BRIDGE, Response.SERVICE_UNAVAILABLE);
    }
  }

  /** The peer's answer to the REFER itself. */
  void answered(int status) {
    if (referred == null) {
      return;
    }
    if (NOT_TAKEN.contains(status) && summary != null && !call.isOver()) {
      referred.abandon();
      referred = null;
      callThere(summary);
    } else {
      referred.answered(status);
    }
  }

  void notified(Request notify) {
    if (referred != null) {
      referred.notified(notify);
    }
  }

  /** Whether a person has the call, or the peer may just be about to say so. */
  boolean isDone() {
    return referred != null && referred.isDone() || second != null && second.isTalking();
  }

  /**
   * What the bank is to hear when the caller's leg is over now: empty when nobody has taken the
   * caller over.
   */
  Optional<TransferWord> done() {
    return isDone()
        ? Optional.of(
            new TransferWord.Done(
                second == null ? Trunk.TransferBy.REFER : Trunk.TransferBy.BRIDGE, lastStatus))
        : Optional.empty();
  }

  private void referred(boolean succeeded, int status) {
    lastStatus = status;
    if (succeeded) {
      call.end(Counts.End.TRANSFERRED);
    } else {
      referred = null;
      failed(Trunk.TransferBy.REFER, status);
    }
  }

  private void bridged(boolean succeeded, int status) {
    lastStatus = status;
    if (succeeded && second != null) {
      LOG.info("Call {} is joined with a person's.", call);
      leg.join(second.sound());
      call.leaveBank(done());
    } else {
      second = null;
      failed(Trunk.TransferBy.BRIDGE, status);
    }
  }

  private void failed(Trunk.TransferBy by, int status) {
    if (!call.isOver()) {
      LOG.warn("Call {} could not be transferred ({}); the agent goes on.", call, status);
      place.counts().transfersFailed.increment();
      call.tellBank(new TransferWord.Failed(by, status));
    }
  }

  /** The caller's leg is over. */
  void stop() {
    if (second != null) {
      second.stop();
    }
  }
}
