package org.voiceteller.localsonic.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voiceteller.localsonic.speech.Recordings.file;
import static org.voiceteller.localsonic.speech.Recordings.joined;
import static org.voiceteller.localsonic.speech.Recordings.mixed;
import static org.voiceteller.localsonic.speech.Recordings.noise;
import static org.voiceteller.localsonic.speech.Recordings.silence;

import edu.cmu.sphinx.linguist.acoustic.UnitManager;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceteller.localsonic.dialogue.Expectation;

/** Voices speak and the recogniser listens. */
class SpeechTest {

  private static final Expectation WISH = new Expectation.Wish();
  private static final Expectation PHONE = new Expectation.Digits(10, 11);
  private static final Expectation CODE = new Expectation.Digits(6, 6);
  private static final Resampler DOWN = Resampler.between(24_000, 16_000);

  private static Synthesizer mary;
  private static Synthesizer robot;

  @BeforeAll
  static void load() throws IOException {
    mary = LoadedSpeech.voice();
    robot = FreeTtsSynthesizer.load();
  }

  private static Optional<String> heard(Synthesizer voice, String said, Expectation expectation) {
    var utterance =
        mixed(joined(silence(300), DOWN.resample(voice.synthesize(said)), silence(600)), 8);
    return LoadedSpeech.recognize(utterance, expectation);
  }

  @Test
  void loadsAllThatThereIs() {
    assertThat(LoadedSpeech.missing()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plus one, five five five, two three four, five six seven eight",
        "+1-555-234-5678"
      })
  void understandsAPhoneNumber(String said) {
    assertThat(heard(mary, said, PHONE)).hasValue("15552345678");
  }

  @ParameterizedTest
  @CsvSource({
    "What's my checking balance?, what's my checking balance",
    "What are my recent transactions?, what are my recent transactions",
    "Which transactions are pending?, which transactions are pending",
    "'Thank you, goodbye', thank you goodbye"
  })
  void understandsTheCommonestWishesFromBothVoices(String said, String words) {
    assertThat(heard(mary, said, WISH)).hasValue(words);
    assertThat(heard(robot, said, WISH)).hasValue(words);
  }

  /** By the robotic voice, which speaks in a tenth of the time. */
  @Test
  void understandsMostOfTheMainMenu() {
    var menu =
        List.of(
            "tell me my balance please",
            "how much money do i have in checking",
            "what was my last purchase",
            "find the charge from starbucks",
            "how much did i spend at amazon last month",
            "what does pending mean",
            "i need a copy of my statement by mail",
            "send me my statement for march",
            "what is this merchant",
            "when will i get my provisional credit",
            "i lost my debit card",
            "please freeze my card",
            "pay my electric bill",
            "did my zelle payment go through",
            "can you repeat that",
            "i want to speak to a person");

    var understood =
        menu.stream()
            .filter(words -> heard(robot, words, WISH).equals(Optional.of(words)))
            .toList();

    assertThat(understood).hasSizeGreaterThanOrEqualTo(menu.size() - 2);
  }

  @ParameterizedTest
  @CsvSource({
    "cancel, cancel",
    "I don't know, i don't know",
    "one two three four five six, 123456"
  })
  void leavesAWayOutOfDigits(String said, String words) {
    assertThat(heard(robot, said, CODE)).hasValue(words);
  }

  @Test
  void understandsAmountsAnswersAndNames() {
    assertThat(heard(mary, "five hundred dollars", new Expectation.Amount())).hasValue("$500");
    assertThat(heard(mary, "yes please", new Expectation.YesOrNo())).hasValue("yes please");
    assertThat(heard(mary, "no thank you", new Expectation.YesOrNo())).hasValue("no thank you");
    assertThat(heard(mary, "Johnson", new Expectation.Name())).hasValue("johnson");
  }

  @ParameterizedTest
  @CsvSource({
    "'No, from savings.',no from savings",
    "Make it three hundred dollars.,make it $300",
    "The other way around.,the other way around",
    "Never mind.,never mind"
  })
  void understandsAnswersToAReadBack(String said, String words) {
    assertThat(heard(mary, said, new Expectation.YesOrNo())).hasValue(words);
  }

  /** What callers say who hear a security question of the samples. */
  @ParameterizedTest
  @CsvSource({
    "Biscuit,biscuit",
    "Captain,captain",
    "Saint Paul,saint paul",
    "Honda Civic,honda civic",
    "Volkswagen Beetle,volkswagen beetle",
    "My mother's maiden name is Johnson,my mother's maiden name is johnson"
  })
  void understandsSecurityAnswers(String said, String words) {
    assertThat(heard(mary, said, new Expectation.Name())).hasValue(words);
  }

