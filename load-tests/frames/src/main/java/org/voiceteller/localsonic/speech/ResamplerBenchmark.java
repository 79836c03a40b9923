package org.voiceteller.localsonic.speech;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The stand-in's resampler, over one second of sound: the bank itself takes and gives sound at the
 * model's own rates and resamples nothing.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ResamplerBenchmark {

  private final Resampler down = Resampler.between(48_000, 24_000);
  private final Resampler between = Resampler.between(24_000, 16_000);
  private final short[] second48 = noise(48_000);
  private final short[] second24 = noise(24_000);

  private static short[] noise(int samples) {
    var random = new Random(1);
    var noise = new short[samples];
    for (int i = 0; i < samples; i++) {
      noise[i] = (short) random.nextInt(-8_000, 8_000);
    }
    return noise;
  }

  @Benchmark
  public short[] resamplesASecondFrom48To24Khz() {
    return down.resample(second48);
  }

  @Benchmark
  public short[] resamplesASecondFrom24To16Khz() {
    return between.resample(second24);
  }
}
