package org.voiceteller.loadtests.load;

import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.voiceteller.loadtests.caller.SampleCustomers;
import org.voiceteller.loadtests.caller.TypedCall;

/**
 * What each sample customer has in both accounts together, in cents, asked for by telephone.
 * Callers only move money between the two, so it is the same before and after.
 */
record Money(Map<String, Long> centsByNumber) {

  private static final Pattern BALANCE = Pattern.compile("available balance of \\$([\\d,.]*\\d)");

  Money {
    centsByNumber = Map.copyOf(centsByNumber);
  }

  /** Calls for each customer, all at once. */
  static Money count(URI line) throws InterruptedException, ExecutionException {
    try (var http = HttpClient.newHttpClient();
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var counted = new LinkedHashMap<String, Future<Long>>();
      for (var number : SampleCustomers.NUMBERS) {
        counted.put(number, callers.submit(() -> ask(http, line, number)));
      }
      var cents = new LinkedHashMap<String, Long>();
      for (var entry : counted.entrySet()) {
        cents.put(entry.getKey(), entry.getValue().get());
      }
      return new Money(cents);
    }
  }

  private static long ask(HttpClient http, URI line, String number) throws InterruptedException {
    try (var call = TypedCall.open(http, line)) {
      call.say(Line.CHECKING.words());
      call.awaitAgent("may I have your phone number");
      call.say(number);
      long checking = cents(call.awaitAgent(Line.CHECKING.answer()));
      call.say(Line.SAVINGS.words());
      long savings = cents(call.awaitAgent(Line.SAVINGS.answer()));
      call.hangUp();
      return checking + savings;
    }
  }

  /** The amount that a balance's sentence tells, as {@code $1,250.75}. */
  static long cents(String sentence) {
    var told = BALANCE.matcher(sentence);
    if (!told.find()) {
      throw new IllegalArgumentException("Expected a sentence that tells a balance.");
    }
    return new BigDecimal(told.group(1).replace(",", "")).movePointRight(2).longValueExact();
  }

  /** A sentence for each customer who has more or less than before. */
  List<String> differencesTo(Money after) {
    var differences = new ArrayList<String>();
    centsByNumber.forEach(
        (number, cents) -> {
          var now = after.centsByNumber().get(number);
          if (now == null || now.longValue() != cents) {
            differences.add(
                "The customer at %s had %d cents and has %s".formatted(number, cents, now));
          }
        });
    return differences;
  }
}
