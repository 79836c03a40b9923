package org.voiceteller.http.admin;

import static org.voiceteller.http.admin.Views.word;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.call.HandOff.Taken;
import org.voiceteller.http.live.Alarm;
import org.voiceteller.http.live.LiveBoard;
import org.voiceteller.http.live.LiveCall;

/** What happens now, in the shapes of {@code openapi.yaml}. */
final class LiveViews {

  private LiveViews() {}

  record Board(Instant asOf, List<Live> calls, Latency latency, List<Warning> alarms) {

    static Board of(LiveBoard.Snapshot board) {
      return new Board(
          board.asOf(),
          board.calls().stream().map(Live::of).toList(),
          Latency.of(board.condition()),
          Warning.of(board.condition().alarms()));
    }
  }

  record Health(Latency latency, List<Warning> alarms) {

    static Health of(LiveBoard.Condition condition) {
      return new Health(Latency.of(condition), Warning.of(condition.alarms()));
    }
  }

  record Latency(int turns, @Nullable Long p50Ms, @Nullable Long p95Ms) {

    static Latency of(LiveBoard.Condition condition) {
      return condition.turns() == 0
          ? new Latency(0, null, null)
          : new Latency(condition.turns(), condition.p50Ms(), condition.p95Ms());
    }
  }

  record Warning(String name, Instant since, String text) {

    static List<Warning> of(List<Alarm> alarms) {
      return alarms.stream()
          .map(
              alarm ->
                  new Warning(
                      alarm.name(), alarm.since(), alarm.text() + " (" + alarm.node() + ")"))
          .toList();
    }
  }

  record Live(
      String callId,
      String channel,
      String state,
      @Nullable String customerId,
      int level,
      String doing,
      @Nullable String tool,
      Instant since,
      Instant startedAt,
      int turns,
      @Nullable Long latencyMs,
      Audio audio,
      @Nullable HandOffState handOff,
      String node) {

    static Live of(LiveCall call) {
      return new Live(
          call.callId(),
          call.channel(),
          word(call.state()),
          call.customerId(),
          call.level(),
          word(call.doing()),
          call.tool(),
          call.since(),
          call.startedAt(),
          call.turns(),
          call.latencyMs(),
          Audio.of(call.audio()),
          HandOffState.of(call.handOff()),
          call.node());
    }
  }

  record HandOffState(String state, String reason, Instant since, @Nullable String staff) {

    static @Nullable HandOffState of(org.voiceteller.core.call.@Nullable HandOff handOff) {
      if (handOff == null) {
        return null;
      }
      Taken taken = handOff.taken();
      return taken == null
          ? new HandOffState(word(handOff.state()), word(handOff.reason()), handOff.since(), null)
          : new HandOffState(
              word(handOff.state()), word(handOff.reason()), taken.since(), taken.staff());
    }
  }

  record HandOff(Live call, List<String> summary) {}

  record Audio(
      String stream, int renewals, long droppedToModelMs, long droppedToCallerMs, int bargeIns) {

    static Audio of(LiveCall.Audio audio) {
      return new Audio(
          word(audio.stream()),
          audio.renewals(),
          audio.droppedToModelMs(),
          audio.droppedToCallerMs(),
          audio.bargeIns());
    }
  }
}
