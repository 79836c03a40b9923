/**
 * SIP (RFC 3261) as a bank's trunk speaks it. {@link SipDoor} takes what the stack brings, turns
 * away what nobody asked for, and hands the rest to its {@link SipCall}; each call does one thing
 * after the other on its {@link Lanes lane}. The stack keeps transactions and retransmissions; what
 * a call means stands here: it rings until the agent is ready to speak, is answered then, and ends
 * when one of both sides says so. A caller who wants a person is {@link Transfers transferred}: by
 * the peer, or on a {@link SecondLeg} of ours.
 */
@NullMarked
package org.voiceteller.siptrunk.signal;

import org.jspecify.annotations.NullMarked;
