package org.voiceteller.loadtests.sound;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.voiceteller.loadtests.sound.LossyLine.Remedy;
import org.voiceteller.loadtests.sound.SpokenCodes.Code;
import org.voiceteller.localsonic.dialogue.Expectation;
import org.voiceteller.localsonic.speech.Recognizer;
import org.voiceteller.localsonic.speech.SpeechEngines;
import org.voiceteller.streams.sound.SpeechCodec;

/**
 * Speaks codes of six digits over a line of each codec and prints, as a Markdown table, how many
 * digits and codes are understood: without loss, with 5 % lost in bursts and silence in its place,
 * and with the losses filled in. {@code ./teller bench sound} starts it.
 */
public final class SoundBench {

  private static final int CODES = 60;
  private static final Expectation SIX_DIGITS = new Expectation.Digits(6, 6);

  private SoundBench() {}

  /**
   * @param args the directory of recordings, and how many codes, 60 when that is left out
   */
  public static void main(String[] args) throws IOException, UnsupportedAudioFileException {
    int count = args.length > 1 ? Integer.parseInt(args[1]) : CODES;
    List<Code> codes = SpokenCodes.from(Path.of(args[0]), count);
    Recognizer recognizer =
        SpeechEngines.recognizer(1)
            .engine()
            .orElseThrow(() -> new IOException("The recogniser did not load"));
    IO.println("| codec | line | digits understood | codes understood |");
    IO.println("|---|---|---|---|");
    for (SpeechCodec codec : List.of(SpeechCodec.PCMU, SpeechCodec.G722, SpeechCodec.OPUS)) {
      for (Remedy remedy : Remedy.values()) {
        IO.println(row(codec, remedy, codes, recognizer));
      }
    }
  }

  private static String row(
      SpeechCodec codec, Remedy remedy, List<Code> codes, Recognizer recognizer) {
    int rightDigits = 0;
    int rightCodes = 0;
    int digits = 0;
    for (int i = 0; i < codes.size(); i++) {
      Code code = codes.get(i);
      short[] heard = LossyLine.through(codec, code.voice(), remedy, i);
      String words = recognizer.recognize(heard, SIX_DIGITS).orElse("");
      digits += code.digits().length();
      rightDigits += Math.max(0, code.digits().length() - distance(code.digits(), words));
      rightCodes += words.equals(code.digits()) ? 1 : 0;
    }
    String line =
        switch (remedy) {
          case NO_LOSS -> "no loss";
          case SILENCE -> "5 % lost in bursts, silence";
          case CONCEALMENT -> "5 % lost in bursts, filled in";
        };
    return String.format(
        Locale.ROOT,
        "| %s | %s | %.1f %% | %d of %d |",
        codec.encodingName(),
        line,
        100.0 * rightDigits / digits,
        rightCodes,
        codes.size());
  }

  /** How many digits must be put in, left out or changed (V. I. Levenshtein, 1965). */
  private static int distance(String said, String heard) {
    int[] last = new int[heard.length() + 1];
    for (int j = 0; j < last.length; j++) {
      last[j] = j;
    }
    for (int i = 1; i <= said.length(); i++) {
      int[] next = new int[last.length];
      next[0] = i;
      for (int j = 1; j < next.length; j++) {
        int changed = last[j - 1] + (said.charAt(i - 1) == heard.charAt(j - 1) ? 0 : 1);
        next[j] = Math.min(changed, 1 + Math.min(last[j], next[j - 1]));
      }
      last = next;
    }
    return last[heard.length()];
  }
}
