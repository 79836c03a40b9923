package org.voiceteller.core.compliance;

/**
 * The sentence that tells a caller of the recording.
 *
 * @param version names the text for ever: another text is another version
 */
public record Disclosure(String text, String version) {

  /** The sentence in force. */
  public static Disclosure inForce() {
    return new Disclosure(
        "This call may be recorded for quality assurance and regulatory compliance.",
        "call-recording-1");
  }

  /** Whether these words hold the sentence; case, spacing and punctuation do not matter. */
  public boolean isIn(String spoken) {
    return SpokenWords.hold(spoken, text);
  }
}
