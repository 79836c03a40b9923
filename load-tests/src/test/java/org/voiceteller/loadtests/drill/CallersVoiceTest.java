package org.voiceteller.loadtests.drill;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CallersVoiceTest {

  @Test
  void cutsARecordingAtItsPausesAndNotInSentences() {
    byte[] sound = {0, 0, 1, 1, 0, 0, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0};

    assertThat(CallersVoice.pieces(sound, 6))
        .containsExactly(new byte[] {1, 1, 0, 0, 2, 2}, new byte[] {3, 3});
  }

  @Test
  void findsNothingInSilence() {
    assertThat(CallersVoice.pieces(new byte[64], 6)).isEmpty();
  }
}
