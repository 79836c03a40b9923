package org.voiceteller.persistence.console;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.compliance.CaseClocks;
import org.voiceteller.core.dispute.CaseKind;
import org.voiceteller.core.dispute.CasePolicy;
import org.voiceteller.core.dispute.DisputeReason;
import org.voiceteller.core.dispute.Finding;
import org.voiceteller.core.money.Money;
import org.voiceteller.persistence.dynamodb.CaseDays;
import org.voiceteller.persistence.dynamodb.ItemFields;

/**
 * A case as a list shows it.
 *
 * @param amount of the charge
 * @param finding null before it is decided
 * @param nextDue the clock that breaks next; null when nothing is due any more
 */
public record CaseRow(
    String caseId,
    CaseKind kind,
    State state,
    String customerId,
    Money amount,
    DisputeReason reason,
    CaseClocks.Regulation regulation,
    Instant openedAt,
    @Nullable Finding finding,
    @Nullable Clock nextDue) {

  /** Where a case is. */
  public enum State {
    INVESTIGATING,
    /** Money has still to move. */
    DECIDED,
    CLOSED
  }

  static CaseRow of(ItemFields item, CasePolicy policy, LocalDate today) {
    String finding = item.optionalText("finding");
    return new CaseRow(
        item.text("caseId"),
        CaseKind.valueOf(item.text("kind")),
        State.valueOf(item.text("state")),
        item.text("customerId"),
        item.money(),
        DisputeReason.valueOf(item.text("reason")),
        CaseClocks.Regulation.valueOf(item.text("regulation")),
        item.time("openedAt"),
        finding == null ? null : Finding.valueOf(finding),
        CaseDays.next(item.item()).map(day -> Clock.of(day, policy, today)).orElse(null));
  }
}
