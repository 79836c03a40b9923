package org.voiceteller.streams.call;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.testkit.TestPublisher;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.apache.pekko.stream.testkit.javadsl.TestSink;
import org.apache.pekko.stream.testkit.javadsl.TestSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.voiceteller.core.call.Turn;
import org.voiceteller.streams.CountingObserver;
import org.voiceteller.streams.nova.NovaSettings;
import org.voiceteller.streams.recording.Recordings;

/** A call in virtual time, with a model and a desk that the test plays. */
abstract class PlayedPipeline {

  // every class begins with start()
  @SuppressWarnings("NullAway.Init")
  private static ActorTestKit kit;

  static final CallSettings SETTINGS = CallSettings.from(ConfigFactory.load());

  static CallSettings settings(String changed) {
    return CallSettings.from(ConfigFactory.parseString(changed).withFallback(ConfigFactory.load()));
  }

  CallSettings settings = SETTINGS;
  Recordings recordings = Recordings.none();
  final ManualTime time = ManualTime.get(kit.system());
  final Clock clock = new Clock();
  final CountingObserver observer = new CountingObserver();
  final FakeDesk desk = new FakeDesk();
  final FakeNova nova = new FakeNova(kit.system());
  final LegSignals signals = new LegSignals();
  final List<Turn> turnsBefore = new CopyOnWriteArrayList<>();

  // every test begins with join(), which sets both
  @SuppressWarnings("NullAway.Init")
  TestPublisher.Probe<CallerFrame> caller;

  @SuppressWarnings("NullAway.Init")
  TestSubscriber.Probe<AgentFrame> agent;

  @BeforeAll
  static void start() {
    kit = ActorTestKit.create(ManualTime.config().withFallback(ConfigFactory.load()));
  }

  @AfterAll
  static void stop() {
    kit.shutdownTestKit();
  }

  FakeNova.Stream join(boolean resumed) {
    AtomicInteger ids = new AtomicInteger();
    var pipeline =
        new CallPipeline(
            settings,
            nova,
            NovaSettings.from(ConfigFactory.load()),
            desk,
            CallRoster.create(),
            observer,
            clock,
            () -> "turn-" + ids.incrementAndGet(),
            recordings,
            () -> false);
    var probes =
        TestSource.<CallerFrame>create(kit.system())
            .via(
                pipeline.flow(
                    desk.opened(turnsBefore.toArray(Turn[]::new)), resumed, signals, null))
            .toMat(TestSink.<AgentFrame>create(kit.system()), Keep.both())
            .run(kit.system());
    caller = probes.first();
    agent = probes.second();
    return nova.next();
  }

  void passes(Duration duration) {
    clock.passes(duration);
    time.timePasses(duration);
  }

  /** Something that the call does on its own thread. */
  static void eventually(Runnable assertion) {
    kit.createTestProbe()
        .awaitAssert(
            () -> {
              assertion.run();
              return true;
            });
  }

  AgentFrame next() {
    return agent.requestNext(scala.concurrent.duration.Duration.create(10, "s"));
  }

  List<AgentFrame> until(Predicate<AgentFrame> last) {
    List<AgentFrame> frames = new ArrayList<>();
    do {
      frames.add(next());
    } while (!last.test(frames.getLast()));
    return frames;
  }

  /** Lets the caller hear a turn of one sound to its end, up to its final transcript. */
  List<AgentFrame> untilHeard(Duration sound) {
    List<AgentFrame> frames = until(AgentFrame.AudioEnded.class::isInstance);
    passes(sound.plusMillis(1));
    frames.addAll(
        until(frame -> frame instanceof AgentFrame.Transcript(_, _, _, var isFinal) && isFinal));
    return frames;
  }

  static Predicate<AgentFrame> isAudio() {
    return AgentFrame.Audio.class::isInstance;
  }

  static List<String> texts(List<AgentFrame> frames) {
    return frames.stream()
        .filter(AgentFrame.Transcript.class::isInstance)
        .map(frame -> ((AgentFrame.Transcript) frame).text())
        .toList();
  }

  static long soundMs(List<AgentFrame> frames) {
    return frames.stream()
        .filter(AgentFrame.Audio.class::isInstance)
        .mapToLong(frame -> ((AgentFrame.Audio) frame).pcm().size() / 48)
        .sum();
  }

  static String hearTextAfterPrelude(FakeNova.Stream model) {
    String text = model.hearText();
    while (!text.startsWith("[Correct")) {
      text = model.hearText();
    }
    return text;
  }
}
