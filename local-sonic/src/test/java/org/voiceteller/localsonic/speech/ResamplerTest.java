package org.voiceteller.localsonic.speech;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {

  @ParameterizedTest
  @CsvSource({"48000, 24000", "16000, 24000", "8000, 16000", "24000, 16000", "22050, 16000"})
  void passesSpeechAndRejectsWhatWouldFoldBack(int fromHz, int toHz) {
    var resampler = Resampler.between(fromHz, toHz);
    double nyquist = Math.min(fromHz, toHz) / 2.0;

    for (double hz = 96; hz < fromHz / 2.0; hz += 96) {
      var out = resampler.resample(tone(hz, fromHz));
      double gainDb = 20 * Math.log10(middleRms(out) / (10_000 / Math.sqrt(2)) + 1e-9);
      if (hz < 0.8 * nyquist) {
        assertThat(gainDb).as("gain at %s Hz", hz).isBetween(-0.1, 0.1);
      } else if (hz > 1.01 * nyquist) {
        assertThat(gainDb).as("alias of %s Hz", hz).isLessThan(-70);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"48000, 24000", "16000, 24000", "8000, 16000"})
  void addsNoImagesOrNoiseToATone(int fromHz, int toHz) {
    var out = Resampler.between(fromHz, toHz).resample(tone(1000, fromHz));
    double error = 0;
    double signal = 0;
    for (int i = out.length / 4; i < out.length * 3 / 4; i++) {
      double ideal = 10_000 * Math.sin(2 * Math.PI * 1000 * i / toHz);
      signal += ideal * ideal;
      error += (out[i] - ideal) * (out[i] - ideal);
    }

    assertThat(10 * Math.log10(signal / error)).isGreaterThan(75);
  }

  @ParameterizedTest
  @CsvSource({
    "48000, 24000, 4800, 2400",
    "16000, 24000, 1600, 2400",
    "16000, 16000, 5, 5",
    "8000, 16000, 0, 0"
  })
  void keepsTheLengthInTime(int fromHz, int toHz, int samples, int resampled) {
    assertThat(Resampler.between(fromHz, toHz).resample(new short[samples])).hasSize(resampled);
  }

  private static short[] tone(double hz, int rateHz) {
    var tone = new short[rateHz / 4];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = (short) Math.round(10_000 * Math.sin(2 * Math.PI * hz * i / rateHz));
    }
    return tone;
  }

  private static double middleRms(short[] samples) {
    return Pcm.rms(samples, samples.length / 4, samples.length * 3 / 4);
  }
}
