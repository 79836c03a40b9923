package org.voiceteller.loadtests.echo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkedFramesTest {

  @Test
  void findsEachFrameWhereverTheStreamIsCut() {
    var stream = new ByteArrayOutputStream();
    for (int number = 0; number < 50; number++) {
      stream.writeBytes(new byte[number]);
      stream.writeBytes(MarkedFrames.frame(number, 20));
    }

    for (int pieceBytes : List.of(1, 7, 640, 1024)) {
      assertThat(numbersIn(stream.toByteArray(), pieceBytes))
          .hasSize(50)
          .isSorted()
          .startsWith(0)
          .endsWith(49);
    }
  }

  @Test
  void findsNothingInSoundWithoutMarks() {
    var sound = new byte[10_000];
    for (int i = 0; i < sound.length; i++) {
      sound[i] = (byte) (100 * Math.sin(i / 10.0));
    }

    assertThat(numbersIn(sound, 640)).isEmpty();
  }

  private static List<Integer> numbersIn(byte[] stream, int pieceBytes) {
    var numbers = new ArrayList<Integer>();
    var finder = new MarkedFrames.Finder(numbers::add);
    for (int from = 0; from < stream.length; from += pieceBytes) {
      finder.accept(Arrays.copyOfRange(stream, from, Math.min(stream.length, from + pieceBytes)));
    }
    return numbers;
  }
}
