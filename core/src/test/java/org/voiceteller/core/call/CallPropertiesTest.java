package org.voiceteller.core.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voiceteller.core.call.Journal.CALLS;
import static org.voiceteller.core.call.Journal.NOON;
import static org.voiceteller.core.call.Journal.TOKEN;
import static org.voiceteller.core.call.Journal.TOOLS;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.core.call.ToolRules.Next;
import org.voiceteller.core.customer.Claim;
import org.voiceteller.core.tool.ToolAnswer;
import org.voiceteller.core.tool.ToolUse;

class CallPropertiesTest {

  /** One thing that may happen to a call; ids are drawn from few, so that they clash. */
  record Step(int verb, int leg, int id, int seconds) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 11),
            Arbitraries.integers().between(1, 3),
            Arbitraries.integers().between(1, 6),
            Arbitraries.integers().between(0, 400))
        .as(Step::new)
        .list()
        .ofMaxSize(60);
  }

  @Property
  void replaysToTheSameStateAndLeavesNoGapInTheAudit(
      @ForAll("steps") List<Step> steps, @ForAll boolean allParties) {
    Journal call = Journal.ofCallFrom(allParties ? "US-CA" : "US-CO");
    Instant now = NOON;
    for (Step step : steps) {
      now = now.plusSeconds(step.seconds());
      take(call, step, now);
    }

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
  }

  private static void disclosureComesWithLevelOne(Journal call) {
    boolean reached = !call.events(CallEvent.LevelReached.class).isEmpty();
    if (reached) {
      assertThat(call.events(CallEvent.DisclosureGiven.class)).isNotEmpty();
    }
  }

  private static void take(Journal call, Step step, Instant now) {
    String leg = "LEG-" + step.leg();
    String id = "tool-" + step.id();
    switch (step.verb()) {
      case 0 -> call.keep(CALLS.resume(call.call(), TOKEN.hash(), leg, null, now));
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
      case 4 -> use(call, leg, new ToolUse(id, "checkBalanceTool", "{}"), now);
      case 5, 6 ->
          use(
              call,
              leg,
              new ToolUse(id, "authenticateTool", "{\"phoneNumber\":\"5552345678\"}"),
              now);
      case 7 -> use(call, leg, new ToolUse(id, "noTool", "{}"), now);
      case 8 -> call.keep(TOOLS.finish(call.call(), id, ToolAnswer.succeeded("Done."), now));
      case 9 -> call.keep(TOOLS.closeInterrupted(call.call(), Set.of(), now));
      case 10 -> call.keep(CALLS.endIfOverdue(call.call(), now));
      default -> {
        if (step.seconds() > 390) {
          call.keep(CALLS.end(call.call(), leg, EndReason.CALLER_HUNG_UP, now));
        }
      }
    }
  }

  private static void use(Journal call, String leg, ToolUse use, Instant now) {
    Next next = call.keep(TOOLS.request(call.call(), leg, use, now));
    if (next instanceof Next.Identify(var number)) {
      Claim claim =
          use.toolUseId().endsWith("1")
              ? new Claim.Denied(Claim.Denial.UNKNOWN)
              : new Claim.Granted("CUST-" + use.toolUseId());
      call.keep(TOOLS.identify(call.call(), use.toolUseId(), number, claim, now));
    }
  }
}
