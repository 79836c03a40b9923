package org.voiceteller.loadtests.drill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.voiceteller.loadtests.caller.CodeInbox;
import org.voiceteller.loadtests.drill.LongCallScript.Step;

/** The caller of a long call: follows a script, and holds what is said against it. */
final class LongCaller {

  private static final String NUMBER = "+15552345678";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(60);
  private static final Duration STORE_STOPS = Duration.ofSeconds(16);
  private static final Duration UNTIL_RENEWAL = Duration.ofSeconds(25);

  /**
   * What was asked and when, in nanoseconds that never go back.
   *
   * @param beganNanos to speak, or to type
   * @param saidNanos the last of it
   * @param answeredNanos the answer was heard to its end
   * @param answer the sound of it
   */
  record Asked(
      Exchange exchange,
      long beganNanos,
      long saidNanos,
      long answeredNanos,
      List<Loudspeaker.Played> answer) {}

  private final DrillCall call;
  private final BankWatch watch;
  private final LongCallScript script;
  private final CallersVoice voice;
  private final StoppableChild store;
  private final Findings findings;
  private final List<Asked> asked = new ArrayList<>();
  private long begunNanos;
  private int from;
  private int verifiedAt;
  private int proposalsKept;
  private int toolsOutlived;
  private int questions;
  private String callId = "";

  LongCaller(
      DrillCall call,
      BankWatch watch,
      LongCallScript script,
      CallersVoice voice,
      StoppableChild store,
      Findings findings) {
    this.call = call;
    this.watch = watch;
    this.script = script;
    this.voice = voice;
    this.store = store;
    this.findings = findings;
  }

  /** Hears the greeting and gives number and code: at level 2 with nothing open. */
  void isVerified(CodeInbox codes) throws DrillCall.Missing, InterruptedException {
    callId = call.await(0, "call.started", PATIENCE, ofType("call.started")).text("callId");
    begunNanos = System.nanoTime();
    hears(0, "How may I help you today?");
    says("Transfer $1 from checking to savings", "may I have your phone number");
    says(NUMBER, "verification code");
    says(codes.next(NUMBER), "Shall I go ahead?");
    says("no", "I won't transfer anything");
    from = call.count();
    verifiedAt = from;
  }

  private void says(String words, String answer) throws DrillCall.Missing, InterruptedException {
    int at = call.count();
    call.type(words);
    hears(at, answer);
  }

  private void hears(int at, String words) throws DrillCall.Missing, InterruptedException {
    var unused =
        call.await(
            at,
            "the agent to say " + words,
            PATIENCE,
            stamped -> isFinalOfAgent(stamped) && stamped.text("text").contains(words));
    call.awaitSilence(LONGEST_ANSWER);
  }

  void talksFor(Duration time) throws DrillCall.Missing, IOException, InterruptedException {
    long until = begunNanos + time.toNanos();
    while (System.nanoTime() < until) {
      call.listen(script.pause(watch.ageOfStream(begunNanos)));
      switch (script.next(watch.ageOfStream(begunNanos))) {
        case Step.Asks(var exchange) -> asks(exchange);
        case Step.Moves(var proposal, var answer, var waitsForRenewal) -> {
          int before = watch.renewals();
          asks(proposal);
          if (waitsForRenewal && watch.awaitMoreThan(before, UNTIL_RENEWAL)) {
            proposalsKept++;
          }
          call.listen(script.pause(Duration.ZERO));
          asks(answer);
        }
        case Step.Outlives(var exchange) -> outlives(exchange);
      }
    }
    call.listen(Duration.ofSeconds(3));
    settles();
  }

  /** The store stops before the tool asks it, and goes on when the stream was renewed. */
  private void outlives(Exchange exchange)
      throws DrillCall.Missing, IOException, InterruptedException {
    int before = watch.renewals();
    int at = call.count();
    store.stop();
    var goesOn = CompletableFuture.runAsync(() -> goOnAfterMoreThan(before));
    try {
      asks(exchange);
    } finally {
      goesOn.join();
    }
    var uses = call.eventsFrom(at);
    var begun = uses.stream().filter(ofType("tool.started")).findFirst();
    var done = uses.stream().filter(ofType("tool.finished")).findFirst();
    if (begun.isPresent()
        && done.isPresent()
        && watch.isRenewedBetween(begun.get().nanos(), done.get().nanos())) {
      toolsOutlived++;
    }
  }

  private void goOnAfterMoreThan(int renewals) {
    try {
      var unused = watch.awaitMoreThan(renewals, STORE_STOPS);
      store.goOn();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void asks(Exchange exchange) throws DrillCall.Missing, InterruptedException {
    settles();
    int playedBefore = call.played().size();
    from = call.count();
    long began = System.nanoTime();
    if (exchange.isSpoken()) {
      call.speak(voice.saying(exchange.says()))
          .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
          .join();
    } else {
      call.type(exchange.says());
    }
    long said = System.nanoTime();
    var words = new ArrayList<String>();
    var unused =
        call.await(
            from,
            "an answer to \"" + exchange.says() + "\"",
            PATIENCE,
            stamped -> {
              if (isFinalOfAgent(stamped)) {
                words.add(stamped.text("text"));
              }
              return exchange.isAnsweredBy(String.join(" ", words));
            });
    call.awaitSilence(LONGEST_ANSWER);
    var answer = call.played();
    asked.add(
        new Asked(
            exchange, began, said, System.nanoTime(), answer.subList(playedBefore, answer.size())));
    questionIsAnswered();
  }

  /** All that has come since the last question: it must be the answer to it and nothing else. */
  private void settles() {
    if (asked.isEmpty() || from == call.count()) {
      return;
    }
    var last = asked.getLast().exchange();
    var events = call.eventsFrom(from);
    for (String fault : last.faults(events)) {
      findings.add(
          "after %d s, %s %s: %s\n%s"
              .formatted(
                  TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begunNanos),
                  last.what(),
                  last.isSpoken() ? "(spoken)" : "(typed)",
                  fault,
                  call.conversation(from)));
    }
    from = call.count();
  }

  void hangsUp() throws DrillCall.Missing, InterruptedException {
    int at = call.count();
    call.hangUp();
    var ended = call.await(at, "call.ended", PATIENCE, ofType("call.ended"));
    findings.expect(
        ended.text("reason").equals("callerHungUp"), "the call ended with " + ended.event());
    call.eventsFrom(verifiedAt).stream()
        .filter(stamped -> stamped.type().startsWith("authentication."))
        .forEach(stamped -> findings.add("the level was not kept: " + stamped.event()));
  }

  private static Predicate<DrillCall.Stamped> ofType(String type) {
    return stamped -> stamped.type().equals(type);
  }

  synchronized int questions() {
    return questions;
  }

  private synchronized void questionIsAnswered() {
    questions++;
  }

  private static boolean isFinalOfAgent(DrillCall.Stamped stamped) {
    return stamped.type().equals("transcript")
        && stamped.text("role").equals("agent")
        && stamped.event().path("final").asBoolean();
  }

  String callId() {
    return callId;
  }

  List<Asked> asked() {
    return List.copyOf(asked);
  }

  /** Transfers that were proposed in one stream and answered in another. */
  int proposalsKept() {
    return proposalsKept;
  }

  /** Tools that were asked for in one stream and answered in another. */
  int toolsOutlived() {
    return toolsOutlived;
  }
}
