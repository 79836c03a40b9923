package org.voiceteller.persistence.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceteller.core.account.AccountEvent;
import org.voiceteller.core.account.AccountKind;
import org.voiceteller.core.account.Leg;
import org.voiceteller.core.call.CallEvent;
import org.voiceteller.core.call.CallOrigin;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.core.card.CardEvent;
import org.voiceteller.core.card.DeactivationCause;
import org.voiceteller.core.money.Money;
import org.voiceteller.core.tool.ToolOutcome;
import org.voiceteller.persistence.Samples;
import org.voiceteller.persistence.SharedStores;
import org.voiceteller.persistence.SharedStores.Running;
import org.voiceteller.persistence.console.Figures.Bucket;
import org.voiceteller.persistence.console.Figures.Counted;
import org.voiceteller.persistence.console.Figures.Series;
import org.voiceteller.persistence.console.Figures.Stock;
import org.voiceteller.persistence.projection.FilledTables;

/** What is counted, once though it comes again, and what is told of it. */
@ExtendWith(SharedStores.class)
class FiguresTest {

  private static final Instant AT = Instant.parse("2031-11-21T14:30:00Z");
  private static final Period DAY =
      new Period(Instant.parse("2031-11-21T00:00:00Z"), Instant.parse("2031-11-22T00:00:00Z"));

  private final Running running;
  private final Figures figures;

  FiguresTest(Running running) {
    this.running = running;
    this.figures = Desk.at(running, AT).figures();
  }

