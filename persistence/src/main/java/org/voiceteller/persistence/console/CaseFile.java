package org.voiceteller.persistence.console;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.dispute.CasePolicy;
import org.voiceteller.core.dispute.NoticeKind;
import org.voiceteller.core.dispute.Posting;
import org.voiceteller.core.money.Money;
import org.voiceteller.persistence.dynamodb.CaseDays;
import org.voiceteller.persistence.dynamodb.ItemFields;

/**
 * A case with all that its row holds.
 *
 * @param merchant as the charge names it
 * @param explanation of the decision; null before it, and when the customer was erased
 * @param withheld of a provisional credit
 * @param liability what the customer bears in the end if they are right
 * @param clocks all days of the case, earliest first
 */
public record CaseFile(
    CaseRow row,
    String accountId,
    String merchant,
    @Nullable String explanation,
    @Nullable Money withheld,
    @Nullable Money liability,
    List<Clock> clocks,
    List<Payment> postings,
    List<Notice> notices) {

  public CaseFile {
    clocks = List.copyOf(clocks);
    postings = List.copyOf(postings);
    notices = List.copyOf(notices);
  }

  /**
   * Money that the case moves.
   *
   * @param amount positive towards the customer
   * @param postedAt null while the account does not hold it
   * @param refused why the account did not take it the last time; null when it did
   */
  public record Payment(
      Posting.Purpose purpose,
      Money amount,
      @Nullable Instant postedAt,
      @Nullable String refused) {}

  /**
   * What the customer was told.
   *
   * @param day the one that it names
   * @param at when it went out
   */
  public record Notice(NoticeKind kind, @Nullable LocalDate day, Instant at) {}

  static CaseFile of(ItemFields item, CasePolicy policy, LocalDate today) {
    return new CaseFile(
        CaseRow.of(item, policy, today),
        item.text("accountId"),
        item.text("merchantDescriptor"),
        item.optionalText("explanation"),
        item.optionalMoney("withheldMinorUnits"),
        item.optionalMoney("liabilityMinorUnits"),
        CaseDays.of(item.item()).stream().map(day -> Clock.of(day, policy, today)).toList(),
        Arrays.stream(Posting.Purpose.values())
            .map(purpose -> payment(item, purpose))
            .filter(Objects::nonNull)
            .toList(),
        Arrays.stream(NoticeKind.values())
            .map(kind -> notice(item, kind))
            .filter(Objects::nonNull)
            .sorted(Comparator.comparing(Notice::at))
            .toList());
  }

  private static @Nullable Payment payment(ItemFields item, Posting.Purpose purpose) {
    String column =
        switch (purpose) {
          case PROVISIONAL_CREDIT -> "provisionalCredit";
          case CORRECTION -> "correction";
          case REVERSAL -> "reversal";
        };
    String ending =
        switch (purpose) {
          case PROVISIONAL_CREDIT -> "CREDIT";
          case CORRECTION -> "CORRECTION";
          case REVERSAL -> "REVERSAL";
        };
    Money amount = item.optionalMoney(column + "MinorUnits");
    if (amount == null) {
      return null;
    }
    Instant postedAt = item.optionalTime("posted_" + ending);
    // One is under way at a time: the last refusal is the one of what is not posted.
    return new Payment(
        purpose, amount, postedAt, postedAt == null ? item.optionalText("postingRefused") : null);
  }

  private static @Nullable Notice notice(ItemFields item, NoticeKind kind) {
    Instant at = item.optionalTime("noticeIssued_" + kind.name());
    return at == null ? null : new Notice(kind, item.optionalDay("notice_" + kind.name()), at);
  }
}
