package org.voiceteller.localsonic.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voiceteller.localsonic.speech.Recordings.file;
import static org.voiceteller.localsonic.speech.Recordings.joined;
import static org.voiceteller.localsonic.speech.Recordings.mixed;
import static org.voiceteller.localsonic.speech.Recordings.noise;
import static org.voiceteller.localsonic.speech.Recordings.silence;
import static org.voiceteller.localsonic.speech.Recordings.syllables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceteller.localsonic.dialogue.Expectation;
import org.voiceteller.localsonic.speech.Endpointer.Heard;

class EnergyEndpointerTest {

  private static final Expectation WISH = new Expectation.Wish();
  private static final Expectation DIGITS = new Expectation.Digits(10, 11);

  /** An event and when it was told, in milliseconds of the caller's sound. */
  private record Told(int atMs, Heard heard) {}

  /** Begins and ends of speech. */
  private static List<Told> told(short[] sound, Expectation expectation) {
    return told(sound, expectation, Sensitivity.MEDIUM).stream()
        .filter(told -> !(told.heard() instanceof Heard.SpeechGoesOn))
        .toList();
  }

  private static List<Told> told(short[] sound, Expectation expectation, Sensitivity sensitivity) {
    var endpointer = EnergyEndpointer.create();
    endpointer.setSensitivity(sensitivity);
    var told = new ArrayList<Told>();
    for (int from = 0; from < sound.length; from += 320) {
      int to = Math.min(sound.length, from + 320);
      var heard = endpointer.listen(Arrays.copyOfRange(sound, from, to), expectation);
      if (!(heard instanceof Heard.Nothing)) {
        told.add(new Told(to / 16, heard));
      }
    }
    return told;
  }

