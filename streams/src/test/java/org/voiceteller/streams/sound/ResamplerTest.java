package org.voiceteller.streams.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each ratio that telephones need, swept. */
class ResamplerTest {

  private static final double PEAK = 20_000;

  /** A steady tone resampled, without its beginning. */
  private static short[] steady(double hz, int fromHz, int toHz) {
    short[] out = Resampler.between(fromHz, toHz).resample(Sounds.tone(hz, fromHz, 300, PEAK));
    return Arrays.copyOfRange(out, toHz / 20, toHz / 20 + toHz / 5);
  }

  @ParameterizedTest(name = "{0} to {1} Hz")
  @CsvSource({
    "8000,16000",
    "16000,8000",
    "8000,24000",
    "24000,8000",
    "16000,24000",
    "24000,16000",
    "48000,16000",
    "24000,48000"
  })
  void passesSpeechAsItIsAndFoldsNothingBack(int fromHz, int toHz) {
    double band = Math.min(fromHz, toHz) / 2.0;
    double loudest = 0;
    double faintest = Double.MAX_VALUE;
    double worstDb = -200;
    for (double hz = 100; hz <= band * 0.875; hz += band / 60) {
      short[] out = steady(hz, fromHz, toHz);
      double peak = Sounds.peakAt(hz, out, 0, out.length, toHz);
      loudest = Math.max(loudest, peak);
      faintest = Math.min(faintest, peak);
      if (toHz > fromHz) {
        // the image in the new band
        double image = Sounds.peakAt(fromHz - hz, out, 0, out.length, toHz);
        worstDb = Math.max(worstDb, Sounds.decibels(image / PEAK));
      }
    }
    double rippleDb = Sounds.decibels(loudest / faintest);
    if (toHz < fromHz) {
      for (double hz = band; hz < fromHz / 2.0; hz += band / 60) {
        short[] out = steady(hz, fromHz, toHz);
        double folded = Math.abs(hz - toHz * Math.rint(hz / toHz));
        worstDb =
            Math.max(
                worstDb, Sounds.decibels(Sounds.peakAt(folded, out, 0, out.length, toHz) / PEAK));
      }
    }

    assertThat(rippleDb).isLessThan(0.5);
    assertThat(Math.abs(Sounds.decibels(loudest / PEAK))).isLessThan(0.25);
    assertThat(worstDb).isLessThan(-80);
  }

  @ParameterizedTest
  @CsvSource({"8000,16000", "16000,8000", "8000,24000", "24000,8000", "24000,16000", "48000,16000"})
  void givesTheSameInPiecesOfAnyLengthAndLosesNone(int fromHz, int toHz) {
    short[] input = Sounds.noise(fromHz, 3_000, 1);
    short[] whole = Resampler.between(fromHz, toHz).resample(input);
    var resampler = Resampler.between(fromHz, toHz);
    var random = new Random(2);

    var parts = new ArrayList<short[]>();
    for (int at = 0; at < input.length; ) {
      int to = Math.min(input.length, at + random.nextInt(400));
      parts.add(resampler.resample(Arrays.copyOfRange(input, at, to)));
      at = to;
    }

    assertThat(Sounds.joined(parts.toArray(short[][]::new))).isEqualTo(whole);
    assertThat(whole).hasSize(toHz);
  }

  /** Linear phase: a click comes out the same backwards, as much later as is said. */
  @ParameterizedTest
  @CsvSource({"8000,16000", "16000,8000", "24000,16000", "8000,24000", "48000,16000"})
  void delaysEveryPitchByTheSame(int fromHz, int toHz) {
    short[] click = new short[fromHz / 5];
    int at = fromHz / 20;
    click[at] = 30_000;
    var resampler = Resampler.between(fromHz, toHz);

    short[] out = resampler.resample(click);

    double centre = (double) at * toHz / fromHz + resampler.delayMs() * toHz / 1000;
    assertThat(centre).isEqualTo(Math.rint(centre));
    int middle = (int) centre;
    for (int away = 1; away < 40; away++) {
      assertThat((int) out[middle + away]).isCloseTo(out[middle - away], within(1));
    }
    assertThat(resampler.delayMs()).isLessThan(6);
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 22_050, 44_100, 48_000})
  void bringsAWholeRecordingOverWithoutDelay(int fromHz) {
    short[] out = Resampler.whole(Sounds.tone(440, fromHz, 500, PEAK), fromHz, 16_000);

    assertThat(out).hasSize(8_000);
    short[] expected = Sounds.tone(440, 16_000, 500, PEAK);
    for (int i = 400; i < 7_600; i++) {
      assertThat(Math.abs(out[i] - expected[i])).isLessThan(25);
    }
  }

  @Test
  void neverTurnsOverWhatIsTooLoud() {
    short[] square = new short[8_000];
    for (int i = 0; i < square.length; i++) {
      square[i] = i / 20 % 2 == 0 ? Short.MAX_VALUE : Short.MIN_VALUE;
    }

    short[] out = Resampler.between(8_000, 16_000).resample(square);

    for (int i = 400; i < out.length - 1; i++) {
      assertThat(Math.abs(out[i + 1] - out[i])).isLessThan(60_000);
    }
  }
}
