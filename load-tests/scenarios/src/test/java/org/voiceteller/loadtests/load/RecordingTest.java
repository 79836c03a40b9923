package org.voiceteller.loadtests.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What callers say aloud. */
class RecordingTest {

  @Test
  void isCutIntoFramesOf20Ms() {
    var question = Recording.named("checking-balance.wav");

    assertThat(question.frames()).hasSizeBetween(50, 200).allMatch(frame -> frame.length == 640);
  }
}
