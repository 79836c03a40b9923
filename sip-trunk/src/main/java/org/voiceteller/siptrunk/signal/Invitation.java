package org.voiceteller.siptrunk.signal;

import java.util.Optional;
import javax.sip.Dialog;
import javax.sip.ServerTransaction;
import org.voiceteller.siptrunk.media.MediaLeg;
import org.voiceteller.siptrunk.sdp.Agreement;
import org.voiceteller.siptrunk.sdp.Negotiation;
import org.voiceteller.siptrunk.trunk.Trunk;

/**
 * An INVITE that may become a call, and what was made for it.
 *
 * @param trunk over which it came
 * @param ourTag our side's name in the dialog (RFC 3261 §19.3)
 * @param answer our description, when there was an offer
 * @param agreement what it settles
 * @param timer of the session, when the caller knows of one
 * @param mustRingReliably whether the caller requires reliable provisional answers (RFC 3262)
 */
record Invitation(
    Trunk trunk,
    ServerTransaction invite,
    Dialog dialog,
    String ourTag,
    Negotiation negotiation,
    Optional<String> answer,
    Optional<Agreement> agreement,
    Optional<SessionTimer> timer,
    boolean mustRingReliably,
    MediaLeg leg,
    Ears ears) {

  /** For the log. */
  String label() {
    return trunk.name() + "/" + ourTag;
  }
}
