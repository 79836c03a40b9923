package org.voiceteller.core.tool;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.voiceteller.core.account.AccountSummary;
import org.voiceteller.core.account.StatementDelivery;

/** What is told of statements. */
public record StatementAnswers(ZoneId zone) {

  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMMM uuuu", Locale.US);

  /** What is to be ordered, or what has to be said instead. */
  public sealed interface Order {

    /**
     * @param period as {@code 2026-01}
     */
    record Place(AccountSummary account, StatementDelivery delivery, YearMonth period)
        implements Order {}

    record Say(ToolAnswer answer) implements Order {}
  }

  /** A statement is of one account and of a month that has begun. */
  public Order order(ToolInput.RequestStatement wish, List<AccountSummary> accounts, Instant now) {
    YearMonth thisMonth = YearMonth.from(now.atZone(zone));
    YearMonth period = wish.month() == null ? thisMonth.minusMonths(1) : wish.month();
    if (period.isAfter(thisMonth)) {
      return new Order.Say(
          ToolAnswer.refused(
                  "%s has not begun yet. Which month's statement would you like?"
                      .formatted(MONTH.format(period)))
              .then(Tool.REQUEST_STATEMENT));
    }
    return switch (AccountChoice.of(wish, accounts)) {
      case AccountChoice.Missed(var answer) -> new Order.Say(answer);
      case AccountChoice.Chosen(var chosen) when chosen.size() > 1 ->
          new Order.Say(
              ToolAnswer.refused(
                      "For which account would you like the statement: "
                          + AccountChoice.named(chosen, "your ", " or ")
                          + "?")
                  .then(Tool.REQUEST_STATEMENT));
      case AccountChoice.Chosen(var chosen) ->
          new Order.Place(chosen.getFirst(), wish.delivery(), period);
    };
  }

  /** The order was kept. */
  public ToolAnswer ordered(Order.Place order, String statementId) {
    String how =
        switch (order.delivery()) {
          case EMAIL -> "will be sent to the email address we have on file";
          case MAIL -> "will be mailed to the address we have on file";
          case DOWNLOAD -> "will be ready to download in online banking";
        };
    return ToolAnswer.succeeded(
            "The %s statement of your %s %s. Your confirmation number is %s."
                .formatted(
                    MONTH.format(order.period()), order.account().spokenName(), how, statementId))
        .with("accountEnding", order.account().lastFour())
        .with("period", order.period().toString())
        .with("delivery", order.delivery().name().toLowerCase(Locale.ROOT))
        .about(statementId)
        .confirmedBy(statementId);
  }
}
