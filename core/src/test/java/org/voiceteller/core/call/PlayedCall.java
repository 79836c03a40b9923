package org.voiceteller.core.call;

import static org.voiceteller.core.call.Journal.CALLS;
import static org.voiceteller.core.call.Journal.CODES;
import static org.voiceteller.core.call.Journal.NOON;
import static org.voiceteller.core.call.Journal.TOKEN;
import static org.voiceteller.core.call.Journal.TOOLS;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.authentication.OneTimeCodeSender.Delivery;
import org.voiceteller.core.authentication.OneTimeCodes;
import org.voiceteller.core.authentication.Secret;
import org.voiceteller.core.call.Challenge.Question;
import org.voiceteller.core.call.Found.Attempt;
import org.voiceteller.core.customer.Claim;
import org.voiceteller.core.tool.ToolAnswer;
import org.voiceteller.core.tool.ToolUse;

/** A call whose bank answers at once, as the test has set it. */
final class PlayedCall {

  static final String PHONE = "{\"phoneNumber\":\"555-234-5678\"}";
  static final String ANSWER = "Johnson";

  private static final ObjectMapper JSON = new ObjectMapper();

  final Journal journal;
  final List<String> codesSent = new ArrayList<>();
  final List<Next.Work> works = new ArrayList<>();
  Instant now = NOON;
  Function<Next.Work, ToolAnswer> bank = PlayedCall::done;
  Delivery delivery = new Delivery.Sent("MSG-1");
  Optional<Question> question =
      Optional.of(
          new Question(
              Challenge.Kind.SECURITY_QUESTION, "Q-1", "What is your mother's maiden name?"));
  @Nullable Attempt hindrance;

  /** Empty: no number leads to anybody. */
  String customerId = "CUST-10001";

  private int uses;
  private int turns;

  PlayedCall(String jurisdiction) {
    journal = Journal.ofCallFrom(jurisdiction);
  }

  PlayedCall(CallOrigin origin) {
    journal = Journal.ofCall(origin);
  }

  static PlayedCall atLevelOne() {
    PlayedCall call = new PlayedCall("US-CO");
    call.use("authenticateTool", PHONE);
    return call;
  }

  private static ToolAnswer done(Next.Work work) {
    return work.input() instanceof org.voiceteller.core.tool.PaymentInput.Confirmed
            && !work.confirmed()
        ? ToolAnswer.proposed(work.tool(), "Shall I?")
        : ToolAnswer.succeeded(work.tool() + " done.");
  }

  /** Uses a tool under a new id, to its answer. */
  JsonNode use(String tool, String input) {
    uses++;
    return use("use-" + uses, tool, input, null);
  }

  /** As if the caller had keyed it. */
  JsonNode useWithKeyed(String tool, String keyed) {
    uses++;
    return use("use-" + uses, tool, "{}", new Secret(keyed));
  }

  JsonNode use(String toolUseId, String tool, String input, @Nullable Secret given) {
    Next next = request(toolUseId, tool, input, given);
    while (next instanceof Next.Task task) {
      next = proceed(toolUseId, found(task));
    }
    return next instanceof Next.Answer(var outcome) ? read(outcome.resultJson()) : read("{}");
  }

  Next request(String toolUseId, String tool, String input, @Nullable Secret given) {
    return journal.keep(
        TOOLS.request(journal.call(), "LEG-1", new ToolUse(toolUseId, tool, input), given, now));
  }

  Next proceed(String toolUseId, Found found) {
    return journal.keep(TOOLS.proceed(journal.call(), toolUseId, found, now));
  }

  Found found(Next.Task task) {
    return switch (task) {
      case Next.Identify(var number) ->
          new Found.NumberClaimed(
              number,
              customerId.isEmpty()
                  ? new Claim.Denied(Claim.Denial.UNKNOWN)
                  : new Claim.Granted(customerId));
      case Next.Run(var work) -> {
        works.add(work);
        yield new Found.Done(work, bank.apply(work));
      }
      case Next.DrawCode(_, var codeId) -> drawn(codeId);
      case Next.SendCode(var codeId) -> new Found.CodeDelivered(codeId, delivery);
      case Next.TryCode(_, var issued, var entered) ->
          new Found.CodeTried(issued.codeId(), tried(issued, entered));
      case Next.FindQuestion _ -> new Found.QuestionFound(question);
      case Next.TryAnswer(_, _, var entered) ->
          new Found.AnswerTried(
              hindrance != null
                  ? hindrance
                  : entered.value().equals(ANSWER) ? new Attempt.Right() : new Attempt.Wrong());
    };
  }

  private Found drawn(String codeId) {
    Secret code = new Secret("%06d".formatted(987_650 + codesSent.size()));
    codesSent.add(code.value());
    return new Found.CodeDrawn(CODES.issue(TOKEN.callId(), codeId, code, now), "***-***-5678");
  }

  private Attempt tried(OneTimeCodes.Issued issued, Secret entered) {
    return hindrance != null
        ? hindrance
        : CODES.check(TOKEN.callId(), issued, entered, now) == OneTimeCodes.Verdict.RIGHT
            ? new Attempt.Right()
            : new Attempt.Wrong();
  }

  void callerSays(String words) {
    turns++;
    journal.keep(
        CALLS.takeTurn(
            journal.call(), "LEG-1", new Turn("c" + turns, Turn.Speaker.CALLER, words), now));
  }

  void agentSays(String words) {
    turns++;
    journal.keep(
        CALLS.takeTurn(
            journal.call(), "LEG-1", new Turn("a" + turns, Turn.Speaker.AGENT, words), now));
  }

  JsonNode enterCode() {
    return use("verifyOtpTool", "{\"code\":\"%s\"}".formatted(codesSent.getLast()));
  }

  JsonNode answerQuestion() {
    return use("stepUpAuthenticationTool", "{\"answer\":\"%s\"}".formatted(ANSWER));
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  Call.Live live() {
    return journal.live();
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
