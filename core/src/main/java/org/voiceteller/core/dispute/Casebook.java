package org.voiceteller.core.dispute;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.voiceteller.core.decision.Decision;

/**
 * Which charges of a customer have a case: one each, however often and on whatever day it is asked
 * for.
 *
 * @param entries in the order in which they were opened
 */
public record Casebook(List<Entry> entries) {

  /** A charge and its case. */
  public record Entry(String chargeKey, String caseNumber) {}

  /** Why a case was not entered. */
  public enum Refusal {
    /** More cases than one customer ever has: something asks in a circle. */
    TOO_MANY_CASES
  }

  /** Cases of one customer in a lifetime. */
  public static final int MOST_CASES = 2_000;

  public Casebook {
    entries = List.copyOf(entries);
  }

  public static Casebook empty() {
    return new Casebook(List.of());
  }

  /** The case of a charge; empty when it has none. */
  public Optional<String> caseOf(String chargeKey) {
    return entries.stream()
        .filter(entry -> entry.chargeKey().equals(chargeKey))
        .map(Entry::caseNumber)
        .findFirst();
  }

  /** Enters a case; a charge that has one keeps it, whatever number is offered. */
  public Decision<CasebookEvent, Refusal> enter(String chargeKey, String caseNumber, Instant now) {
    if (caseOf(chargeKey).isPresent()) {
      return Decision.alreadyDone();
    }
    return entries.size() >= MOST_CASES
        ? Decision.refuse(Refusal.TOO_MANY_CASES)
        : Decision.accept(new CasebookEvent.CaseEntered(chargeKey, caseNumber, now));
  }

  /** Total: history is never refused. */
  public Casebook apply(CasebookEvent event) {
    return switch (event) {
      case CasebookEvent.CaseEntered(var chargeKey, var caseNumber, _) ->
          new Casebook(
              Stream.concat(entries.stream(), Stream.of(new Entry(chargeKey, caseNumber)))
                  .toList());
    };
  }
}