  private static int utteranceMs(Told told) {
    return told.heard() instanceof Heard.SpeechEnded(short[] utterance)
        ? utterance.length / 16
        : -1;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 10, 60, 200})
  void tellsStartAndEndOfSpeechOverAnyLineNoise(double noiseRms) {
    var told =
        told(
            mixed(joined(silence(2_000), syllables(1_500, 8_000), silence(1_500)), noiseRms), WISH);

    assertThat(told).hasSize(2);
    assertThat(told.getFirst().heard()).isInstanceOf(Heard.SpeechStarted.class);
    assertThat(told.getFirst().atMs()).isBetween(2_060, 2_120);
    assertThat(told.getLast().atMs()).isBetween(4_040, 4_160);
    assertThat(utteranceMs(told.getLast())).isBetween(2_300, 2_500);
  }

  @Test
  void waitsLongerBetweenTheGroupsOfANumber() {
    var number =
        joined(
            silence(500),
            syllables(600, 8_000),
            silence(900),
            syllables(600, 8_000),
            silence(1_500));

    assertThat(told(number, DIGITS)).hasSize(2);
    assertThat(told(number, WISH)).hasSize(4);
  }

  private static List<Told> goingOn(short[] sound) {
    return told(sound, WISH, Sensitivity.MEDIUM).stream()
        .filter(told -> told.heard() instanceof Heard.SpeechGoesOn)
        .toList();
  }

  @Test
  void knowsSpeechThatGoesOnFromACoughAnUhHuhAndANoise() {
    assertThat(goingOn(joined(silence(1_000), syllables(1_500, 8_000), silence(1_500))))
        .singleElement()
        .satisfies(told -> assertThat(told.atMs()).isBetween(1_500, 2_000));
    assertThat(goingOn(joined(silence(1_000), syllables(400, 8_000), silence(1_500))))
        .as("uh-huh")
        .isEmpty();
    assertThat(goingOn(joined(silence(1_000), noise(300, 6_000), silence(1_500))))
        .as("a cough")
        .isEmpty();
    assertThat(goingOn(joined(silence(1_000), noise(3_000, 2_000), silence(1_500))))
        .as("a vacuum cleaner")
        .isEmpty();
  }

  @Test
  void isAsPatientAtAPauseAsTheClientWants() {
    var sentence = joined(silence(1_000), syllables(1_000, 8_000), silence(2_000));

    var ends =
        List.of(Sensitivity.HIGH, Sensitivity.MEDIUM, Sensitivity.LOW).stream()
            .map(sensitivity -> told(sentence, WISH, sensitivity).getLast().atMs())
            .toList();

    assertThat(ends.get(1) - ends.get(0)).isBetween(60, 120);
    assertThat(ends.get(2) - ends.get(1)).isBetween(60, 120);
    var digits = told(sentence, DIGITS, Sensitivity.LOW).getLast().atMs();
    assertThat(digits - ends.get(2)).as("and twice as patient at digits").isBetween(600, 760);
  }

  @Test
  void isNotStartedByClicks() {
    var click = new short[480];
    Arrays.fill(click, (short) 20_000);

    assertThat(
            told(mixed(joined(silence(1_000), click, silence(500), click, silence(500)), 20), WISH))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {5, 50, 300})
  void isNotStartedBySteadyNoise(double rms) {
    assertThat(
            told(
                joined(silence(500), noise(200, rms / 2), noise(200, rms * 0.7), noise(6_000, rms)),
                WISH))
        .allSatisfy(t -> assertThat(t.atMs()).isLessThan(3_000));
  }

  @Test
  void getsUsedToANoiseThatSetsInAndHearsSpeechAboveIt() {
    var sound =
        joined(
            silence(1_000),
            noise(5_000, 500),
            mixed(syllables(1_500, 12_000), 500),
            noise(2_000, 500));

    var told = told(sound, WISH);
    assertThat(told.getLast().heard()).isInstanceOf(Heard.SpeechEnded.class);
    assertThat(told.getLast().atMs()).isBetween(8_000, 8_500);
    assertThat(told.get(told.size() - 2).atMs()).isBetween(6_040, 6_140);
  }

  @Test
  void endsAnUtteranceThatNeverEnds() {
    var told = told(joined(silence(500), syllables(45_000, 8_000)), WISH);

    assertThat(told)
        .filteredOn(t -> t.heard() instanceof Heard.SpeechEnded)
        .hasSize(2)
        .allSatisfy(
            t -> assertThat(utteranceMs(t)).isBetween(19_900, EnergyEndpointer.MAX_UTTERANCE_MS));
  }

  @Test
  void takesPiecesOfAnySize() {
    var sound = joined(silence(1_000), syllables(1_000, 8_000), silence(1_000));
    var endpointer = EnergyEndpointer.create();
    var heard = new ArrayList<Heard>();
    for (int from = 0; from < sound.length; from += 77) {
      heard.add(
          endpointer.listen(
              Arrays.copyOfRange(sound, from, Math.min(sound.length, from + 77)), WISH));
    }
    heard.removeIf(Heard.Nothing.class::isInstance);
    heard.removeIf(Heard.SpeechGoesOn.class::isInstance);

    assertThat(heard).hasSize(2);
    assertThat(heard.getLast()).isInstanceOf(Heard.SpeechEnded.class);
  }

  @Test
  void losesNeitherStartNorEndWhenBothFallIntoOnePiece() {
    var endpointer = EnergyEndpointer.create();
    var sound = joined(silence(1_000), syllables(1_000, 8_000), silence(1_000));

    assertThat(endpointer.listen(sound, WISH)).isInstanceOf(Heard.SpeechStarted.class);
    assertThat(endpointer.listen(silence(20), WISH)).isInstanceOf(Heard.SpeechGoesOn.class);
    assertThat(endpointer.listen(silence(20), WISH)).isInstanceOf(Heard.SpeechEnded.class);
  }

  @Test
  void findsARealSentence() {
    var sentence = file("azure/whatstheweatherlike.wav");
    var told = told(joined(noise(1_000, 8), mixed(sentence, 8), noise(1_500, 8)), WISH);

    assertThat(told).hasSize(2);
    assertThat(utteranceMs(told.getLast())).isBetween(1_000, sentence.length / 16 + 1_000);
  }
}
