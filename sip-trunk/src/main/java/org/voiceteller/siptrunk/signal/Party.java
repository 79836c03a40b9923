package org.voiceteller.siptrunk.signal;

import javax.sip.Dialog;
import javax.sip.ServerTransaction;
import javax.sip.message.Request;
import javax.sip.message.Response;

/** Who has a dialog. What the stack brings for it is done on the call's lane, in order. */
interface Party {

  void onLane(Runnable what);

  void bye(ServerTransaction bye);

  /** A re-INVITE or an UPDATE. */
  void change(ServerTransaction request);

  void ack(Request ack);

  void prack(ServerTransaction prack);

  void notified(ServerTransaction notify);

  /**
   * The other side's answer to a request of ours.
   *
   * @param dialog that it belongs to: an INVITE that was forked on its way is answered by several,
   *     each in a dialog of their own
   */
  void responded(Request ours, Response response, Dialog dialog);

  /** There was none. */
  void timedOut(Request ours);

  /** The INVITE is taken back; the CANCEL itself is answered by the door. */
  void cancelled();

  void ackMissing();

  /** Nothing more is heard of the dialog: the stack has given it up. */
  void gone();
}
