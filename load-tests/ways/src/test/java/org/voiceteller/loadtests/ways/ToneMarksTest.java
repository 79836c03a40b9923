package org.voiceteller.loadtests.ways;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.voiceteller.loadtests.echo.Marks;
import org.voiceteller.streams.sound.G711;
import org.voiceteller.streams.sound.Pcm;
import org.voiceteller.streams.sound.Resampler;
import org.voiceteller.streams.sound.SpeechCodec;

class ToneMarksTest {

  private static final int FRAMES = 250;

  @Test
  void areFoundInOrderBehindMuLaw() {
    assertThat(foundIn(ToneMarks.muLaw(), 0, frame -> Pcm.bytes(G711.MU_LAW.decode(frame))))
        .containsExactly(0, 25, 50, 75, 100, 125, 150, 175, 200, 225);
  }

  @Test
  void areFoundInOrderBehindOpus() {
    var decoder = SpeechCodec.OPUS.decoder();

    assertThat(foundIn(ToneMarks.opus(), 0, frame -> Pcm.bytes(decoder.decode(frame))))
        .containsExactly(0, 25, 50, 75, 100, 125, 150, 175, 200, 225);
  }

  @Test
  void areFoundInOrderAtAnotherRate() {
    var resampler = Resampler.between(16_000, 24_000);

    assertThat(
            foundIn(
                ToneMarks.pcm(24_000),
                0,
                frame -> Pcm.bytes(resampler.resample(Pcm.samples(frame)))))
        .containsExactly(0, 25, 50, 75, 100, 125, 150, 175, 200, 225);
  }

  @Test
  void areToldFromOneAnotherWhenTheyComeASecondAndAHalfLate() {
    assertThat(foundIn(ToneMarks.pcm(16_000), 75, frame -> frame))
        .containsExactly(0, 25, 50, 75, 100, 125, 150);
  }

  @Test
  void areNotFoundInSilence() {
    assertThat(foundIn(ToneMarks.pcm(16_000), 0, frame -> new byte[frame.length])).isEmpty();
  }

  /**
   * @param late by how many frames what was sent comes back
   */
  private static List<Integer> foundIn(Marks marks, int late, UnaryOperator<byte[]> line) {
    var found = new ArrayList<Integer>();
    var sent = new AtomicInteger();
    var finder = marks.finder(sent::get, (number, _) -> found.add(number));
    int pieces = 3; // pieces need not end where frames do
    for (int i = 0; i < 15; i++) {
      finder.accept(line.apply(marks.frame(10)));
    }
    for (int number = 0; number < FRAMES; number++) {
      sent.set(number + 1);
      byte[] back =
          number < late ? line.apply(marks.frame(10)) : line.apply(marks.frame(number - late));
      for (int piece = 0; piece < pieces; piece++) {
        int from = back.length / 2 * piece / pieces * 2;
        int to = back.length / 2 * (piece + 1) / pieces * 2;
        finder.accept(Arrays.copyOfRange(back, from, to));
      }
    }
    return found;
  }
}
