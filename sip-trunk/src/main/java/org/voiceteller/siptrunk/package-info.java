/**
 * The SIP trunk adapter: a process of its own at the edge of the bank's network, with SIP and RTP
 * on one side and the bank's voice WebSocket on the other. The bank does not know it from any other
 * client, and what it does to telephones never touches the bank's process.
 */
@NullMarked
package org.voiceteller.siptrunk;

import org.jspecify.annotations.NullMarked;
