package org.voiceteller.streams.rtp;

/**
 * Numbers what one source sends: sequence, timestamp and marker (RFC 3550 §5.1, RFC 3551 §4.1), and
 * counts it for the sender reports.
 */
public final class RtpSender {

  private final long ssrc;
  private final int payloadType;
  private int sequence;
  private long timestamp;
  private boolean startsToTalk = true;
  private long packets;
  private long octets;

  /**
   * All but the payload type random, as RFC 3550 §5.1 and §8.1 want it.
   *
   * @param firstTimestamp of the first packet
   */
  public RtpSender(long ssrc, int payloadType, int firstSequence, long firstTimestamp) {
    this.ssrc = ssrc & 0xffff_ffffL;
    this.payloadType = payloadType;
    this.sequence = firstSequence & 0xffff;
    this.timestamp = firstTimestamp & 0xffff_ffffL;
  }

  /**
   * The next piece of sound. Marked when it is the first after a pause.
   *
   * @param units how long it sounds, in units of the codec's clock
   */
  public RtpPacket next(byte[] payload, int units) {
    var packet = packet(startsToTalk, payloadType, timestamp, payload);
    startsToTalk = false;
    advance(units);
    return packet;
  }

  /** Nothing is sent for so long: the timestamps go on, the next packet is marked. */
  public void pause(int units) {
    startsToTalk = true;
    advance(units);
  }

  /**
   * A packet beside the sound, which has its place in the sequence and no length of its own: a
   * telephone event, comfort noise.
   */
  public RtpPacket beside(int besidePayloadType, boolean marker, long at, byte[] payload) {
    return packet(marker, besidePayloadType, at, payload);
  }

  private RtpPacket packet(boolean marker, int type, long at, byte[] payload) {
    var packet = new RtpPacket(marker, type, sequence, at & 0xffff_ffffL, ssrc, payload);
    sequence = sequence + 1 & 0xffff;
    packets++;
    octets += payload.length;
    return packet;
  }

  private void advance(int units) {
    timestamp = timestamp + units & 0xffff_ffffL;
  }

  public long ssrc() {
    return ssrc;
  }

  /** Of the next piece of sound. */
  public long timestamp() {
    return timestamp;
  }

  public long packets() {
    return packets;
  }

  /** Of payload. */
  public long octets() {
    return octets;
  }
}
