package org.voiceteller.loadtests.load;

import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.exitBlockOnFail;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.http.HttpDsl.ws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatling.http.action.ws.WsInboundMessage;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.Ws;
import io.gatling.javaapi.http.WsFrameCheck;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The parts of a call as Gatling plays them: each names its requests, waits for the agent's whole
 * answer and fails when it does not come. The session holds what was {@link Heard}.
 */
final class Calls {

  static final String GREETING = "How may I help you today?";
  static final String HUNG_UP = "call ended";

  /** From the end of the caller's words to the first of the agent's. */
  static final String FIRST_WORDS = ": first words";

  private static final String HEARD = "heard";

  /** Gatling's name of a caller's connection, under which the session holds it. */
  private static final String LINE = "line";

  /** For the first sign of an answer. */
  static final Duration PATIENCE = Duration.ofSeconds(40);

  /** From there to its end: with a voice it is read out, and five transactions take most of it. */
  static final Duration LONGEST_ANSWER = Duration.ofSeconds(90);

  private static final Duration LEAST_THOUGHT = Duration.ofMillis(500);
  private static final Duration MOST_THOUGHT = LoadPlan.fromSystemProperties().mostThought();
  private static final ObjectMapper JSON = new ObjectMapper();

  private Calls() {}

  static Heard heard(Session session) {
    return Objects.requireNonNull(session.<Heard>get(HEARD));
  }

  /** A request on the caller's connection, named so in Gatling's figures. */
  static Ws line(String request) {
    return ws(request).wsName(LINE);
  }

  /** The line alone: the upgrade, without a call. One that was refused or closed is forgotten. */
  static ChainBuilder connect() {
    return exec(session -> session.remove(LINE).set(HEARD, new Heard()))
        .exec(line("line").connect("/v1/calls").subprotocol("voice-teller.v1"));
  }

  /** A call on an open line, up to the end of the greeting. */
  static ChainBuilder begin() {
    return exec(
        line("call.start")
            .sendText(
                """
                {"type":"call.start","jurisdiction":"US-CO","locale":"en-US","channel":"load-test"}\
                """)
            .await(PATIENCE)
            .on(awaited("call started", _ -> Heard.started()))
            .await(LONGEST_ANSWER)
            .on(awaited("greeting", _ -> Heard.agentSaid(GREETING))));
  }

  static ChainBuilder dial() {
    return exec(connect(), begin());
  }

  /** Forgets what was heard so far, as if the call began here. */
  static ChainBuilder hearAnew() {
    return exec(session -> session.set(HEARD, new Heard()));
  }

  static ChainBuilder say(Line line) {
    return say(line.name(), _ -> line.words(), line.answer());
  }

  /**
   * Says something and hears the answer to its end, since who speaks sooner interrupts.
   *
   * @param name of the answer in Gatling's figures
   * @param answer a part of it
   */
  static ChainBuilder say(String name, Function<Session, String> words, String answer) {
    return exec(catchUp())
        .exec(
            line("typed")
                .sendText(session -> typed(words.apply(session)))
                .await(PATIENCE)
                .on(awaited(name + FIRST_WORDS, _ -> Heard.agentBegins()))
                .await(LONGEST_ANSWER)
                .on(awaited(name, _ -> Heard.agentSaid(answer))));
  }

  /** The same for a question that must be answered exactly once. */
  static ChainBuilder ask(Line line) {
    return exec(session -> {
          heard(session).asks(line);
          return session;
        })
        .exec(say(line));
  }

  /** Ends the call and hears that it is over, and why. */
  static ChainBuilder hangUp() {
    return exec(catchUp())
        .exec(
            line("call.end")
                .sendText("{\"type\":\"call.end\"}")
                .await(PATIENCE)
                .on(awaited(HUNG_UP, _ -> Heard.ended("callerHungUp"))));
  }

  /** A whole call; one that fails is broken off, so that no line stays open. */
  static ChainBuilder whole(ChainBuilder conversation) {
    return exec(
        exitBlockOnFail().on(dial(), conversation, hangUp()),
        doIf(Session::isFailed).then(exec(line("broken off").close())));
  }

  /** As long as a caller takes to think of what to say next. */
  static ChainBuilder think() {
    return pause(LEAST_THOUGHT, MOST_THOUGHT);
  }

  /** Hears what came while nothing was awaited. */
  static ChainBuilder catchUp() {
    return exec(
        ws.processUnmatchedMessages(
            LINE,
            (messages, session) -> {
              for (var message : messages) {
                if (message instanceof WsInboundMessage.Text text) {
                  heard(session).takes(text.message(), _ -> false);
                }
              }
              return session;
            }));
  }

  /** A message that was awaited; those that come before it are kept too. */
  static WsFrameCheck.Text awaited(String name, Function<Session, Predicate<JsonNode>> what) {
    return ws.checkTextMessage(name)
        .matching(
            bodyString()
                .transformWithSession(
                    (message, session) -> heard(session).takes(message, what.apply(session)))
                .is(true));
  }

  /** What was put into the session before. */
  static String text(Session session, String name) {
    return Objects.requireNonNull(session.getString(name), name);
  }

  private static String typed(String words) {
    return JSON.createObjectNode().put("type", "text.input").put("text", words).toString();
  }
}
