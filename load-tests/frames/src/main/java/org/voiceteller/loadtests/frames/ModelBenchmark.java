package org.voiceteller.loadtests.frames;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.util.ByteString;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.voiceteller.streams.nova.NovaCodec;
import org.voiceteller.streams.nova.NovaInput;
import org.voiceteller.streams.nova.NovaOutput;

/** Events to and from the model: JSON, with sound in base64. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ModelBenchmark {

  private static final String NAME = "0f8fad5b-d9cb-469f-a165-70867728950e";
  private static final String IDS =
      "\"sessionId\":\"%s\",\"promptName\":\"%s\",\"completionId\":\"%s\",\"contentId\":\"%s\""
          .formatted(NAME, NAME, NAME, NAME);

  private final NovaCodec codec = NovaCodec.create();
  private final NovaInput sound = new NovaInput.AudioInput(NAME, NAME, noise(1_024));
  private final NovaInput text =
      new NovaInput.TextInput(NAME, NAME, "What is the balance of my checking account?");
  private final byte[] said =
      """
      {"event":{"audioOutput":{%s,"content":"%s"}}}"""
          .formatted(IDS, Base64.getEncoder().encodeToString(noise(4_800).toArray()))
          .getBytes(UTF_8);
  private final byte[] words =
      """
      {"event":{"textOutput":{%s,"role":"ASSISTANT","content":"Your checking account ending in \
      4521 has an available balance of $5,647.32."}}}"""
          .formatted(IDS)
          .getBytes(UTF_8);

  private static ByteString noise(int bytes) {
    var noise = new byte[bytes];
    new Random(1).nextBytes(noise);
    return ByteString.fromArray(noise);
  }

  @Benchmark
  public byte[] modelEventOf32MsOfSound() {
    return codec.encode(sound);
  }

  @Benchmark
  public byte[] modelEventOfText() {
    return codec.encode(text);
  }

  @Benchmark
  public Optional<NovaOutput> modelSoundOf100MsDecoded() {
    return codec.decode(new ByteArrayInputStream(said));
  }

  @Benchmark
  public Optional<NovaOutput> modelTextDecoded() {
    return codec.decode(new ByteArrayInputStream(words));
  }
}