  /** Nobody asked for it; the bank must hear it to withhold it. */
  @Test
  void hearsWhatCallersLetSlip() {
    assertThat(heard(mary, "My card number is 4 5 3 9, 5 7 8 7, 6 3 6 2, 1 4 8 6", WISH))
        .hasValue("my card number is 4539578763621486");
    assertThat(heard(mary, "My pin is 7, 3, 9, 5", WISH)).hasValue("my pin is 7395");
  }

  /** A real person over a telephone's bandwidth: most digits, not necessarily each. */
  @Test
  void understandsMostDigitsOfARealVoice() {
    var parts = new ArrayList<short[]>();
    parts.add(silence(300));
    for (char digit : "5552345678".toCharArray()) {
      parts.add(Pcm.levelled(file("fsdd/" + digit + "_theo_5.wav"), 16_000));
      parts.add(silence(80));
    }
    parts.add(silence(500));

    var words = LoadedSpeech.recognize(mixed(joined(parts.toArray(short[][]::new)), 8), PHONE);

    assertThat(words).isPresent();
    long right = 0;
    for (int i = 0; i < 10 && i < words.get().length(); i++) {
      right += words.get().charAt(i) == "5552345678".charAt(i) ? 1 : 0;
    }
    assertThat(right).as(words.get()).isGreaterThanOrEqualTo(7);
  }

  @Test
  void makesNothingOfNoiseAndOfTooLittle() {
    assertThat(LoadedSpeech.recognize(new short[0], WISH)).isEmpty();
    assertThat(LoadedSpeech.recognize(new short[800], WISH)).isEmpty();
    assertThat(LoadedSpeech.recognize(silence(2_000), PHONE)).isEmpty();
    assertThat(LoadedSpeech.recognize(noise(1_500, 300), PHONE)).isEmpty();
  }

  @Test
  void understandsWhatComesOutOfDigitalSilence() {
    var question =
        joined(
            new short[8_000],
            DOWN.resample(mary.synthesize("What's my checking balance?")),
            new short[8_000]);

    assertThat(LoadedSpeech.recognize(question, WISH)).hasValue("what's my checking balance");
  }

  @Test
  void servesSeveralCallersAtOnce() throws InterruptedException, ExecutionException {
    var yes =
        mixed(joined(silence(300), DOWN.resample(mary.synthesize("Yes please.")), silence(400)), 8);
    try (var callers = Executors.newFixedThreadPool(4)) {
      Callable<Optional<String>> caller =
          () -> LoadedSpeech.recognize(yes, new Expectation.YesOrNo());
      List<Future<Optional<String>>> answers =
          callers.invokeAll(List.of(caller, caller, caller, caller, caller, caller));

      for (var answer : answers) {
        assertThat(answer.get()).hasValue("yes please");
      }
    }
  }

  @Test
  void speaksAtAComfortableLoudnessWithoutClippingOrDeadAir() {
    for (var voice : List.of(mary, robot)) {
      var sound = voice.synthesize("Your checking account ending in 4521 has $5,647.32.");
      int peak = 0;
      for (short sample : sound) {
        peak = Math.max(peak, Math.abs((int) sample));
      }

      assertThat(sound.length / 24_000.0).isBetween(3.0, 9.0);
      assertThat(peak).isLessThan(30_000);
      assertThat(Pcm.rms(sound, 0, sound.length)).isBetween(1_500.0, 4_000.0);
      assertThat(Pcm.rms(sound, 2_400, 4_800)).as("sound within 100 ms").isGreaterThan(100);
      assertThat(voice.synthesize(" ... ")).isEmpty();
    }
  }

  @Test
  void knowsHowEachWordOfItsGrammarsSounds() throws IOException {
    var dictionary = SphinxContext.dictionary(new UnitManager());

    for (var grammar : List.of("wish", "amount", "money", "merchants", "yesorno", "name")) {
      assertThat(wordsOf(grammar))
          .isNotEmpty()
          .allSatisfy(word -> assertThat(dictionary.getWord(word)).as(word).isNotNull());
    }
  }

  /** The words of a JSGF file: what is left without comments, declarations and signs. */
  private static List<String> wordsOf(String grammar) throws IOException {
    try (var file =
        Objects.requireNonNull(SpokenGrammar.class.getResourceAsStream(grammar + ".gram"))) {
      var rules =
          new String(file.readAllBytes(), StandardCharsets.UTF_8)
              .replaceAll("(?s)/\\*.*?\\*/", " ")
              .replaceAll("(?m)^(#JSGF|grammar|import).*?;", " ")
              .replaceAll("<[^>]*>|\\bpublic\\b", " ");
      return Arrays.stream(rules.split("[^a-z']+"))
          .filter(word -> !word.isEmpty())
          .distinct()
          .toList();
    }
  }
}
