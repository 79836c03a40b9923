package org.voiceteller.siptrunk.signal;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import javax.sip.SipProvider;
import org.voiceteller.siptrunk.bank.BankCall;
import org.voiceteller.siptrunk.media.MediaLeg;
import org.voiceteller.siptrunk.sdp.Negotiation;
import org.voiceteller.siptrunk.trunk.Trunk;

/** What a call finds around it. */
interface CallPlace {

  CallSettings settings();

  Messages messages();

  SipProvider provider();

  Counts counts();

  /** Some time later, on any thread. */
  Future<?> later(Duration after, Runnable what);

  /**
   * A second leg for a call, whose sound can be joined with its first, and our offer for it.
   *
   * @throws IOException when no ports are free
   */
  SecondSound openBeside(MediaLeg leg, Trunk trunk) throws IOException;

  /** What a second leg needs for its sound. */
  record SecondSound(MediaLeg leg, Negotiation negotiation) {}

  BankCall callBank(BankCall.Origin origin, BankCall.Listener listener);

  /** Its line is free again. */
  void over(SipCall call, Counts.End why);
}
