package org.voiceteller.streams.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;

class PlayoutGateTest {

  private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
  private final PlayoutGate gate = new PlayoutGate(Duration.ofSeconds(2), Duration.ofSeconds(10));

  private static ByteString sound(int ms) {
    return ByteString.fromArray(new byte[ms * 48]);
  }

  private List<AgentFrame> drain(Instant now) {
    List<AgentFrame> frames = new ArrayList<>();
    for (var next = gate.poll(now); next.isPresent(); next = gate.poll(now)) {
      frames.add(next.get());
    }
    return frames;
  }

  @Test
  void cutsSoundAndSendsItTwoSecondsAhead() {
    gate.start("T");
    assertThat(gate.add("T", sound(5_050))).isZero();
    gate.end("T");

    assertThat(drain(NOON)).hasSize(22).startsWith(new AgentFrame.AudioStarted("T"));
    assertThat(gate.nextDue(NOON)).contains(Duration.ofMillis(100));
    assertThat(drain(NOON.plusMillis(100))).hasSize(1);
    assertThat(drain(NOON.plusSeconds(60))).hasSize(21);
    List<AgentFrame> rest = drain(NOON.plusSeconds(70));
    assertThat(rest).last().isEqualTo(new AgentFrame.AudioEnded("T", 5_050));
    assertThat(gate.nextDue(NOON)).isEmpty();
  }

  @Test
  void waitsForAnEarThatReportsToBeBehind() {
    gate.start("T");
    gate.add("T", sound(5_000));
    drain(NOON);

    Instant later = NOON.plusSeconds(1);
    gate.played("T", 0, later);

    assertThat(drain(later)).isEmpty();
    assertThat(gate.heardMs("T", later)).isZero();
    gate.played("T", 900, later);
    assertThat(drain(later)).hasSize(9);
  }

  @Test
  void dropsTheNewestSoundWhenFullAndSaysHowMuch() {
    gate.start("T");

    assertThat(gate.add("T", sound(10_000))).isZero();
    assertThat(gate.add("T", sound(40))).isEqualTo(40);
    drain(NOON);
    assertThat(gate.add("T", sound(40))).isZero();
  }

  @Test
  void aToneInBetweenIsTheOpenTurnsSoundAndNoneOfItsWords() {
    gate.start("T");
    gate.add("T", sound(500));
    drain(NOON);
    Instant heard = NOON.plusMillis(500);
    gate.interpose("tone", List.of(sound(100), sound(100)));

    assertThat(drain(heard))
        .containsExactly(
            new AgentFrame.Audio("T", sound(100)), new AgentFrame.Audio("T", sound(100)));
    assertThat(gate.heardMs("T", heard.plusMillis(150))).isEqualTo(500);
    assertThat(gate.playedMs("T", heard.plusMillis(150))).isEqualTo(650);
    gate.add("T", sound(300));
    gate.end("T");
    assertThat(drain(heard.plusMillis(200)))
        .endsWith(new AgentFrame.AudioEnded("T", 1_000))
        .hasSize(4);
    assertThat(gate.heardMs("T", heard.plusMillis(300))).isEqualTo(600);
    assertThat(gate.untilHeard("T", heard.plusMillis(300))).hasMillis(200);
    gate.clearAfter("T", 700, heard.plusMillis(300));
    assertThat(gate.nextDue(heard.plusMillis(300))).hasValue(Duration.ofMillis(100));
    assertThat(drain(heard.plusMillis(400))).containsExactly(new AgentFrame.AudioCleared("T"));
    assertThat(gate.heardMs("T", heard.plusMillis(400))).isEqualTo(700);
  }

  @Test
  void aToneBetweenTwoTurnsIsATurnOfItsOwn() {
    gate.start("T");
    gate.add("T", sound(100));
    gate.end("T");
    drain(NOON);
    gate.interpose("tone", List.of(sound(100)));

    assertThat(drain(NOON.plusMillis(100)))
        .containsExactly(
            new AgentFrame.AudioStarted("tone"),
            new AgentFrame.Audio("tone", sound(100)),
            new AgentFrame.AudioEnded("tone", 100));
    assertThat(gate.isAllHeard(NOON.plusMillis(199))).isFalse();
    assertThat(gate.heardMs("T", NOON.plusMillis(199))).isEqualTo(100);
  }

  @Test
  void clearsWhatWaitsAndWhatStillArrives() {
    gate.start("T");
    gate.add("T", sound(5_000));
    drain(NOON);

    Instant cut = NOON.plusMillis(1_500);
    assertThat(gate.heardMs("T", cut)).isEqualTo(1_500);
    assertThat(gate.clear("T", cut)).contains(new AgentFrame.AudioCleared("T"));
    gate.add("T", sound(100));
    gate.end("T");
    assertThat(drain(cut)).isEmpty();

    gate.start("U");
    gate.add("U", sound(100));
    assertThat(drain(cut)).hasSize(2);
  }

  @Test
  void tellsTheLegNothingOfATurnThatItNeverBeganOrHasHeardToItsEnd() {
    gate.start("T");
    gate.add("T", sound(100));
    assertThat(gate.clear("T", NOON)).isEqualTo(Optional.empty());

    gate.start("U");
    gate.add("U", sound(100));
    gate.end("U");
    drain(NOON);
    assertThat(gate.clear("U", NOON.plusMillis(100))).isEqualTo(Optional.empty());
  }
}
