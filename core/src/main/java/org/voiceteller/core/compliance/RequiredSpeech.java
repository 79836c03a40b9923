package org.voiceteller.core.compliance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;

/**
 * The sentences that a caller must hear to their end, whoever speaks meanwhile: always the
 * disclosure of the recording, without which no consent can be taken from going on (the laws of the
 * states where all parties must agree), and what a tool's answer says to be so, as that a dispute
 * must be confirmed in writing and where to (12 CFR 1005.11(b)(2)).
 */
public record RequiredSpeech(List<Disclosure> always) {

  /** The field of a tool's answer that holds such a sentence of it. */
  public static final String MUST_BE_HEARD = "mustBeHeard";

  private static final ObjectMapper JSON = new ObjectMapper();

  public RequiredSpeech {
    always = List.copyOf(always);
  }

  public static RequiredSpeech inForce() {
    return new RequiredSpeech(List.of(Disclosure.inForce()));
  }

  /** Those always required that these words hold in full. */
  public List<String> sentencesIn(String words) {
    return always.stream().filter(sentence -> sentence.isIn(words)).map(Disclosure::text).toList();
  }

  /**
   * @param resultJson what a tool answered
   */
  public static Optional<String> demandedBy(String resultJson) {
    try {
      String sentence = JSON.readTree(resultJson).path(MUST_BE_HEARD).asText();
      return Optional.of(sentence).filter(text -> !text.isBlank());
    } catch (JsonProcessingException notJson) {
      throw new IllegalArgumentException("Expected a tool's result to be JSON", notJson);
    }
  }
}
