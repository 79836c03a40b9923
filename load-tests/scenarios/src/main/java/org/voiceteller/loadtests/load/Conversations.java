package org.voiceteller.loadtests.load;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.doIfOrElse;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pace;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.repeat;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.voiceteller.loadtests.caller.CodeInbox;

/** What callers come for, from the greeting to goodbye. */
final class Conversations {

  private static final String NUMBER = "number";
  private static final String TAKEN = "taken";
  private static final String CODE = "code";
  private static final Duration FRAME = Duration.ofMillis(20);
  private static final String WHO = "may I have your phone number";

  private final Customers customers;
  private final CodeInbox inbox;

  Conversations(Customers customers, CodeInbox inbox) {
    this.customers = customers;
    this.inbox = inbox;
  }

  /** Every second caller moves a dollar and back, if a customer is free for it; others ask. */
  ChainBuilder typed() {
    return exec(this::takeCustomer)
        .exec(
            doIfOrElse(session -> session.getBoolean(TAKEN))
                .then(Calls.whole(transfers()))
                .orElse(Calls.whole(balances())))
        .exec(this::giveBackCustomer);
  }

  /** Level 1: a balance, after the number that it takes, and the latest transactions. */
  static ChainBuilder balances() {
    return exec(
        Calls.think(),
        identified(),
        Calls.think(),
        Calls.say(Line.TRANSACTIONS),
        Calls.think(),
        Calls.say(Line.SAVINGS),
        Calls.think(),
        Calls.say(Line.THANKS));
  }

  /** A number that may be anybody's, and the balance that was asked for before it. */
  static ChainBuilder identified() {
    return exec(
        exec(session -> session.contains(NUMBER) ? session : session.set(NUMBER, Customers.any())),
        Calls.say("who is it", _ -> Line.CHECKING.words(), WHO),
        Calls.think(),
        Calls.say(
            Line.CHECKING.name(), session -> Calls.text(session, NUMBER), Line.CHECKING.answer()));
  }

  /** Level 2: a dollar to savings after the code that it takes, and back again. */
  private ChainBuilder transfers() {
    return exec(
        Calls.think(),
        Calls.say("who is it", _ -> Line.transfer("checking", "savings").words(), WHO),
        Calls.think(),
        Calls.say("code sent", session -> Calls.text(session, NUMBER), "verification code"),
        code(),
        Calls.say("code taken", session -> Calls.text(session, CODE), "Shall I go ahead?"),
        Calls.think(),
        Calls.say(Line.YES),
        Calls.think(),
        Calls.say(Line.transfer("savings", "checking")),
        Calls.think(),
        Calls.say(Line.YES),
        Calls.think(),
        Calls.say(Line.CHECKING),
        Calls.think(),
        Calls.say(Line.THANKS));
  }

  /** The code as it comes to the caller's telephone. */
  private ChainBuilder code() {
    return exec(session -> session.remove(CODE).set("looked", 0))
        .exec(
            asLongAs(session -> !session.contains(CODE) && session.getInt("looked") < 100)
                .on(
                    exec(
                        session -> {
                          var looked = session.set("looked", session.getInt("looked") + 1);
                          return inbox
                              .poll(Calls.text(session, NUMBER))
                              .map(code -> looked.set(CODE, code))
                              .orElse(looked);
                        }),
                    pause(Duration.ofMillis(100))));
  }

  /**
   * Asks for a balance aloud and gives the number aloud, 20 ms by 20 ms as a microphone does; the
   * line is silent between, and the bank fills that with silence itself.
   */
  static ChainBuilder spoken(Recording question, Recording number) {
    return Calls.whole(
        exec(
            Calls.think(),
            speak("who is it", question, WHO),
            Calls.think(),
            speak(Line.CHECKING.name(), number, Line.CHECKING.answer())));
  }

  private static ChainBuilder speak(String name, Recording recording, String answer) {
    return exec(Calls.catchUp())
        .exec(
            repeat(recording.frames().size() - 1, "frame")
                .on(
                    pace(FRAME)
                        .exec(
                            Calls.line("20 ms of sound")
                                .sendBytes(
                                    session -> recording.frames().get(session.getInt("frame"))))))
        .exec(
            Calls.line("20 ms of sound")
                .sendBytes(recording.frames().getLast())
                .await(Calls.PATIENCE)
                .on(Calls.awaited(name + ", spoken" + Calls.FIRST_WORDS, _ -> Heard.agentBegins()))
                .await(Calls.LONGEST_ANSWER)
                .on(Calls.awaited(name + ", spoken", _ -> Heard.agentSaid(answer))));
  }

  private Session takeCustomer(Session session) {
    var mayTransfer = ThreadLocalRandom.current().nextBoolean();
    return (mayTransfer ? customers.take() : Optional.<String>empty())
        .map(number -> session.set(NUMBER, number).set(TAKEN, true))
        .orElseGet(() -> session.remove(NUMBER).set(TAKEN, false));
  }

  private Session giveBackCustomer(Session session) {
    if (session.getBoolean(TAKEN)) {
      customers.giveBack(Calls.text(session, NUMBER));
    }
    return session.removeAll(NUMBER, TAKEN);
  }
}
