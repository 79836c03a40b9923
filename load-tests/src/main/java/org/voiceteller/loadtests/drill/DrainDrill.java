package org.voiceteller.loadtests.drill;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.voiceteller.loadtests.caller.CodeInbox;
import org.voiceteller.loadtests.drill.DrillCall.Missing;
import org.voiceteller.loadtests.drill.DrillCall.Stamped;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Two nodes of the sample customers' bank, calls on one of them, and SIGTERM to it: every caller is
 * told, goes on at the other node with what they had, and the node ends by itself. {@code ./teller
 * drill drain} starts both.
 *
 * <p>Exit codes: 0 everything held, 1 something did not, in a sentence each.
 */
@Command(
    name = "drain",
    mixinStandardHelpOptions = true,
    description = "Stops one of two nodes that have calls.")
public final class DrainDrill implements Callable<Integer> {

  private static final String PAT = "+15552345678";
  private static final String ALEX = "+15553456789";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What the word to a caller may take, and what the node may take to go when it is empty. */
  private static final Duration MARGIN = Duration.ofSeconds(15);

  @Option(names = "--bank", required = true, description = "the node that stays")
  private URI bank = URI.create("");

  @Option(names = "--other", required = true, description = "the node that goes")
  private URI other = URI.create("");

  @Option(names = "--other-pid", required = true, description = "its process")
  private long otherPid;

  @Option(names = "--codes-port", required = true, description = "where one-time codes come to")
  private int codesPort;

  @Option(names = "--notice", required = true, description = "its drain-notice in seconds")
  private int noticeSeconds;

  @Option(names = "--limit", required = true, description = "its drain-limit in seconds")
  private int limitSeconds;

  private final Findings findings = new Findings();

