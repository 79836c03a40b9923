package org.voiceteller.http.health;

import java.util.concurrent.CompletionStage;

/**
 * Something outside this process that calls need.
 *
 * @param name stable, lower case, as {@code journal}
 * @param essential whether a call cannot be answered without it
 */
public record Dependency(String name, boolean essential, Probe probe) {

  /** Asks the dependency. May be called from any thread, also while an earlier one is under way. */
  @FunctionalInterface
  public interface Probe {

    /** Completes with the condition, or fails with what stands in the way. */
    CompletionStage<Condition> ask();
  }

  /** How a dependency is. */
  public sealed interface Condition {

    /**
     * It answers.
     *
     * @param detail who does, where several could, in words for an operator; else empty
     */
    record Up(String detail) implements Condition {

      public Up() {
        this("");
      }
    }

    /**
     * It does not answer.
     *
     * @param detail what was seen, in words for an operator; no secrets, no stack traces
     */
    record Down(String detail) implements Condition {}
  }

  /** A call cannot be answered without it. */
  public static Dependency essential(String name, Probe probe) {
    return new Dependency(name, true, probe);
  }

  /** Calls go on without it, with less. */
  public static Dependency helpful(String name, Probe probe) {
    return new Dependency(name, false, probe);
  }
}
