package org.voiceteller.core.call;

import java.time.Duration;
import org.voiceteller.core.compliance.ConsentLaws;
import org.voiceteller.core.compliance.Disclosure;

/**
 * What the bank sets for its calls.
 *
 * @param idleTimeout a call without an authorised operation for so long is ended
 * @param resumeGrace how long a caller may take to come back after their connection broke
 * @param maximumIdentificationAttempts telephone numbers that may be tried on one call
 * @param maximumToolUses a call remembers every tool use, so there is an end to them
 */
public record CallPolicy(
    Duration idleTimeout,
    Duration resumeGrace,
    int maximumIdentificationAttempts,
    int maximumToolUses,
    StepUpPolicy stepUp,
    ConsentLaws consentLaws,
    Disclosure disclosure) {

  /** 30 minutes idle, 5 minutes to come back, 3 numbers to try, 500 tool uses. */
  public static CallPolicy standard() {
    return new CallPolicy(
        Duration.ofMinutes(30),
        Duration.ofMinutes(5),
        3,
        500,
        StepUpPolicy.standard(),
        ConsentLaws.load(),
        Disclosure.inForce());
  }
}
