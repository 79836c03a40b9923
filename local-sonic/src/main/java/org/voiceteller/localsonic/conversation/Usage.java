package org.voiceteller.localsonic.conversation;

import org.voiceteller.localsonic.wire.OutputEvent.Tokens;
import org.voiceteller.localsonic.wire.OutputEvent.UsageEvent;

/**
 * Counts tokens as a bill would: an estimate of four characters to a text token and 25 speech
 * tokens to a second, but sums that add up.
 */
final class Usage {

  private static final int CHARACTERS_PER_TOKEN = 4;
  private static final int SPEECH_TOKENS_PER_SECOND = 25;

  private long inputSamples;
  private long inputCharacters;
  private long outputSamples;
  private long outputCharacters;
  private Tokens reported = Tokens.NONE;

  void heard(int samples) {
    inputSamples += samples;
  }

  void read(String text) {
    inputCharacters += text.length();
  }

  void spoke(int samples) {
    outputSamples += samples;
  }

  void wrote(String text) {
    outputCharacters += text.length();
  }

  /** What was used since the last report, and in all. */
  UsageEvent report() {
    var total =
        new Tokens(
            speech(inputSamples, PromptRules.INPUT_SAMPLE_RATE_HZ),
            text(inputCharacters),
            speech(outputSamples, PromptRules.OUTPUT_SAMPLE_RATE_HZ),
            text(outputCharacters));
    var delta =
        new Tokens(
            total.inputSpeech() - reported.inputSpeech(),
            total.inputText() - reported.inputText(),
            total.outputSpeech() - reported.outputSpeech(),
            total.outputText() - reported.outputText());
    reported = total;
    return new UsageEvent(delta, total);
  }

  private static long speech(long samples, int sampleRateHz) {
    return samples * SPEECH_TOKENS_PER_SECOND / sampleRateHz;
  }

  private static long text(long characters) {
    return (characters + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
  }
}
