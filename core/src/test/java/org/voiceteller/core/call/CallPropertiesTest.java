package org.voiceteller.core.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voiceteller.core.call.Journal.CALLS;
import static org.voiceteller.core.call.Journal.TOKEN;
import static org.voiceteller.core.call.Journal.TOOLS;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.core.authentication.Secret;
import org.voiceteller.core.tool.ToolInput;

class CallPropertiesTest {

  /** In hex; by chance one may hold the digits of a code. */
  private static final Pattern HASH = Pattern.compile("\\b[0-9a-f]{64}\\b");

  /** One thing that may happen to a call; ids are drawn from few, so that they clash. */
  record Step(int verb, int leg, int id, int seconds) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 18),
            Arbitraries.integers().between(1, 3),
            Arbitraries.integers().between(1, 40),
            Arbitraries.integers().between(0, 100))
        .as(Step::new)
        .list()
        .ofMaxSize(60);
  }

  @Property
  void replaysToTheSameStateAndLeavesNoGapInTheAudit(
      @ForAll("steps") List<Step> steps, @ForAll boolean allParties) {
    PlayedCall played = new PlayedCall(allParties ? "US-CA" : "US-CO");
    for (Step step : steps) {
      played.pass(Duration.ofSeconds(step.seconds()));
      take(played, step);
    }
    Journal call = played.journal;

    assertThat(call.replayed()).isEqualTo(call.call());
    assertThat(call.audit())
        .extracting(AuditEntry::number)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, call.audit().size()).boxed().toList());
    assertThat(call.audit()).extracting(AuditEntry::auditId).doesNotHaveDuplicates();
    assertThat(call.events(CallEvent.ToolFinished.class))
        .extracting(CallEvent.ToolFinished::toolUseId)
        .doesNotHaveDuplicates();
    if (call.call() instanceof Call.Over) {
      assertThat(call.events(CallEvent.ToolFinished.class))
          .hasSameSizeAs(call.events(CallEvent.ToolRequested.class));
    }
    disclosureComesWithLevelOne(call);
    noLevelWithoutItsProof(call);
    noMoneyWithoutAYes(played);
    String kept = HASH.matcher(call.events().toString()).replaceAll("hash");
    assertThat(played.codesSent).noneMatch(kept::contains);
  }

  /** Each step up follows its proof at once, and no code is proved twice. */
  private static void noLevelWithoutItsProof(Journal call) {
    List<CallEvent> events = call.events();
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i) instanceof CallEvent.LevelReached(var level, _)) {
        switch (level) {
          case ONE_TIME_CODE ->
              assertThat(events.get(i - 1)).isInstanceOf(CallEvent.CodeVerified.class);
          case SECURITY_QUESTION ->
              assertThat(events.get(i - 1)).isInstanceOf(CallEvent.QuestionAnswered.class);
          case PHONE, NONE -> {
            // by a number
          }
        }
      }
    }
    assertThat(call.events(CallEvent.CodeVerified.class))
        .extracting(CallEvent.CodeVerified::codeId)
        .doesNotHaveDuplicates();
    assertThat(call.events(CallEvent.CodeIssued.class))
        .hasSizeLessThanOrEqualTo(Journal.POLICY.stepUp().maximumCodes());
    assertThat(call.events(CallEvent.QuestionAttempted.class))
        .hasSizeLessThanOrEqualTo(Journal.POLICY.stepUp().maximumAnswers());
  }

  /**
   * A wish that is asked for again before its outcome was told is the same job, which the bank does
   * once; and no job is two different wishes.
   */
  private static void noMoneyWithoutAYes(PlayedCall played) {
    Set<String> confirmed =
        played.journal.events(CallEvent.ProposalConfirmed.class).stream()
            .map(CallEvent.ProposalConfirmed::toolUseId)
            .collect(Collectors.toSet());
    Map<String, Set<ToolInput>> jobs =
        played.works.stream()
            .filter(Next.Work::confirmed)
            .collect(
                Collectors.groupingBy(
                    Next.Work::jobId, Collectors.mapping(Next.Work::input, Collectors.toSet())));
    assertThat(jobs.keySet()).isSubsetOf(confirmed);
    assertThat(jobs.values()).allSatisfy(wishes -> assertThat(wishes).hasSize(1));
  }

  private static void disclosureComesWithLevelOne(Journal call) {
    boolean reached = !call.events(CallEvent.LevelReached.class).isEmpty();
    if (reached) {
      assertThat(call.events(CallEvent.DisclosureGiven.class)).isNotEmpty();
    }
  }

  private static void take(PlayedCall played, Step step) {
    Journal call = played.journal;
    Instant now = played.now;
    String leg = "LEG-" + step.leg();
    String id = "tool-" + step.id();
    switch (step.verb()) {
      case 0 ->
          call.keep(
              CALLS.resume(
                  call.call(),
                  TOKEN.hash(),
                  leg,
                  new ResumeOrigin(step.id() == 6 ? "US-CA" : null, step.id() == 5 ? "::1" : null),
                  now));
      case 1 -> call.keep(CALLS.loseLeg(call.call(), leg, now));
      case 2 -> call.keep(CALLS.legIsAlive(call.call(), leg, now));
      case 3 ->
          call.keep(
              CALLS.takeTurn(
                  call.call(),
                  leg,
                  new Turn(
                      "turn-" + step.id(),
                      step.id() % 2 == 0 ? Turn.Speaker.CALLER : Turn.Speaker.AGENT,
                      Journal.POLICY.disclosure().text()),
                  now));
      case 4 -> played.use(id, "checkBalanceTool", "{}", null);
      case 5, 6 -> {
        played.customerId = "CUST-" + step.leg();
        played.use(id, "authenticateTool", PlayedCall.PHONE, null);
      }
      case 7 -> played.use(id, "noTool", "{}", null);
      case 8 -> played.request(id, "unfreezeCardTool", "{}", null);
      case 9 -> call.keep(TOOLS.closeInterrupted(call.call(), Set.of(), now));
      case 10 -> call.keep(CALLS.endIfOverdue(call.call(), now));
      case 11 -> played.use(id, "unfreezeCardTool", "{}", null);
      case 12 -> played.use(id, "internalTransferTool", "{\"amount\":\"5\"}", null);
      case 13 ->
          played.use(id, "internalTransferTool", "{\"amount\":\"5\",\"confirmed\":\"yes\"}", null);
      case 14 ->
          played.use(
              id,
              "verifyOtpTool",
              "{}",
              new Secret(
                  step.leg() == 1 || played.codesSent.isEmpty()
                      ? "999999"
                      : played.codesSent.getLast()));
      case 15 ->
          played.use(
              id,
              "stepUpAuthenticationTool",
              "{}",
              new Secret(step.leg() == 1 ? "Smith" : PlayedCall.ANSWER));
      case 16 -> played.use(id, "stopPaymentTool", "{\"checkNumber\":\"1\"}", null);
      case 17 -> played.callerSays(step.leg() == 1 ? "no" : "yes");
      default -> {
        if (step.seconds() > 90) {
          call.keep(CALLS.end(call.call(), leg, EndReason.CALLER_HUNG_UP, now));
        }
      }
    }
  }
}
