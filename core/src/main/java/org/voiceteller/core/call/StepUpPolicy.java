package org.voiceteller.core.call;

import java.time.Duration;

/**
 * What the bank sets for codes, questions and what waits for them.
 *
 * @param attemptsPerCode after so many wrong entries another code is sent
 * @param maximumCodes on one call
 * @param maximumAnswers to the second step, on one call
 * @param maximumWishes that wait at once
 * @param wishLapse a wish that waited for longer is not carried out any more
 * @param proposalLapse what was read back is not done any more after so long
 */
public record StepUpPolicy(
    int attemptsPerCode,
    int maximumCodes,
    int maximumAnswers,
    int maximumWishes,
    Duration wishLapse,
    Duration proposalLapse) {

  /** 3 attempts, 5 codes, 3 answers, 4 wishes for 10 minutes, and 5 minutes for a yes. */
  public static StepUpPolicy standard() {
    return new StepUpPolicy(3, 5, 3, 4, Duration.ofMinutes(10), Duration.ofMinutes(5));
  }
}
