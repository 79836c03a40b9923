package org.voiceteller.streams.call;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.voiceteller.core.call.Turn;
import org.voiceteller.core.call.Turn.Speaker;
import org.voiceteller.streams.CountingObserver;
import org.voiceteller.streams.nova.EndpointingSensitivity;
import org.voiceteller.streams.nova.Nova;
import org.voiceteller.streams.nova.NovaSettings;
import org.voiceteller.streams.recording.Recordings;

/**
 * A call whose time the test turns by hand and whose every step happens on the test's own thread:
 * nothing is waited for, and an hour takes seconds.
 */
abstract class HandTurnedCall {

  static final Duration FRAME = Duration.ofMillis(32);

  // every class begins with start()
  @SuppressWarnings("NullAway.Init")
  private static ActorTestKit kit;

  private final HandTurnedScheduler time =
      (HandTurnedScheduler) kit.system().classicSystem().scheduler();
  final Clock clock = new Clock();
  final CountingObserver observer = new CountingObserver();
  final FakeDesk desk = new FakeDesk();
  final LegSignals signals = new LegSignals();
  Recordings recordings = Recordings.none();

  /** Whether somebody of the bank is there to take the call over. */
  BooleanSupplier staffIsThere = () -> false;

  final CallRoster roster = CallRoster.create();
  final List<AgentFrame> heard = new ArrayList<>();

  // every test begins with join(), which sets it
  @SuppressWarnings("NullAway.Init")
  BoundedSourceQueue<CallerFrame> caller;

  @BeforeAll
  static void start() {
    kit =
        ActorTestKit.create(
            ConfigFactory.parseString(HandTurnedScheduler.CONFIG)
                .withFallback(ConfigFactory.load()));
  }

  @AfterAll
  static void stop() {
    kit.shutdownTestKit();
  }

  /**
   * @param settings of {@code voice-teller.call}, where they differ from the defaults
   */
  void join(Nova nova, String settings) {
    join(nova, settings, null);
  }

  /**
   * @param endpointing as the leg wishes it; null for as it is set
   */
  void join(Nova nova, String settings, @Nullable EndpointingSensitivity endpointing) {
    Config config =
        ConfigFactory.parseString("voice-teller.call { " + settings + " }")
            .withFallback(ConfigFactory.load());
    AtomicInteger ids = new AtomicInteger();
    var pipeline =
        new CallPipeline(
            CallSettings.from(config),
            nova,
            NovaSettings.from(config),
            desk,
            roster,
            observer,
            clock,
            () -> "turn-" + ids.incrementAndGet(),
            recordings,
            staffIsThere);
    caller =
        Source.<CallerFrame>queue(16)
            .viaMat(pipeline.flow(desk.opened(), false, signals, endpointing), Keep.left())
            .to(Sink.foreach(heard::add))
            .run(kit.system());
  }

  /** All at once; the call's timers run as they fall due. */
  void passes(Duration duration) {
    Duration step = Duration.ofMillis(50);
    for (Duration left = duration; left.isPositive(); left = left.minus(step)) {
      Duration now = left.compareTo(step) < 0 ? left : step;
      clock.passes(now);
      time.timePasses(now);
    }
  }

  /** The caller's sound, frame by frame in its time. */
  void sounds(ByteString frame) {
    caller.offer(new CallerFrame.Audio(frame));
    clock.passes(FRAME);
    time.timePasses(FRAME);
  }

  void types(String words) {
    caller.offer(new CallerFrame.TextTyped(words));
  }

  /** What the call's record holds of one side. */
  List<String> turns(Speaker speaker) {
    return desk.turns.stream().filter(turn -> turn.speaker() == speaker).map(Turn::text).toList();
  }

  /** What the caller's page shows of one side, when it is final. */
  List<String> transcripts(Speaker speaker) {
    return heard.stream()
        .filter(AgentFrame.Transcript.class::isInstance)
        .map(AgentFrame.Transcript.class::cast)
        .filter(transcript -> transcript.speaker() == speaker && transcript.isFinal())
        .map(AgentFrame.Transcript::text)
        .toList();
  }

  List<String> seen(String beginning) {
    return observer.seen.stream().filter(seen -> seen.startsWith(beginning)).toList();
  }
}