  @Test
  void countsACallItsToolsItsEntriesAndItsConsentsOnceThoughTheyComeAgain() {
    Desk desk =
        new Desk()
            .call("CALL-F1", "CUST-F1", AT, null)
            .entries("CALL-F1", "CUST-F1", AT, "AUTHENTICATE", "VERIFY_OTP", "CHECK_BALANCE")
            .with(
                "call|CALL-F1",
                used("checkBalanceTool", ToolOutcome.Result.SUCCEEDED, 130L),
                used("checkBalanceTool", ToolOutcome.Result.REFUSED, null),
                used("a tool that no bank has", ToolOutcome.Result.FAILED, 20L),
                new CallEvent.Ended(EndReason.CALLER_HUNG_UP, AT.plusSeconds(1800)))
            .with(
                "call|CALL-F2",
                new CallEvent.Started(
                    "CALL-F2",
                    new CallOrigin("<b>carrier pigeon", null, "US-CO", "en-US", null),
                    "00",
                    AT));
    desk.fill(running);
    desk.fill(running);

    Series calls = of(Counted.CALLS);
    assertThat(at(calls, "", "started", 14)).isEqualTo(2);
    assertThat(at(calls, "", "started.browser", 14)).isEqualTo(1);
    assertThat(at(calls, "", "started.other", 14)).isEqualTo(1);
    assertThat(at(calls, "", "ended.CALLER_HUNG_UP", 15)).isEqualTo(1);
    assertThat(calls.counters().get("")).hasSize(5);
    Series tools = of(Counted.TOOLS);
    assertThat(tools.total("checkBalanceTool", "SUCCEEDED")).isEqualTo(1);
    assertThat(tools.total("checkBalanceTool", "REFUSED")).isEqualTo(1);
    assertThat(tools.total("other", "FAILED")).isEqualTo(1);
    assertThat(tools.total("checkBalanceTool", "timed")).isEqualTo(1);
    assertThat(tools.total("checkBalanceTool", "sumMs")).isEqualTo(130);
    assertThat(at(tools, "checkBalanceTool", "le250", 14)).isEqualTo(1);
    assertThat(tools.total("timed")).isEqualTo(2);
    Series actions = of(Counted.ACTIONS);
    assertThat(actions.counters().keySet())
        .containsExactly("AUTHENTICATE", "CHECK_BALANCE", "VERIFY_OTP");
    assertThat(at(actions, "AUTHENTICATE", "SUCCESS", 14)).isEqualTo(1);
    assertThat(actions.total("AUTHENTICATE", "level.1")).isEqualTo(1);
    assertThat(actions.total("CHECK_BALANCE", "personalData")).isEqualTo(1);
    assertThat(actions.total("CHECK_BALANCE", "level.1")).isZero();
    assertThat(actions.total("VERIFY_OTP", "REFUSED")).isEqualTo(1);
    assertThat(actions.total("VERIFY_OTP", "flag.CODE_WRONG")).isEqualTo(1);
    assertThat(of(Counted.CONSENTS).total("CALL_DISCLOSURE", "version.2026-01")).isEqualTo(1);
    // By the day they are the same.
    Series days =
        Desk.get(
            figures.of(
                Counted.ACTIONS,
                "VERIFY_OTP",
                new Period(AT.minus(Duration.ofDays(30)), AT.plus(Duration.ofDays(2))),
                Bucket.DAY));
    assertThat(days.counters().keySet()).containsExactly("VERIFY_OTP");
    assertThat(days.starts()).hasSize(33).contains(DAY.from());
    assertThat(days.values("VERIFY_OTP", "REFUSED").get(days.starts().indexOf(DAY.from())))
        .isEqualTo(1);
    assertThat(days.total("VERIFY_OTP", "REFUSED")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void isTheSumOfAllRowsWhereverCrashesFall(long seed) {
    Map<String, Map<String, Long>> accountsBefore = now(Stock.ACCOUNTS);
    Map<String, Map<String, Long>> cardsBefore = now(Stock.CARDS);
    Map<String, Map<String, Long>> casesBefore = now(Stock.CASES);
    Instant hour = AT.plus(Duration.ofDays(100 + seed));
    List<Map.Entry<String, List<Object>>> entities =
        List.of(
            Map.entry("account|ACC-F" + seed, account("ACC-F" + seed, "CUST-F", hour)),
            Map.entry("account|BANK-F" + seed, account("BANK-F" + seed, "BANK", hour)),
            Map.entry("card|CARD-F" + seed, card("CARD-F" + seed, hour)),
            Map.entry(
                "dispute|D-F" + seed,
                List.copyOf(Samples.caseEvents("D-F" + seed, "CUST-F", hour))));

    Random crashes = new Random(seed);
    for (var entity : entities) {
      for (int end = 1; end <= entity.getValue().size(); end += 1 + crashes.nextInt(3)) {
        // From the beginning again, as after a crash before anything was noted.
        FilledTables.with(
            running,
            "crash-" + crashes.nextInt(2),
            Map.of(entity.getKey(), entity.getValue().subList(0, end)));
      }
      FilledTables.with(running, "crash-0", Map.of(entity.getKey(), entity.getValue()));
    }

    assertThat(difference(accountsBefore, now(Stock.ACCOUNTS)))
        .isEqualTo(
            Map.of(
                "SAVINGS", Map.of("count", 1L, "posted_USD", 8_500L, "held_USD", 300L),
                "BANK", Map.of("count", 1L, "posted_USD", 8_500L, "held_USD", 300L)));
    assertThat(difference(cardsBefore, now(Stock.CARDS)))
        .isEqualTo(Map.of("", Map.of("STOLEN", 1L)));
    assertThat(difference(casesBefore, now(Stock.CASES)))
        .isEqualTo(Map.of("", Map.of("DECIDED.DISPUTE", 1L, "finding.FOR_MERCHANT", 1L)));
    Series volume =
        Desk.get(
            figures.of(Counted.VOLUME, new Period(hour.minusSeconds(60), hour.plusSeconds(60))));
    for (String kind : List.of("SAVINGS", "BANK")) {
      assertThat(volume.total(kind, "in")).isEqualTo(2);
      assertThat(volume.total(kind, "inMinor_USD")).isEqualTo(10_500);
      assertThat(volume.total(kind, "out")).isEqualTo(2);
      assertThat(volume.total(kind, "outMinor_USD")).isEqualTo(2_000);
    }
  }

  /** In 10,000 and 500, out 1,200 and 800, 300 held; an authorisation that came to nothing. */
  private static List<Object> account(String accountId, String customerId, Instant hour) {
    Leg out = new Leg("TRF-O", customerId, Money.usd(800), Samples.CAFE, hour);
    Leg in = new Leg("TRF-I", customerId, Money.usd(500), Samples.CAFE, hour);
    return List.of(
        new AccountEvent.Opened(accountId, customerId, AccountKind.SAVINGS, "4521", "USD", hour),
        posted("TXN-1", 10_000, 10_000, hour),
        Samples.held("TXN-2", 700, 10_000, Samples.CAFE, 1),
        Samples.released("TXN-2", 10_000),
        posted("TXN-3", -1_200, 8_800, hour),
        new AccountEvent.TransferPending(out, null, Samples.balance(8_800, 800), hour),
        new AccountEvent.TransferPosted(
            "TRF-O", Money.usd(800), Samples.CAFE, Samples.balance(8_000, 0), hour),
        new AccountEvent.TransferCredited(in, Samples.balance(8_500, 0), hour),
        Samples.held("TXN-4", 300, 8_500, Samples.CAFE, 1));
  }

  private static AccountEvent posted(String id, long cents, long balance, Instant hour) {
    return new AccountEvent.Posted(
        id, Money.usd(cents), Samples.GROCER, Samples.balance(balance, 0), hour, hour);
  }

  private static List<Object> card(String cardId, Instant at) {
    return List.of(
        new CardEvent.Issued(cardId, "CUST-F", "ACC-F", "4417", at),
        new CardEvent.Frozen(at),
        new CardEvent.Unfrozen(at),
        new CardEvent.Frozen(at),
        new CardEvent.Deactivated(
            DeactivationCause.STOLEN, cardId + "-R", Samples.TODAY, Samples.TODAY, null, at),
        new CardEvent.ReplacementOrdered(at));
  }

  @Test
  void tellsHoursOfThreeDaysAndDaysOfMore() {
    Period threeDays = new Period(AT, AT.plus(Duration.ofDays(3)));
    assertThat(Desk.get(figures.of(Counted.CALLS, threeDays)).starts()).hasSize(73);
    Period more = new Period(AT, AT.plus(Duration.ofDays(3)).plusSeconds(1));
    assertThat(Desk.get(figures.of(Counted.CALLS, more)).starts()).hasSize(4);
    assertThat(
            Desk.get(figures.of(Counted.CALLS, new Period(AT, AT.plus(Duration.ofDays(400)))))
                .starts())
        .hasSize(401);
    assertThatThrownBy(() -> Desk.get(figures.of(Counted.CALLS, null, more, Bucket.HOUR)))
        .hasRootCauseInstanceOf(BadQueryException.class);
  }

  private static CallEvent used(String tool, ToolOutcome.Result result, @Nullable Long tookMs) {
    return new CallEvent.ToolFinished("use", tool, new ToolOutcome(result, "{}", null), tookMs, AT);
  }

  private Series of(Counted counted) {
    return Desk.get(figures.of(counted, DAY));
  }

  private static long at(Series series, String figure, String counter, int hour) {
    return series.values(figure, counter).get(hour);
  }

  private Map<String, Map<String, Long>> now(Stock stock) {
    return Desk.get(figures.now(stock));
  }

  private static Map<String, Map<String, Long>> difference(
      Map<String, Map<String, Long>> before, Map<String, Map<String, Long>> after) {
    Map<String, Map<String, Long>> all = new TreeMap<>();
    after.forEach(
        (figure, counters) -> {
          Map<String, Long> changed = new TreeMap<>();
          counters.forEach(
              (counter, value) -> {
                long by = value - before.getOrDefault(figure, Map.of()).getOrDefault(counter, 0L);
                if (by != 0) {
                  changed.put(counter, by);
                }
              });
          if (!changed.isEmpty()) {
            all.put(figure, changed);
          }
        });
    return all;
  }
}
