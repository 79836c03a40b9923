package org.voiceteller.loadtests.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What all callers of a drill have seen. Safe for many threads. */
final class FaultsLog {

  /** How often something was asked, and how often answered as it should be. */
  record Answered(int asked, int well) {}

  private static final Duration BROKEN_BY_A_STROKE = Duration.ofSeconds(3);

  private final Map<String, Answered> answers = new TreeMap<>();
  private final Map<String, Integer> ends = new TreeMap<>();
  private final Set<String> callIds = new HashSet<>();
  private final Map<String, List<DrillCall.Stamped>> told = new HashMap<>();
  private final List<EnduringCall.Wait> waits = new ArrayList<>();
  private final List<EnduringCall.Away> away = new ArrayList<>();
  private int broken;

  synchronized void answered(String what, boolean well) {
    answers.merge(
        what,
        new Answered(1, well ? 1 : 0),
        (before, now) -> new Answered(before.asked() + now.asked(), before.well() + now.well()));
  }

  synchronized void brokeOff() {
    broken++;
  }

  synchronized void notBegun(String how) {
    ends.merge(how, 1, Integer::sum);
  }

  synchronized void over(EnduringCall call, String how) {
    ends.merge(how, 1, Integer::sum);
    callIds.add(call.callId());
    told.computeIfAbsent(call.callId(), _ -> new ArrayList<>()).addAll(call.told());
    waits.addAll(call.waits());
    away.addAll(call.away());
  }

  /** Whether the caller was told, in words or as an event, that their money has been moved. */
  boolean isToldDone(EnduringCall call) {
    return call.wasTold(
        stamped ->
            isDone(stamped)
                || stamped.type().equals("transcript")
                    && stamped.event().path("final").asBoolean()
                    && stamped.text("text").contains("Transfer complete!"));
  }

  private static boolean isDone(DrillCall.Stamped stamped) {
    return stamped.type().equals("tool.finished")
        && stamped.text("tool").equals("internalTransferTool")
        && stamped.text("outcome").equals("succeeded")
        && !stamped.text("confirmation").isEmpty();
  }

  synchronized Map<String, Answered> answers() {
    return new TreeMap<>(answers);
  }

  /** How calls ended for their callers, and how often. */
  synchronized Map<String, Integer> ends() {
    return new TreeMap<>(ends);
  }

  synchronized Set<String> callIds() {
    return Set.copyOf(callIds);
  }

  synchronized Map<String, List<DrillCall.Stamped>> told() {
    return Map.copyOf(told);
  }

  synchronized List<EnduringCall.Wait> waits() {
    return List.copyOf(waits);
  }

  synchronized List<EnduringCall.Away> away() {
    return List.copyOf(away);
  }

  /**
   * How long after this moment the first of those calls went on whose lines broke then, within some
   * seconds; empty when there is none.
   */
  synchronized Optional<Duration> firstBackAfter(long strokeNanos) {
    return away.stream()
        .map(EnduringCall.Away::back)
        .filter(back -> back.fromNanos() - strokeNanos >= 0)
        .filter(back -> back.fromNanos() - strokeNanos < BROKEN_BY_A_STROKE.toNanos())
        .map(back -> Duration.ofNanos(back.toNanos() - strokeNanos))
        .min(Comparator.naturalOrder());
  }

  synchronized int broken() {
    return broken;
  }
}
