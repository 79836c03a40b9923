package org.voiceteller.streams.sound;

import java.util.Optional;
import java.util.OptionalInt;

/** The codecs that we speak, with what SDP says of them (RFC 3551 §6, RFC 7587). */
public enum SpeechCodec {
  PCMU("PCMU", 8_000, 1, OptionalInt.of(0), 8_000),
  PCMA("PCMA", 8_000, 1, OptionalInt.of(8), 8_000),
  /** 16 kHz, though SDP and timestamps say 8, for historical reasons (RFC 3551 §4.5.2). */
  G722("G722", 8_000, 1, OptionalInt.of(9), 16_000),
  /** Always announced as 48 kHz and two channels (RFC 7587 §7). */
  OPUS("opus", 48_000, 2, OptionalInt.empty(), 48_000);

  private final String encodingName;
  private final int clockHz;
  private final int channels;
  private final OptionalInt staticPayloadType;
  private final int sampleRateHz;

  SpeechCodec(
      String encodingName,
      int clockHz,
      int channels,
      OptionalInt staticPayloadType,
      int sampleRateHz) {
    this.encodingName = encodingName;
    this.clockHz = clockHz;
    this.channels = channels;
    this.staticPayloadType = staticPayloadType;
    this.sampleRateHz = sampleRateHz;
  }

  /** In {@code a=rtpmap}; compared without regard to case. */
  public String encodingName() {
    return encodingName;
  }

  /** Of RTP timestamps and {@code a=rtpmap}. */
  public int clockHz() {
    return clockHz;
  }

  /** In {@code a=rtpmap}. */
  public int channels() {
    return channels;
  }

  public OptionalInt staticPayloadType() {
    return staticPayloadType;
  }

  /** At which it really samples. */
  public int sampleRateHz() {
    return sampleRateHz;
  }

  /** By the name and clock of an {@code a=rtpmap} line. */
  public static Optional<SpeechCodec> named(String encodingName, int clockHz) {
    for (SpeechCodec codec : values()) {
      if (codec.encodingName.equalsIgnoreCase(encodingName) && codec.clockHz == clockHz) {
        return Optional.of(codec);
      }
    }
    return Optional.empty();
  }

  /** How long a payload sounds, in units of {@link #clockHz}; 0 for what is no sound. */
  public int units(byte[] payload) {
    return this == OPUS ? OpusDecoding.units(payload) : payload.length;
  }

  /** From payloads to 16 kHz. */
  public SpeechDecoder decoder() {
    return switch (this) {
      case PCMU -> new NarrowbandDecoder(G711.MU_LAW);
      case PCMA -> new NarrowbandDecoder(G711.A_LAW);
      case G722 -> new G722SpeechDecoder();
      case OPUS -> new OpusSpeechDecoder();
    };
  }

  /** From the agent's 24 kHz to payloads of 20 ms. */
  public SpeechEncoder encoder() {
    return switch (this) {
      case PCMU -> new NarrowbandEncoder(G711.MU_LAW);
      case PCMA -> new NarrowbandEncoder(G711.A_LAW);
      case G722 -> new G722SpeechEncoder();
      case OPUS -> new OpusSpeechEncoder();
    };
  }
}
