package org.voiceteller.http.admin;

import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** Makes the personal data of a customer unreadable for good, and audits that. */
@FunctionalInterface
public interface Eraser {

  /**
   * @param reason a short code or reference; nothing personal
   * @return how many calls were erased, when all is done and audited
   */
  CompletionStage<Integer> erase(
      String customerId, String reason, String jurisdiction, Instant now);
}
