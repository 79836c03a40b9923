package org.voiceteller.http.health;

import java.util.List;
import org.voiceteller.http.health.Dependency.Condition;

/** Whether a call would be answered, and what each dependency said. */
public record Readiness(List<Finding> findings) {

  public Readiness {
    findings = List.copyOf(findings);
  }

  /** One dependency as it was just found. */
  public record Finding(String name, boolean essential, Condition condition) {

    public boolean isUp() {
      return switch (condition) {
        case Condition.Up(var _) -> true;
        case Condition.Down(var _) -> false;
      };
    }
  }

  /** The one word for it all. */
  public enum Status {
    /** Everything answers. */
    READY,
    /** Calls are answered; something helpful is missing. */
    DEGRADED,
    /** A call would not be answered. */
    UNREADY
  }

  public Status status() {
    if (findings.stream().allMatch(Finding::isUp)) {
      return Status.READY;
    }
    return findings.stream().filter(Finding::essential).allMatch(Finding::isUp)
        ? Status.DEGRADED
        : Status.UNREADY;
  }
}
