package org.voiceteller.loadtests.frames;

import com.typesafe.config.ConfigFactory;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.util.ByteString;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.voiceteller.core.call.Turn;
import org.voiceteller.streams.call.AgentFrame;
import org.voiceteller.streams.media.FromCaller;
import org.voiceteller.streams.media.MediaSettings;
import org.voiceteller.streams.media.VoiceTellerV1;
import org.voiceteller.streams.media.WireMessage;

/** Messages of the voice WebSocket, to and from the caller. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WireBenchmark {

  private static final String TURN = "5b1f8a1e-1d7c-4f0e-9a41-0b2c3d4e5f60";

  private final VoiceTellerV1 wire = VoiceTellerV1.create(MediaSettings.from(ConfigFactory.load()));
  private final WireMessage sound = new WireMessage.Binary(ByteString.fromArray(new byte[640]));
  private final WireMessage typed =
      new WireMessage.Text(
          """
          {"type":"text.input","text":"What is the balance of my checking account?"}""");
  private final WireMessage position =
      new WireMessage.Text(
          """
          {"type":"playback.position","turnId":"%s","playedMs":1260}"""
              .formatted(TURN));
  private final AgentFrame audio =
      new AgentFrame.Audio(TURN, ByteString.fromArray(new byte[4_800]));
  private final AgentFrame transcript =
      new AgentFrame.Transcript(
          TURN,
          Turn.Speaker.AGENT,
          "Your checking account ending in 4521 has an available balance of $5,647.32, with $200"
              + " in pending transactions.",
          true);

  @Benchmark
  public FromCaller wireDecodesSoundOf20Ms() {
    return wire.decode(sound);
  }

  @Benchmark
  public FromCaller wireDecodesTypedText() {
    return wire.decode(typed);
  }

  @Benchmark
  public FromCaller wireDecodesPlaybackPosition() {
    return wire.decode(position);
  }

  @Benchmark
  public WireMessage wireEncodesSoundOf100Ms() {
    return wire.encode(audio);
  }

  @Benchmark
  public WireMessage wireEncodesTranscript() {
    return wire.encode(transcript);
  }
}
