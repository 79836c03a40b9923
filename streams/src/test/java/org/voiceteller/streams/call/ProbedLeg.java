package org.voiceteller.streams.call;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.pekko.stream.testkit.TestPublisher;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.voiceteller.streams.CountingObserver;
import scala.concurrent.duration.FiniteDuration;

/** A leg on a real clock, by its two ends; a frame that does not come tells what came before. */
record ProbedLeg(
    TestPublisher.Probe<CallerFrame> caller,
    TestSubscriber.Probe<AgentFrame> agent,
    CountingObserver observer) {

  /** Longer than a call waits for a stream that owes an answer before it opens another. */
  private static final FiniteDuration PATIENCE = scala.concurrent.duration.Duration.create(30, "s");

  List<AgentFrame> until(Predicate<AgentFrame> last) {
    List<AgentFrame> frames = new ArrayList<>();
    try {
      do {
        frames.add(agent.requestNext(PATIENCE));
      } while (!last.test(frames.getLast()));
    } catch (AssertionError nothingMore) {
      throw new AssertionError(
          "The caller got " + withoutSound(frames) + ", and seen of the call was " + observer.seen,
          nothingMore);
    }
    return frames;
  }

  private static List<AgentFrame> withoutSound(List<AgentFrame> frames) {
    return frames.stream().filter(frame -> !(frame instanceof AgentFrame.Audio)).toList();
  }

  List<AgentFrame> untilSaid(String text) {
    return until(
        frame ->
            frame instanceof AgentFrame.Transcript(_, _, var said, var isFinal)
                && isFinal
                && said.equals(text));
  }
}
