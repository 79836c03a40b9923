package org.voiceteller.streams.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.voiceteller.streams.platform.Marks.Place;

class MarksTest {

  private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
  private static final Duration SOUND = Duration.ofMillis(200);

  private final Marks marks = new Marks(3);

  @Test
  void tellsWhatWasHeardWhenAMarkComesBack() {
    String first = sent("turn-1", 200);
    String second = sent("turn-1", 400);

    assertThat(marks.played(first, NOON.plusMillis(210))).hasValue(new Place("turn-1", 200));
    assertThat(marks.played(second, NOON.plusMillis(420))).hasValue(new Place("turn-1", 400));
    assertThat(marks.played(second, NOON.plusMillis(430))).as("twice").isEmpty();
  }

  @Test
  void takesAMarkForAllBeforeIt() {
    String first = sent("turn-1", 200);
    String second = sent("turn-1", 400);

    assertThat(marks.played(second, NOON.plusMillis(420))).hasValue(new Place("turn-1", 400));
    assertThat(marks.played(first, NOON.plusMillis(421))).isEmpty();
  }

  @Test
  void forgetsMarksInDroppedSound() {
    String dropped = sent("turn-1", 200);
    marks.clear(NOON);
    String next = sent("turn-2", 200);

    assertThat(marks.played(dropped, NOON.plusMillis(1))).isEmpty();
    assertThat(marks.played(next, NOON.plusMillis(205))).hasValue(new Place("turn-2", 200));
  }

  @Test
  void doesNotBelieveAMarkThatComesBackLongAfterItsTime() {
    String late = sent("turn-1", 200);

    assertThat(marks.played(late, NOON.plusMillis(200).plus(Marks.MOST_LATE).plusMillis(1)))
        .isEmpty();
  }

  @Test
  void knowsThatSoundSentAtOnceIsHeardOneAfterTheOther() {
    sent("turn-1", 200);
    sent("turn-1", 400);
    String third = sent("turn-1", 600);

    assertThat(marks.played(third, NOON.plusMillis(600).plus(Marks.MOST_LATE)))
        .hasValue(new Place("turn-1", 600));
  }

  @Test
  void sendsNoMoreThanThePlatformKeepsAndGivesUpThoseThatAreOverdue() {
    sent("turn-1", 200);
    sent("turn-1", 400);
    sent("turn-1", 600);
    assertThat(marks.next("turn-1", 800, NOON)).isEmpty();

    assertThat(marks.next("turn-1", 800, NOON.plusSeconds(3))).isPresent();
  }

  @Test
  void knowsNoMarkThatItDidNotName() {
    sent("turn-1", 200);

    assertThat(marks.played("forged", NOON)).isEmpty();
  }

  private String sent(String turnId, long playedMs) {
    marks.sent(SOUND, NOON);
    return marks.next(turnId, playedMs, NOON).orElseThrow();
  }
}
