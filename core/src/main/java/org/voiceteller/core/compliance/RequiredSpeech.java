package org.voiceteller.core.compliance;

import java.util.List;

/**
 * The sentences that a caller must hear to their end, whoever speaks meanwhile: at present the
 * disclosure of the recording, without which no consent can be taken from going on (the laws of the
 * states where all parties must agree).
 */
public record RequiredSpeech(List<Disclosure> sentences) {

  public RequiredSpeech {
    sentences = List.copyOf(sentences);
  }

  public static RequiredSpeech inForce() {
    return new RequiredSpeech(List.of(Disclosure.inForce()));
  }

  /** Those that these words hold in full. */
  public List<String> sentencesIn(String words) {
    return sentences.stream()
        .filter(sentence -> sentence.isIn(words))
        .map(Disclosure::text)
        .toList();
  }
}
