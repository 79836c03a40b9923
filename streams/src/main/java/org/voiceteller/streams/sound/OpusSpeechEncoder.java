package org.voiceteller.streams.sound;

/** The agent's rate is one of Opus's own. */
final class OpusSpeechEncoder implements SpeechEncoder {

  private final OpusEncoding encoding = new OpusEncoding();

  @Override
  public byte[] encode(short[] frame) {
    return encoding.encode(frame);
  }

  @Override
  public void expectLoss(int percent) {
    encoding.expectLoss(percent);
  }
}
