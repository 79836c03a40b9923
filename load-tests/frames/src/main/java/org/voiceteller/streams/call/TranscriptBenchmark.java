package org.voiceteller.streams.call;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.util.ByteString;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.voiceteller.core.call.Turn;
import org.voiceteller.core.call.Turn.Speaker;
import org.voiceteller.streams.nova.NovaOutput;
import org.voiceteller.streams.nova.NovaOutput.ContentType;
import org.voiceteller.streams.nova.NovaOutput.Stage;
import org.voiceteller.streams.nova.NovaOutput.StopReason;
import org.voiceteller.streams.nova.NovaRole;

/** What is made of the caller's sound and of the agent's turn inside a call. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TranscriptBenchmark {

  private static final int FRAMES = 8;
  private static final int CHUNKS = 50;
  private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");

  private final ByteString frame = ByteString.fromArray(new byte[640]);
  private final ByteString chunk = ByteString.fromArray(new byte[4_800]);
  private final List<NovaOutput> answer = answer();
  private final History history = new History(turns(60));

  /** A sentence planned, five seconds of its sound, and the sentence as it was said. */
  private List<NovaOutput> answer() {
    var words = "Your checking account ending in 4521 has an available balance of $5,647.32.";
    var outputs = new ArrayList<NovaOutput>();
    outputs.add(
        new NovaOutput.ContentStarted(
            "p", ContentType.TEXT, NovaRole.ASSISTANT, Stage.SPECULATIVE));
    outputs.add(new NovaOutput.TextSaid("p", NovaRole.ASSISTANT, words));
    outputs.add(new NovaOutput.ContentEnded("p", ContentType.TEXT, StopReason.PARTIAL_TURN));
    outputs.add(new NovaOutput.ContentStarted("a", ContentType.AUDIO, NovaRole.ASSISTANT, null));
    for (int i = 0; i < CHUNKS; i++) {
      outputs.add(new NovaOutput.AudioSaid("a", chunk));
    }
    outputs.add(new NovaOutput.ContentEnded("a", ContentType.AUDIO, StopReason.END_TURN));
    outputs.add(
        new NovaOutput.ContentStarted("f", ContentType.TEXT, NovaRole.ASSISTANT, Stage.FINAL));
    outputs.add(new NovaOutput.TextSaid("f", NovaRole.ASSISTANT, words));
    outputs.add(new NovaOutput.ContentEnded("f", ContentType.TEXT, StopReason.END_TURN));
    return List.copyOf(outputs);
  }

  private static List<Turn> turns(int count) {
    var turns = new ArrayList<Turn>();
    for (int i = 0; i < count; i++) {
      turns.add(turn(i));
    }
    return turns;
  }

  private static Turn turn(int i) {
    return new Turn(
        "turn-" + i,
        i % 2 == 0 ? Speaker.CALLER : Speaker.AGENT,
        "These are some words of turn " + i + ", of about as many as people say at once.");
  }

  /** For each frame of 20 ms. */
  @Benchmark
  @OperationsPerInvocation(FRAMES)
  public void callBatchesSoundOf20Ms(Blackhole hole) {
    var batcher = new AudioBatcher(hole::consume);
    for (int i = 0; i < FRAMES; i++) {
      batcher.add(frame);
    }
  }

  /** A whole turn of five seconds, with its sound. */
  @Benchmark
  public void callTracksAnAgentsTurnOf5S(Blackhole hole) {
    var tracker = new TurnTracker(() -> "turn", _ -> true, _ -> false, new Listener(hole));
    answer.forEach(tracker::hear);
  }

  /** For each chunk of 100 ms, held back until it is time for it. */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public void callPacesSoundOf100Ms(Blackhole hole) {
    var gate = new PlayoutGate(Duration.ofSeconds(2), Duration.ofSeconds(120));
    gate.start("turn");
    hole.consume(gate.poll(NOON));
    for (int i = 0; i < CHUNKS; i++) {
      gate.add("turn", chunk);
      hole.consume(gate.poll(NOON.plusMillis(100L * i)));
    }
    gate.end("turn");
    hole.consume(gate.poll(NOON.plusSeconds(60)));
  }

  /** Sixty turns, as a renewed stream is told them. */
  @Benchmark
  public List<History.Line> callTellsAHistoryOf60Turns() {
    return history.lines();
  }

  /** A caller who hears everything at once. */
  private record Listener(Blackhole hole) implements TurnListener {

    @Override
    public void transcript(String turnId, Speaker speaker, String text, boolean isFinal) {
      hole.consume(text);
    }

    @Override
    public void unheard(String turnId, String text) {
      hole.consume(text);
    }

    @Override
    public void audioStarted(String turnId) {
      hole.consume(turnId);
    }

    @Override
    public void audio(String turnId, ByteString pcm) {
      hole.consume(pcm);
    }

    @Override
    public void audioEnded(String turnId) {
      hole.consume(turnId);
    }

    @Override
    public void bargedIn(String turnId) {
      hole.consume(turnId);
    }

    @Override
    public void bargedInAfter(String turnId, long ms) {
      hole.consume(ms);
    }

    @Override
    public void agentTurnBegun(String turnId) {
      hole.consume(turnId);
    }

    @Override
    public void agentTurnOver(String turnId, String announced, String heard) {
      hole.consume(heard);
    }

    @Override
    public void turnTaken(Turn turn) {
      hole.consume(turn);
    }

    @Override
    public long heardMs(String turnId) {
      return Long.MAX_VALUE;
    }

    @Override
    public boolean hasHeardAll(String turnId) {
      return true;
    }
  }
}
