package org.voiceteller.loadtests.tool;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;
import org.voiceteller.loadtests.caller.CodeInbox;
import org.voiceteller.loadtests.caller.TypedCall;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures a balance, a transfer and a dispute, each from the model's use of the tool to its result
 * as the caller's leg is told of both, and prints a Markdown table. The sample customers' bank must
 * be running with typed conversation and fresh data; {@code ./teller bench tools} starts it.
 *
 * <p>Exit codes: 0 measured and every dollar is there, 1 not.
 */
@Command(name = "tools", mixinStandardHelpOptions = true, description = "How long tools take.")
public final class ToolBench implements Callable<Integer> {

  private static final String PAT = "+15552345678";
  private static final Pattern BALANCE = Pattern.compile("available balance of \\$([\\d,.]*\\d)");

  /** Charges of the samples that can be disputed once each, by whose they are. */
  private static final List<Charge> CHARGES =
      List.of(
          new Charge(PAT, "$87.63", "Whole Foods"),
          new Charge(PAT, "$75", "XYZ Restaurant"),
          new Charge(PAT, "$15.49", "Netflix"),
          new Charge(PAT, "$250", "Electronics Store"),
          new Charge(PAT, "$58.20", "Corner Bistro"),
          new Charge(PAT, "$32.50", "Etsy"),
          new Charge("+15554567890", "$64.75", "Corner Bistro"),
          new Charge("+15554567890", "$23.10", "Uber"),
          new Charge("+15555678901", "$250", "Best Buy"),
          new Charge("+15555678901", "$41.88", "Shell Oil"),
          new Charge("+15557890123", "$56.99", "Amazon"),
          new Charge("+15557890123", "$89.99", "Comcast"));

  /** Balances and transfers before any counts: until then the server's code is still compiled. */
  private static final int WARM_UP_CALLS = 3;

  private static final int WARM_UP_TIMES = 100;

  private record Charge(String number, String amount, String merchant) {}

  @Option(names = "--server", required = true, description = "as ws://127.0.0.1:8080/v1/calls")
  private URI server = URI.create("");

  @Option(names = "--codes-port", required = true, description = "where one-time codes come to")
  private int codesPort;

  @Option(names = "--calls", defaultValue = "100", description = "other calls in progress")
  private int calls;

  @Option(names = "--times", defaultValue = "100", description = "balances, and transfers")
  private int times;

  public static void main(String[] args) {
    System.exit(new CommandLine(new ToolBench()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    try (var inbox = CodeInbox.open(codesPort);
        var http = HttpClient.newHttpClient()) {
      var money = new ArrayList<Long>();
      for (int i = 0; i < WARM_UP_CALLS; i++) {
        round(http, inbox, WARM_UP_TIMES, List.of(), money);
      }
      IO.println("| tool | other calls | n | p50 ms | p99 ms | slowest ms |");
      IO.println("|---|---|---|---|---|---|");
      round(http, inbox, times, CHARGES.subList(0, CHARGES.size() / 2), money).print(0);
      try (var _ = OtherCalls.open(http, server, calls)) {
        round(http, inbox, times, CHARGES.subList(CHARGES.size() / 2, CHARGES.size()), money)
            .print(calls);
      }
      boolean isWhole = money.stream().distinct().count() == 1;
      IO.println("");
      IO.println(
          isWhole
              ? "Every cent is there: checking and savings hold as much as before."
              : "Money is missing or too much, in cents before and after each round: " + money);
      return isWhole ? 0 : 1;
    }
  }

  private record Figures(Histogram balance, Histogram transfer, Histogram dispute) {

    void print(int others) {
      print("balance", others, balance);
      print("transfer", others, transfer);
      print("dispute", others, dispute);
    }

    private static void print(String tool, int others, Histogram micros) {
      IO.println(
          String.format(
              Locale.ROOT,
              "| %s | %d | %d | %.1f | %.1f | %.1f |",
              tool,
              others,
              micros.getTotalCount(),
              micros.getValueAtPercentile(50) / 1000.0,
              micros.getValueAtPercentile(99) / 1000.0,
              micros.getMaxValue() / 1000.0));
    }
  }

  private Figures round(
      HttpClient http, CodeInbox inbox, int times, List<Charge> charges, List<Long> money)
      throws InterruptedException {
    var figures = new Figures(new Histogram(3), new Histogram(3), new Histogram(3));
    try (var call = verified(http, inbox, PAT)) {
      money.add(cents(call, "checking") + cents(call, "savings"));
      for (int i = 0; i < times; i++) {
        call.say("What is the balance of my checking account?");
        figures.balance().recordValue(done(call, call.awaitUse("checkBalanceTool")));
        call.awaitAgent("available balance");
      }
      for (int i = 0; i < times; i++) {
        boolean out = i % 2 == 0;
        call.say("Transfer $1 from " + (out ? "checking to savings" : "savings to checking"));
        call.awaitAgent("Shall I go ahead?");
        call.say("yes");
        figures.transfer().recordValue(done(call, call.awaitUse("internalTransferTool")));
        call.awaitAgent("Transfer complete!");
      }
      money.add(cents(call, "checking") + cents(call, "savings"));
    }
    for (var charge : charges) {
      try (var call = verified(http, inbox, charge.number())) {
        call.say("I want to dispute a charge for " + charge.amount() + " at " + charge.merchant());
        figures.dispute().recordValue(done(call, call.awaitUse("disputeChargeTool")));
      }
    }
    return figures;
  }

  private static long done(TypedCall call, TypedCall.Use use) {
    if (!use.outcome().equals("succeeded")) {
      throw new IllegalStateException(
          "Expected a tool to succeed, but it was " + use.outcome() + " in\n" + call.lately());
    }
    return use.micros();
  }

  /** A call of this customer at level 2, with nothing open. */
  private TypedCall verified(HttpClient http, CodeInbox inbox, String number)
      throws InterruptedException {
    var call = TypedCall.open(http, server);
    call.say("Transfer $1 from checking to savings");
    call.awaitAgent("may I have your phone number");
    call.say(number);
    call.awaitAgent("verification code");
    call.say(inbox.next(number));
    call.awaitAgent("Shall I go ahead?");
    call.say("no");
    call.awaitAgent("I won't transfer anything");
    return call;
  }

  private static long cents(TypedCall call, String kind) throws InterruptedException {
    call.say("What is the balance of my " + kind + " account?");
    var told = BALANCE.matcher(call.awaitAgent(kind + " account ending in"));
    if (!told.find()) {
      throw new IllegalStateException("Expected to hear the balance of " + kind);
    }
    var figures = told.group(1).replace(",", "");
    return Math.round(Double.parseDouble(figures) * 100);
  }

  /** Calls that send silence as an open microphone does, while others are measured. */
  private record OtherCalls(List<TypedCall> calls, AutoCloseable clock) implements AutoCloseable {

    static OtherCalls open(HttpClient http, URI server, int n) throws InterruptedException {
      var clock = Executors.newScheduledThreadPool(1);
      var calls = new ArrayList<TypedCall>();
      var frame = new byte[640];
      for (int i = 0; i < n; i++) {
        var call = TypedCall.open(http, server);
        calls.add(call);
        clock.scheduleAtFixedRate(
            () -> call.sendSilence(frame), 20L * i / n, 20, TimeUnit.MILLISECONDS);
      }
      return new OtherCalls(calls, clock::shutdownNow);
    }

    @Override
    public void close() throws Exception {
      clock.close();
      calls.forEach(TypedCall::close);
    }
  }
}