  public static void main(String[] args) {
    System.exit(new CommandLine(new DrainDrill()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    try (var clock = Executors.newScheduledThreadPool(2);
        var http = HttpClient.newHttpClient();
        var codes = CodeInbox.open(codesPort)) {
      try {
        drill(clock, http, codes);
      } catch (Missing missing) {
        findings.add(String.valueOf(missing.getMessage()));
      } finally {
        clock.shutdownNow();
      }
    }
    return findings.conclude();
  }

  private void drill(ScheduledExecutorService clock, HttpClient http, CodeInbox codes)
      throws IOException, InterruptedException, Missing {
    awaitStatus(http, other.resolve("/health/ready"), 200, PATIENCE.multipliedBy(2));
    awaitMembers(http, clock, 2);

    var mover = DrillCall.open(http, door(other), clock);
    says(mover, "Transfer $12.34 from checking to savings", "may I have your phone number");
    says(mover, PAT, "verification code");
    says(mover, codes.next(PAT), "Shall I go ahead?");
    var talker = DrillCall.open(http, door(other), clock);
    says(talker, "What is the balance of my checking account?", "may I have your phone number");
    says(talker, ALEX, "checking account ending in");
    var stranger = DrillCall.open(http, door(other), clock);
    hears(stranger, 0, "How may I help you today?");
    IO.println(
        "Three calls on %s: one with an open transfer at level 2, one at level 1, one at level 0."
            .formatted(other));

    long asked = System.nanoTime();
    var gone = ProcessHandle.of(otherPid).orElseThrow().onExit();
    new ProcessBuilder("kill", "-TERM", Long.toString(otherPid)).inheritIO().start().waitFor();
    awaitStatus(http, other.resolve("/health/ready"), 503, MARGIN);
    tell("not ready any more", asked);
    findings.expect(
        get(http, other.resolve("/health/ready")).body().contains("draining"),
        "readiness does not say that it is draining");
    findings.expect(
        get(http, other.resolve("/health/live")).statusCode() == 200, "it does not live any more");
    var refusal = get(http, other.resolve("/v1/calls"));
    findings.expect(
        refusal.statusCode() == 503
            && refusal.body().contains("draining")
            && refusal.headers().firstValue("Retry-After").isPresent(),
        "a new call is answered %d %s".formatted(refusal.statusCode(), refusal.body()));

    for (var call : new DrillCall[] {mover, talker, stranger}) {
      var word =
          call.await(
              0,
              "server.draining",
              Duration.ofSeconds(noticeSeconds).plus(MARGIN),
              of("server.draining"));
      findings.expect(
          word.event().path("elsewhere").asBoolean()
              && word.event().path("endsInMs").asLong() == 1_000L * limitSeconds,
          "a caller was told " + word.event());
    }
    tell("every caller was told", asked);

    moverGoesOn(mover, http, clock);
    tell("the transfer was confirmed and made at the other node", asked);

    // who stays is still served, until the limit
    int at = talker.count();
    says(talker, "What is the balance of my savings account?", "savings account ending in");
    findings.expect(
        talker.eventsFrom(at).stream().noneMatch(of("call.started")), "the call was begun anew");
    strangerGoesOn(stranger, http, clock);
    tell("the stranger goes on at the other node", asked);
    talkerIsMoved(talker, http, clock);
    tell("who stayed was moved at the limit and goes on at the other node", asked);

    try {
      gone.get(MARGIN.toSeconds() + limitSeconds, TimeUnit.SECONDS);
      tell("the node has ended by itself", asked);
      long atMost = noticeSeconds + limitSeconds + MARGIN.toSeconds();
      findings.expect(
          System.nanoTime() - asked < TimeUnit.SECONDS.toNanos(atMost),
          "the node took longer than %d s to go".formatted(atMost));
    } catch (TimeoutException e) {
      findings.add("the node has not ended by itself");
    } catch (ExecutionException e) {
      findings.add("the node's end is not known: " + e);
    }
    awaitMembers(http, clock, 1);
    awaitStatus(http, bank.resolve("/health/ready"), 200, PATIENCE);
    tell("one member is left, and ready", asked);
  }

  private void moverGoesOn(DrillCall mover, HttpClient http, ScheduledExecutorService clock)
      throws Missing, InterruptedException {
    try (var back = returned(mover, http, clock, 2)) {
      hears(back, 0, "Shall I go ahead?");
      says(back, "yes", "Transfer complete!");
      says(back, "What is the balance of my checking account?", "$5,634.98");
      hangsUp(back);
    }
  }

  private void strangerGoesOn(DrillCall stranger, HttpClient http, ScheduledExecutorService clock)
      throws Missing, InterruptedException {
    try (var back = returned(stranger, http, clock, 0)) {
      says(back, "What is the balance of my checking account?", "may I have your phone number");
      hangsUp(back);
    }
  }

  private void talkerIsMoved(DrillCall talker, HttpClient http, ScheduledExecutorService clock)
      throws Missing, InterruptedException {
    var error =
        talker.await(
            0,
            "the error server_draining",
            Duration.ofSeconds(limitSeconds).plus(MARGIN),
            of("error"));
    findings.expect(
        error.text("code").equals("server_draining") && error.event().path("retryable").asBoolean(),
        "who stayed was told " + error.event());
    try (var back = returned(talker, http, clock, 1)) {
      says(back, "What is the balance of my checking account?", "checking account ending in");
      findings.expect(
          back.events().stream().noneMatch(event -> event.text("tool").equals("authenticateTool")),
          "who was moved had to give their number again");
      hangsUp(back);
    }
  }

  /** Comes back at the node that stays, and finds the call as it was. */
  private DrillCall returned(
      DrillCall before, HttpClient http, ScheduledExecutorService clock, int level)
      throws Missing, InterruptedException {
    var started = before.await(0, "call.started", PATIENCE, of("call.started"));
    before.close();
    var back = DrillCall.resume(http, door(bank), clock, started.text("resumeToken"));
    var again = back.await(0, "call.started again", PATIENCE, of("call.started"));
    findings.expect(
        again.text("callId").equals(started.text("callId")),
        "another call came back: " + again.event());
    if (level > 0) {
      var reached =
          back.await(0, "the level", PATIENCE, of("authentication.level"))
              .event()
              .path("level")
              .asInt();
      findings.expect(reached == level, "level %d came back as %d".formatted(level, reached));
    }
    hears(back, 0, "connected again");
    return back;
  }

  private void hangsUp(DrillCall call) throws Missing, InterruptedException {
    call.hangUp();
    var ended = call.await(0, "call.ended", PATIENCE, of("call.ended"));
    findings.expect(
        ended.text("reason").equals("callerHungUp"), "a call ended with " + ended.event());
  }

  private static void says(DrillCall call, String words, String answer)
      throws Missing, InterruptedException {
    int from = call.count();
    if (from < 2) {
      hears(call, 0, "How may I help you today?");
      from = call.count();
    }
    call.type(words);
    hears(call, from, answer);
  }

  private static void hears(DrillCall call, int from, String words)
      throws Missing, InterruptedException {
    var unused =
        call.await(
            from,
            "the agent to say " + words,
            PATIENCE,
            event ->
                event.type().equals("transcript")
                    && event.event().path("final").asBoolean()
                    && event.text("role").equals("agent")
                    && event.text("text").contains(words));
  }

  private void awaitMembers(HttpClient http, ScheduledExecutorService clock, int members) {
    var watch = BankWatch.begin(http, bank, clock);
    findings.expect(
        Soon.holds(
            PATIENCE,
            Duration.ofMillis(200),
            () -> watch.total("voiceteller_cluster_members") == members),
        "the cluster has not come to %d members".formatted(members));
  }

  private void awaitStatus(HttpClient http, URI address, int status, Duration patience) {
    findings.expect(
        Soon.holds(patience, Duration.ofMillis(50), () -> status(http, address) == status),
        "%s does not come to answer %d".formatted(address, status));
  }

  /** -1 when nobody answers. */
  private static int status(HttpClient http, URI address) throws InterruptedException {
    try {
      return get(http, address).statusCode();
    } catch (IOException notThere) {
      return -1;
    }
  }

  private static HttpResponse<String> get(HttpClient http, URI address)
      throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
  }

  private static URI door(URI node) {
    return URI.create("ws://" + node.getAuthority() + "/v1/calls");
  }

  private static Predicate<Stamped> of(String type) {
    return event -> event.type().equals(type);
  }

  private static void tell(String what, long since) {
    IO.println("%5.1f s: %s".formatted((System.nanoTime() - since) / 1e9, what));
  }
}
