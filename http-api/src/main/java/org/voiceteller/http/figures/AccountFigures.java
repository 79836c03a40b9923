package org.voiceteller.http.figures;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.voiceteller.http.figures.Report.Chart;
import org.voiceteller.http.figures.Report.Figure;
import org.voiceteller.http.figures.Report.Kind;
import org.voiceteller.http.figures.Report.Line;
import org.voiceteller.http.figures.Report.Unit;
import org.voiceteller.http.figures.Reports.Content;
import org.voiceteller.persistence.console.Figures;
import org.voiceteller.persistence.console.Figures.Bucket;
import org.voiceteller.persistence.console.Figures.Counted;
import org.voiceteller.persistence.console.Figures.Series;
import org.voiceteller.persistence.console.Figures.Stock;
import org.voiceteller.persistence.console.Period;

/** Balances by kind of account, and how much moves when. */
final class AccountFigures {

  private static final String BANK = "BANK";
  private static final String POSTED = "posted_";
  private static final int HOURS = 24;

  private final Figures figures;

  AccountFigures(Figures figures) {
    this.figures = figures;
  }

  CompletionStage<Content> of(Period period) {
    CompletableFuture<Series> volume = figures.of(Counted.VOLUME, period).toCompletableFuture();
    return figures.now(Stock.ACCOUNTS).thenCombine(volume, AccountFigures::content);
  }

  private static Content content(Map<String, Map<String, Long>> accounts, Series volume) {
    Content content = new Content();
    List<String> kinds = accounts.keySet().stream().filter(kind -> !kind.equals(BANK)).toList();
    List<String> currencies =
        kinds.stream()
            .flatMap(kind -> accounts.getOrDefault(kind, Map.of()).keySet().stream())
            .filter(counter -> counter.startsWith(POSTED))
            .map(counter -> counter.substring(POSTED.length()))
            .distinct()
            .sorted()
            .toList();
    for (String currency : currencies) {
      content
          .add(
              Figure.money(
                  "balances" + currency,
                  "Balances",
                  kinds.stream().mapToLong(kind -> balance(accounts, kind, currency)).sum(),
                  currency,
                  "What is posted on all accounts of customers now, holds not taken off."))
          .add(balances(accounts, kinds, currency));
    }
    content.add(
        Figure.count(
            "accounts",
            "Accounts",
            kinds.stream().mapToLong(kind -> count(accounts, kind)).sum(),
            "Accounts of customers, now."));
    content.add(
        Figure.count(
            "transactions",
            "Transactions",
            volume.total("in") + volume.total("out"),
            "Postings in the period, by when they happened, those of the bank's own accounts"
                + " included."));
    content.add(
        new Chart(
            "volume",
            "Transactions over time",
            "Postings to and from accounts, by when they happened.",
            Kind.STACKED_BARS,
            Entries.axis(volume),
            "Transactions",
            Unit.COUNT,
            Entries.times(volume),
            List.of(Line.of("in", each(volume, "in")), Line.of("out", each(volume, "out"))),
            null));
    if (volume.bucket() == Bucket.HOUR) {
      content.add(hourly(volume));
    }
    return content;
  }

  private static long balance(
      Map<String, Map<String, Long>> accounts, String kind, String currency) {
    return accounts.getOrDefault(kind, Map.of()).getOrDefault(POSTED + currency, 0L);
  }

  private static long count(Map<String, Map<String, Long>> accounts, String kind) {
    return accounts.getOrDefault(kind, Map.of()).getOrDefault("count", 0L);
  }

  private static Chart balances(
      Map<String, Map<String, Long>> accounts, List<String> kinds, String currency) {
    return new Chart(
        "balancesByKind" + currency,
        "Balances by kind of account",
        "What is posted on customers' accounts of each kind now, in " + currency + ".",
        Kind.BARS,
        "Kind",
        currency,
        Unit.MINOR_UNITS,
        kinds.stream().map(Words::of).toList(),
        List.of(
            Line.of(
                "posted", kinds.stream().map(kind -> balance(accounts, kind, currency)).toList())),
        null);
  }

  private static List<Long> each(Series volume, String counter) {
    return IntStream.range(0, volume.starts().size())
        .mapToObj(
            place ->
                volume.counters().keySet().stream()
                    .mapToLong(kind -> volume.values(kind, counter).get(place))
                    .sum())
        .toList();
  }

  private static Chart hourly(Series volume) {
    List<Long> hours = new ArrayList<>(Collections.nCopies(HOURS, 0L));
    List<Long> in = each(volume, "in");
    List<Long> out = each(volume, "out");
    for (int i = 0; i < volume.starts().size(); i++) {
      int hour = volume.starts().get(i).atZone(ZoneOffset.UTC).getHour();
      hours.set(hour, hours.get(hour) + in.get(i) + out.get(i));
    }
    return new Chart(
        "hourly",
        "Hourly pattern",
        "Transactions of the period by the hour of the day, in UTC.",
        Kind.BARS,
        "Hour (UTC)",
        "Transactions",
        Unit.COUNT,
        IntStream.range(0, HOURS).mapToObj("%02d"::formatted).toList(),
        List.of(Line.of("transactions", hours)),
        null);
  }
}
