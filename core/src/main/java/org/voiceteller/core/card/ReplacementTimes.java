package org.voiceteller.core.card;

import java.time.LocalDate;
import org.voiceteller.core.compliance.BusinessDays;

/** Within how many business days a replacement card arrives. */
public record ReplacementTimes(int earliestBusinessDays, int latestBusinessDays) {

  public ReplacementTimes {
    if (earliestBusinessDays < 1 || latestBusinessDays < earliestBusinessDays) {
      throw new IllegalArgumentException(
          "Expected a replacement within 1 business day or more, the latest not before the"
              + " earliest, but they are %d and %d"
                  .formatted(earliestBusinessDays, latestBusinessDays));
    }
  }

  public LocalDate from(LocalDate ordered) {
    return BusinessDays.after(ordered, earliestBusinessDays);
  }

  public LocalDate until(LocalDate ordered) {
    return BusinessDays.after(ordered, latestBusinessDays);
  }

  /** {@code 5-7 business days}. */
  public String spoken() {
    return earliestBusinessDays == latestBusinessDays
        ? earliestBusinessDays + (earliestBusinessDays == 1 ? " business day" : " business days")
        : earliestBusinessDays + "-" + latestBusinessDays + " business days";
  }
}
