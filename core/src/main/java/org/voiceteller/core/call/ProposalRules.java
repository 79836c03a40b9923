package org.voiceteller.core.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.core.audit.AuditFlag;
import org.voiceteller.core.call.Agenda.Confirmed;
import org.voiceteller.core.call.Agenda.Proposal;
import org.voiceteller.core.call.Call.Live;
import org.voiceteller.core.tool.Confirmation;
import org.voiceteller.core.tool.PaymentInput;
import org.voiceteller.core.tool.Tool;
import org.voiceteller.core.tool.ToolAnswer;
import org.voiceteller.core.tool.ToolCatalogue;
import org.voiceteller.core.tool.ToolInput;
import org.voiceteller.core.tool.ToolInputReader.Reading;
import org.voiceteller.core.tool.ToolOutcome;

/**
 * Money moves in two steps: what is to be done is read back, and done after the caller's yes. Only
 * one thing is read back at a time. A yes counts for the very content that was read back, within
 * its time, and only if the caller has said a plain yes since; so a model that answers for the
 * caller moves nothing. Whatever is done is done under the id of the use that read it back, so that
 * a repetition finds it done.
 */
final class ProposalRules {

  static final String CONFIRMED = "confirmed";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Any of these makes words a yes, unless one of {@link #BUT_NO} is among them, too. */
  private static final Pattern YES =
      Pattern.compile(
          "\\b(yes|yeah|yea|yep|yup|ya|sure|ok|okay|correct|right|absolutely|definitely|certainly"
              + "|indeed|of course|affirmative|uh huh|mhm|mm hmm|go ahead|go for it|do it|do that"
              + "|do so|please do|proceed|confirm|confirmed|exactly|fine|agreed|perfect|great"
              + "|alright|sounds good|works for me|by all means|i do)\\b");

  private static final Pattern BUT_NO =
      Pattern.compile(
          "\\b(no|nope|nah|not|don'?t|never|stop|wait|cancel|actually|instead|hold on|forget)\\b");

  private final ToolCatalogue catalogue;

  ProposalRules(ToolCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** A use whose level is reached; an answer of the caller's may be in it. */
  Ruling<Next> request(
      Recording recording, String toolUseId, Tool tool, String inputJson, ToolInput input) {
    Confirmation answer = input instanceof PaymentInput.Confirmed money ? money.confirmed() : null;
    return switch (answer) {
      case null -> {
        if (input instanceof PaymentInput.Confirmed) {
          Confirmed unheard = unheard(recording.call(), tool, inputJson);
          if (unheard != null) {
            cancel(recording, "REPLACED");
            yield again(recording, toolUseId, tool, unheard);
          }
          cancel(recording, "REPLACED");
        }
        yield fresh(recording, toolUseId, tool, inputJson, input);
      }
      case NO -> no(recording, toolUseId, tool);
      case YES -> yes(recording, toolUseId, tool, inputJson, input);
    };
  }

  private Ruling<Next> no(Recording recording, String toolUseId, Tool tool) {
    Proposal open = recording.call().agenda().proposal();
    if (open == null || !open.tool().equals(tool.toolName())) {
      return recording.refuse(
          toolUseId,
          tool.action(),
          ToolAnswer.refusedWithNote("Nothing that was read back is waiting for an answer.")
              .flagged(AuditFlag.NOT_CONFIRMED));
    }
    cancel(recording, "CALLER_SAID_NO");
    return recording.finish(toolUseId, ToolAnswer.succeeded(nothingDone(tool)));
  }

  private Ruling<Next> yes(
      Recording recording, String toolUseId, Tool tool, String inputJson, ToolInput input) {
    Live live = recording.call();
    Proposal open = live.agenda().proposal();
    if (open == null || !isOf(open.tool(), open.inputJson(), tool, inputJson)) {
      Confirmed before =
          live.agenda().confirmed().reversed().stream()
              .filter(past -> isOf(past.tool(), past.inputJson(), tool, inputJson))
              .findFirst()
              .orElse(null);
      if (before != null && open == null) {
        return again(recording, toolUseId, tool, before);
      }
      cancel(recording, "REPLACED");
      return fresh(recording, toolUseId, tool, inputJson, input);
    }
    if (!recording.now().isBefore(open.lapsesAt())) {
      recording.audit(tool.action(), AuditEntry.Result.REFUSED, AuditFlag.PROPOSAL_LAPSED);
      cancel(recording, AuditFlag.PROPOSAL_LAPSED.name());
      return fresh(recording, toolUseId, tool, inputJson, input);
    }
    String said = open.callerSaid();
    if (said == null || !isYes(said, tool)) {
      ToolAnswer answer =
          said == null
              ? ToolAnswer.refusedWithNote(
                  "The caller has not answered the read-back yet; wait for their answer.")
              : ToolAnswer.refused("I want to be sure: shall I go ahead, yes or no?");
      return recording.refuse(
          toolUseId, tool.action(), answer.then(tool, CONFIRMED).flagged(AuditFlag.NOT_CONFIRMED));
    }
    recording.add(new CallEvent.ProposalConfirmed(open.toolUseId(), toolUseId, recording.now()));
    return run(recording, tool, open.toolUseId(), open.inputJson());
  }

  /**
   * The caller said yes to this, and has not been told what became of it: it was cut off, or the
   * line was. Who then asks again means the same thing, not one more.
   */
  private static @Nullable Confirmed unheard(Live live, Tool tool, String inputJson) {
    return live.agenda().confirmed().reversed().stream()
        .filter(past -> past.news() != Agenda.News.TOLD)
        .filter(past -> isOf(past.tool(), past.inputJson(), tool, inputJson))
        .findFirst()
        .orElse(null);
  }

  /** Said yes to before: the same answer, or, when that is not known, the same work once more. */
  private Ruling<Next> again(Recording recording, String toolUseId, Tool tool, Confirmed before) {
    Optional<ToolOutcome> outcome =
        recording
            .call()
            .tool(before.confirmedBy())
            .map(Call.ToolRun::outcome)
            .filter(known -> known.result() != ToolOutcome.Result.FAILED);
    recording.add(new CallEvent.ProposalConfirmed(before.toolUseId(), toolUseId, recording.now()));
    return outcome
        .map(known -> recording.repeat(toolUseId, tool.action(), known))
        .orElseGet(() -> run(recording, tool, before.toolUseId(), before.inputJson()));
  }

  private Ruling<Next> run(Recording recording, Tool tool, String jobId, String inputJson) {
    if (!(catalogue.read(tool, inputJson) instanceof Reading.Read(var input))) {
      throw new IllegalStateException("Expected what was read back to be readable");
    }
    return recording.answer(
        new Next.Run(work(recording.call(), jobId, tool, inputJson, input, true)));
  }

  private Ruling<Next> fresh(
      Recording recording, String toolUseId, Tool tool, String inputJson, ToolInput input) {
    String wish = WishRules.asKept(inputJson);
    String jobId = WishRules.takeUp(recording, tool, wish).orElse(toolUseId);
    return recording.answer(new Next.Run(work(recording.call(), jobId, tool, wish, input, false)));
  }

  private static Next.Work work(
      Live live, String jobId, Tool tool, String inputJson, ToolInput input, boolean confirmed) {
    String customerId = live.identity().customerId();
    if (customerId == null) {
      throw new IllegalStateException("Expected work for a caller who is known");
    }
    return new Next.Work(jobId, null, tool, inputJson, customerId, input, live.level(), confirmed);
  }

  /** The bank has read back what it would do. */
  static void made(Recording recording, Next.Work work) {
    cancel(recording, "REPLACED");
    recording.add(
        new CallEvent.ProposalMade(
            work.jobId(),
            work.tool().toolName(),
            work.inputJson(),
            recording.after(recording.policy().stepUp().proposalLapse()),
            recording.now()));
  }

  /** Whatever was read back will not be done. */
  static void cancel(Recording recording, String reason) {
    Proposal open = recording.call().agenda().proposal();
    if (open != null) {
      recording.add(new CallEvent.ProposalCancelled(open.toolUseId(), reason, recording.now()));
      Tool.named(open.tool())
          .ifPresent(tool -> recording.audit(tool.action(), AuditEntry.Result.CANCELLED));
    }
  }

  /** Whether words say yes to this, and nothing else. What is unclear is no yes. */
  private static boolean isYes(String words, Tool tool) {
    String lower = words.toLowerCase(Locale.ROOT).replaceAll("[^a-z' ]", " ").replaceAll(" +", " ");
    // "Yes, stop it" is what a caller wants who has a payment stopped.
    String plain = tool == Tool.STOP_PAYMENT ? lower.replaceAll("\\bstop\\b", "") : lower;
    return YES.matcher(plain).find() && !BUT_NO.matcher(plain).find();
  }

  /** Whether a yes is for this content: it may leave out what was read back, and change nothing. */
  private static boolean isOf(String readBackTool, String readBack, Tool tool, String inputJson) {
    return readBackTool.equals(tool.toolName())
        && content(readBack).entrySet().containsAll(content(inputJson).entrySet());
  }

  private static Map<String, String> content(String inputJson) {
    Map<String, String> content = new TreeMap<>();
    try {
      for (var field : JSON.readTree(inputJson).properties()) {
        if (!field.getKey().equals(CONFIRMED)) {
          content.put(field.getKey(), plain(field.getValue()));
        }
      }
      return content;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Expected an input that was read before", e);
    }
  }

  /** {@code 500} and {@code 500.00} are the same, and so are names in other cases. */
  private static String plain(JsonNode value) {
    String text = value.asText().strip().toLowerCase(Locale.ROOT);
    return text.matches("[0-9]{1,9}\\.[0-9]{1,2}")
        ? new BigDecimal(text).stripTrailingZeros().toPlainString()
        : text;
  }

  private static String nothingDone(Tool tool) {
    return switch (tool) {
      case INTERNAL_TRANSFER -> "All right, I won't transfer anything.";
      case SETUP_BILLPAY -> "All right, I won't pay anything.";
      case STOP_PAYMENT -> "All right, I won't stop that payment.";
      default -> "All right, I won't do that.";
    };
  }
}
