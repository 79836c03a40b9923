package org.voiceteller.loadtests.drill;

import static java.util.stream.Collectors.joining;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A call of somebody who puts up with much: repeats what was not answered, and comes back by the
 * call's token when the line breaks. Nobody may wait for long without any sign, though.
 */
final class EnduringCall implements AutoCloseable {

  /** The call is over; how, in a word or two. */
  static final class Over extends Exception {
    private static final long serialVersionUID = 1L;

    Over(String how) {
      super(how);
    }

    String how() {
      return String.valueOf(getMessage());
    }
  }

  /** Why a caller came back. */
  enum Why {
    BROKE_OFF("broke off themselves"),
    LOST("lost their line"),
    MOVED("left a node that goes away");

    private final String words;

    Why(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /**
   * How long a caller was away, from the end of the one line.
   *
   * @param back until the call went on
   * @param word until the bank gave a sign
   */
  record Away(Why why, Wait back, Wait word) {}

  /**
   * From one moment to another, as from a question to the first sign; of {@link System#nanoTime}.
   */
  record Wait(long fromNanos, long toNanos) {

    long ms() {
      return TimeUnit.NANOSECONDS.toMillis(Math.max(0, toNanos - fromNanos));
    }
  }

  private static final Duration NO_SIGN_AT_ALL = Duration.ofSeconds(45);
  private static final Duration BEFORE_REPEATING = Duration.ofSeconds(15);
  private static final Duration COMING_BACK = Duration.ofSeconds(20);
  private static final Duration TRIES_AGAIN_AFTER = Duration.ofMillis(500);

  /**
   * A node that died is missed, declared gone, and its calls are taken up by the others; a bank
   * that died is started again with its stores.
   */
  private static final Duration BACK_AT_LAST = Duration.ofSeconds(180);

  private static final int MOST_REPETITIONS = 3;
  private static final int MOST_RETURNS = 4;

  private final HttpClient client;
  private final Doors doors;
  private final ScheduledExecutorService clock;
  private final Findings findings;
  private final List<DrillCall> legs = new CopyOnWriteArrayList<>();
  private final List<Wait> waits = new ArrayList<>();
  private final List<Away> away = new ArrayList<>();
  private DrillCall leg;
  private String callId = "";
  private String token = "";

  private EnduringCall(
      HttpClient client,
      Doors doors,
      ScheduledExecutorService clock,
      Findings findings,
      DrillCall leg) {
    this.client = client;
    this.doors = doors;
    this.clock = clock;
    this.findings = findings;
    this.leg = leg;
    legs.add(leg);
  }

  /**
   * @throws Over when the bank refuses it, or does not begin it
   */
  static EnduringCall open(
      HttpClient client, Doors doors, ScheduledExecutorService clock, Findings findings)
      throws Over, InterruptedException {
    var leg = atAnyDoor(doors, door -> DrillCall.open(client, door, clock));
    if (leg.isEmpty()) {
      throw new Over("refused before it began");
    }
    var call = new EnduringCall(client, doors, clock, findings, leg.get());
    call.begins();
    return call;
  }

  /** Empty when all refuse. */
  private static Optional<DrillCall> atAnyDoor(Doors doors, Function<URI, DrillCall> dial) {
    for (URI door : doors.inTurn()) {
      try {
        return Optional.of(dial.apply(door));
      } catch (CompletionException refused) {
        // the next one may take it
      }
    }
    return Optional.empty();
  }

  private void begins() throws Over, InterruptedException {
    var started = leg.find(0, COMING_BACK, of("call.started").or(of("error")));
    if (started.filter(of("call.started")).isEmpty()) {
      leg.close();
      throw new Over(
          started.map(error -> "not begun: " + error.text("code")).orElse("not begun: no sign"));
    }
    callId = started.get().text("callId");
    token = started.get().text("resumeToken");
  }

  String callId() {
    return callId;
  }

  /**
   * Says something until an answer comes that fits. Whose node goes away leaves it before, as a
   * page does when nobody speaks.
   *
   * @return the answer; empty when other things were answered, again and again
   * @throws Over when the call is over
   */
  Optional<String> ask(String words, Predicate<String> fits) throws Over, InterruptedException {
    for (int times = 0; times <= MOST_REPETITIONS; times++) {
      if (leg.find(0, Duration.ZERO, EnduringCall::isToLeave).isPresent()) {
        leg.close();
        comesBack(Why.MOVED);
      }
      int from = leg.count();
      leg.type(words);
      var answer = hear(from, fits);
      if (answer.isPresent()) {
        return answer;
      }
    }
    return Optional.empty();
  }

  /**
   * @return what the agent said that fits; empty when it fell silent after something else
   */
  Optional<String> hear(Predicate<String> fits) throws Over, InterruptedException {
    return hear(0, fits);
  }

  private Optional<String> hear(int from, Predicate<String> fits)
      throws Over, InterruptedException {
    long asked = System.nanoTime();
    int next = from;
    boolean signed = false;
    while (true) {
      int at = next;
      var sign = leg.find(at, signed ? BEFORE_REPEATING : NO_SIGN_AT_ALL, EnduringCall::isSign);
      if (sign.isEmpty()) {
        if (leg.isClosed()) {
          comesBack(Why.LOST);
          return Optional.empty();
        }
        if (!signed) {
          findings.add(
              "%s: no sign for %d s after\n%s"
                  .formatted(callId, NO_SIGN_AT_ALL.toSeconds(), leg.conversation(0)));
        }
        return Optional.empty();
      }
      if (!signed) {
        signed = true;
        waits.add(new Wait(asked, sign.get().nanos()));
      }
      switch (sign.get().type()) {
        case "call.ended" -> throw isOver(sign.get().text("reason"));
        case "transcript" -> {
          if (sign.get().event().path("final").asBoolean() && fits.test(sign.get().text("text"))) {
            return Optional.of(sign.get().text("text"));
          }
        }
        default -> {}
      }
      next = leg.indexAfter(sign.get());
    }
  }

  private static boolean isSign(DrillCall.Stamped stamped) {
    return switch (stamped.type()) {
      case "transcript" -> stamped.text("role").equals("agent");
      case "notice", "error", "call.ended", "tool.started", "tool.finished" -> true;
      default -> false;
    };
  }

  private static boolean isToLeave(DrillCall.Stamped stamped) {
    return stamped.type().equals("server.draining")
        && stamped.event().path("elsewhere").asBoolean();
  }

  private static Predicate<DrillCall.Stamped> of(String type) {
    return stamped -> stamped.type().equals(type);
  }

  private Over isOver(String how) {
    leg.close();
    return new Over(how);
  }

  /** Whether there was such an event by now, on any leg of the call. */
  boolean wasTold(Predicate<DrillCall.Stamped> event) {
    return legs.stream().anyMatch(each -> each.events().stream().anyMatch(event));
  }

  /** Does nothing for so long. */
  void waits(Duration time) throws InterruptedException {
    leg.listen(time);
  }

  /** The line breaks; the caller comes back, or never does. */
  void breaks() {
    leg.close();
  }

  /** Comes back after a line that broke, for this reason. */
  void comesBack(Why why) throws Over, InterruptedException {
    var ended = leg.events().stream().filter(of("call.ended")).findFirst();
    if (ended.isPresent()) {
      throw new Over(ended.get().text("reason"));
    }
    if (away.size() >= MOST_RETURNS) {
      throw new Over("came back too often");
    }
    long gone = System.nanoTime();
    while (!isBack()) {
      if (System.nanoTime() - gone > BACK_AT_LAST.toNanos()) {
        throw new Over("could not come back");
      }
      var unused = new Span().isOverAfter(TRIES_AGAIN_AFTER);
    }
    long back = System.nanoTime();
    long word =
        leg.find(0, NO_SIGN_AT_ALL, EnduringCall::isSign)
            .map(DrillCall.Stamped::nanos)
            .orElseGet(System::nanoTime);
    away.add(new Away(why, new Wait(gone, back), new Wait(gone, word)));
  }

  /** Whether the call goes on at one of the doors; not yet when the bank asks to try again. */
  private boolean isBack() throws Over, InterruptedException {
    var back = atAnyDoor(doors, door -> DrillCall.resume(client, door, clock, token));
    if (back.isEmpty()) {
      return false;
    }
    leg = back.get();
    legs.add(leg);
    var started = leg.find(0, COMING_BACK, of("call.started").or(of("error")));
    if (started.filter(of("error")).isPresent()
        && started.get().event().path("retryable").asBoolean()) {
      leg.close();
      return false;
    }
    begins();
    return true;
  }

  /** Ends the call as one does. */
  void hangsUp() throws Over, InterruptedException {
    leg.hangUp();
    var ended = leg.find(0, COMING_BACK, of("call.ended"));
    if (ended.isEmpty() && !leg.isClosed()) {
      findings.add(callId + ": hung up, and the call did not end:\n" + leg.conversation(0));
    }
    throw isOver(ended.map(event -> event.text("reason")).orElse("closed after hanging up"));
  }

  /** What the caller was told of tools, on all legs of the call. */
  List<DrillCall.Stamped> told() {
    return legs.stream()
        .flatMap(each -> each.events().stream())
        .filter(of("tool.finished"))
        .toList();
  }

  /** What was said and done so far, one leg after the other. Called from any thread. */
  String conversation() {
    return legs.stream().map(each -> each.conversation(0)).collect(joining("  comes back\n"));
  }

  /** One for each thing asked. */
  List<Wait> waits() {
    return List.copyOf(waits);
  }

  /** One for each return. */
  List<Away> away() {
    return List.copyOf(away);
  }

  @Override
  public void close() {
    leg.close();
  }
}
