/**
 * Sound in packets: what RTP and RTCP carry, read and written, and what a network does to it put
 * right again. A packet that arrives is read ({@link RtpPacket}), counted for the reports that both
 * ends exchange ({@link ReceptionStatistics}, {@link RtcpPacket}), and laid into a {@link
 * JitterBuffer} that gives one piece every 20 ms, whatever the network did; {@link ReceivedSound}
 * makes sound of it. Keys come beside the sound ({@link TelephoneEvents}). WebRTC and SIP use the
 * same. No sockets and no clocks here: bytes and times are given, bytes are given back. Nothing is
 * thread-safe.
 */
@NullMarked
package org.voiceteller.streams.rtp;

import org.jspecify.annotations.NullMarked;
