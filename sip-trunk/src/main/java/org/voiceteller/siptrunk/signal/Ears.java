package org.voiceteller.siptrunk.signal;

import org.jspecify.annotations.Nullable;
import org.voiceteller.siptrunk.bank.BankCall;
import org.voiceteller.siptrunk.media.MediaLeg;

/** Takes what the caller says and presses to the bank. Thread-safe. */
final class Ears implements MediaLeg.Listener {

  private volatile @Nullable BankCall bank;

  void listenFor(BankCall call) {
    bank = call;
  }

  @Override
  public void heard(byte[] pcm) {
    BankCall to = bank;
    if (to != null) {
      to.hear(pcm);
    }
  }

  @Override
  public void pressed(String keys) {
    BankCall to = bank;
    if (to != null) {
      to.press(keys);
    }
  }

  @Override
  public void played(String turnId, long playedMs) {
    BankCall to = bank;
    if (to != null) {
      to.played(turnId, playedMs);
    }
  }
}
